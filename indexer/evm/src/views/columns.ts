import type { ViewColumn } from "@ledgerscope/schema";

/** Columns that the family's views share. */
export const network: ViewColumn = {
  name: "network",
  type: "LowCardinality(String)",
  comment: "Name of the network in the configuration",
};
export const height: ViewColumn = { name: "height", type: "UInt64", comment: "Block number" };
export const time: ViewColumn = { name: "time", type: "DateTime64(3)", comment: "Time of the block, UTC" };
export const txIndex: ViewColumn = {
  name: "tx_index",
  type: "UInt32",
  comment: "Position of the transaction in the block, from 0",
};
export const txHash: ViewColumn = { name: "tx_hash", type: "String", comment: "Transaction hash" };
