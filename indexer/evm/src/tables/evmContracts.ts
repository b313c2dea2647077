import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

export const evmContracts = defineTable({
  name: "evm_contracts",
  comment: "Contracts created: by transactions, and by other contracts where traces are stored",
  reorgs: true,
  orderBy: ["network", "height", "tx_index", "trace_address"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT code_hash, count() AS copies, min(height) AS first FROM evm_contracts
WHERE network = 'mainnet' AND code_hash IS NOT NULL GROUP BY code_hash ORDER BY copies DESC LIMIT 10`,
  indexes: [
    "INDEX by_address address TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_creator creator TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  columns: {
    ...position,
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    tx_hash: { type: "FixedString(32)", comment: "Transaction hash", hex: "0x" },
    trace_address: {
      type: "Array(UInt32)",
      comment: "Which call made it: positions of the calls down to it; empty: the transaction itself",
    },
    address: { type: "FixedString(20)", comment: "The contract", hex: "0x" },
    creator: { type: "FixedString(20)", comment: "Who made it: the sender, or the contract that called", hex: "0x" },
    init_code_hash: { type: "FixedString(32)", comment: "Keccak-256 of the code that made it", hex: "0x" },
    code_hash: {
      type: "Nullable(FixedString(32))",
      comment: "Keccak-256 of its code when it was made; NULL without a trace, which no root commits to",
      hex: "0x",
    },
    code_size: { type: "Nullable(UInt32)", comment: "Size of its code, in bytes; NULL without a trace" },
    source: { type: "LowCardinality(String)", comment: "How it is known: receipt (proven by the block) or trace" },
  },
});
