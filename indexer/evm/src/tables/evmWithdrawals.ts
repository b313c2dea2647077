import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/** All that `withdrawals_root` of the block covers. */
export const evmWithdrawals = defineTable({
  name: "evm_withdrawals",
  comment: "Withdrawals of validators' funds (EIP-4895), one row each; the block's root can be recomputed from them",
  reorgs: true,
  orderBy: ["network", "height", "position"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT address, sum(amount) / 1e9 AS ether FROM evm_withdrawals
WHERE network = 'mainnet' GROUP BY address ORDER BY ether DESC LIMIT 10`,
  indexes: ["INDEX by_address address TYPE bloom_filter(0.01) GRANULARITY 1"],
  columns: {
    ...position,
    position: { type: "UInt32", comment: "Position in the block, from 0" },
    withdrawal_index: { type: "UInt64", comment: "Number of the withdrawal on its chain, from 0" },
    validator_index: { type: "UInt64", comment: "The validator: its number on the consensus chain, from 0" },
    address: { type: "FixedString(20)", comment: "Who receives it", hex: "0x" },
    amount: { type: "UInt64", comment: "Amount, in gwei" },
  },
});
