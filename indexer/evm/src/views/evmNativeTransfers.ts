import type { View } from "@ledgerscope/schema";
import { height, network, time, txHash, txIndex } from "./columns.ts";

export const evmNativeTransfers: View = {
  name: "evm_native_transfers",
  comment:
    "Transfers of the chain's own currency by transactions and the calls inside them, where traces are stored. " +
    "Fees and withdrawals are not among them, nor what a failed call undid",
  columns: [
    network,
    height,
    time,
    txIndex,
    txHash,
    { name: "trace_address", type: "Array(UInt32)", comment: "Which call; empty: the transaction itself" },
    { name: "type", type: "LowCardinality(String)", comment: "call, create, create2, selfdestruct or reward" },
    { name: "from", type: "String", comment: "Who paid" },
    { name: "to", type: "Nullable(String)", comment: "Who received" },
    { name: "value", type: "UInt256", comment: "In wei" },
  ],
  select: `SELECT network, height, time, tx_index, ifNull(tx_hash, '') AS tx_hash, trace_address, type, \`from\`, \`to\`, value
FROM default.evm_traces AS t
WHERE NOT reverted AND value > 0 AND type IN ('call', 'create', 'create2', 'selfdestruct', 'reward')`,
  example: `SELECT time, from, to, value / 1e18 AS ether FROM evm_native_transfers
WHERE network = 'mainnet' AND to = '0x95222290dd7278aa3ddd389cc1e1d165cc4bafe5' ORDER BY height DESC LIMIT 10`,
};
