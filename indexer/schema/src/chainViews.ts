import type { ViewColumn } from "./table.ts";

/** Columns of the view `chain_blocks`, which every family feeds. */
export const CHAIN_BLOCKS_COLUMNS: readonly ViewColumn[] = [
  { name: "network", type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
  { name: "channel", type: "String", comment: "Fabric channel; empty for other families" },
  { name: "family", type: "String", comment: "evm, fabric" },
  { name: "height", type: "UInt64", comment: "Block number" },
  { name: "hash", type: "String", comment: "Block hash in lower-case hex, as its chain prints it" },
  { name: "parent_hash", type: "String", comment: "Hash of the block before" },
  { name: "time", type: "DateTime64(3)", comment: "Time of the block, UTC" },
  { name: "time_source", type: "String", comment: "header, transactions (median client time) or observed" },
  { name: "tx_count", type: "UInt32", comment: "Transactions in the block" },
];

/** Columns of the view `chain_transactions`, which every family feeds. */
export const CHAIN_TRANSACTIONS_COLUMNS: readonly ViewColumn[] = [
  { name: "network", type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
  { name: "channel", type: "String", comment: "Fabric channel; empty for other families" },
  { name: "family", type: "String", comment: "evm, fabric" },
  { name: "height", type: "UInt64", comment: "Block number" },
  { name: "tx_index", type: "UInt32", comment: "Position in the block, from 0" },
  { name: "id", type: "String", comment: "Transaction hash or id, as its chain prints it" },
  { name: "time", type: "DateTime64(3)", comment: "Time of the block (EVM) or the client's claim (Fabric), UTC" },
  { name: "actor", type: "String", comment: "Sender address (EVM) or creator's MSP id (Fabric)" },
  { name: "target", type: "String", comment: "Recipient address or created contract (EVM), chaincode (Fabric)" },
  { name: "method", type: "String", comment: "Four-byte selector (EVM), function (Fabric)" },
  { name: "status", type: "String", comment: "success or failed" },
  { name: "status_text", type: "String", comment: "The chain's own word: success, reverted, MVCC_READ_CONFLICT" },
  { name: "fee", type: "Nullable(UInt256)", comment: "Fee paid, in wei; NULL where the chain has none" },
];
