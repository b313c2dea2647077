import type { View } from "@ledgerscope/schema";
import { network } from "./columns.ts";

export const evmNativeBalances: View = {
  name: "evm_native_balances",
  comment:
    "Balances in the chain's own currency of accounts that a stored state diff touched: what the node said after the " +
    "last transaction that changed them, and withdrawals since. Rewards for blocks before the merge are not in them",
  columns: [
    network,
    { name: "address", type: "String", comment: "The account" },
    { name: "balance", type: "UInt256", comment: "In wei" },
    { name: "height", type: "UInt64", comment: "Block of the last transaction that changed it" },
    { name: "tx_index", type: "UInt32", comment: "Position of that transaction in the block, from 0" },
  ],
  // Withdrawals come after the transactions of their block.
  select: `SELECT d.network AS network, d.address AS address, any(d.balance)
    + sumIf(toUInt256(w.amount) * 1000000000, w.height >= d.last.1) AS balance,
  any(d.last.1) AS height, any(d.last.2) AS tx_index
FROM (
  SELECT network, address, max((s.height, s.tx_index)) AS last,
    argMax(reinterpretAsUInt256(reverse(unhex(substring(s.after, 3)))), (s.height, s.tx_index)) AS balance
  FROM default.evm_state_diffs AS s WHERE kind = 'balance' GROUP BY network, address
) AS d
LEFT JOIN default.evm_withdrawals AS w ON w.network = d.network AND w.address = d.address
GROUP BY d.network, d.address`,
  example: `SELECT address, balance / 1e18 AS ether FROM evm_native_balances
WHERE network = 'mainnet' ORDER BY balance DESC LIMIT 10`,
};
