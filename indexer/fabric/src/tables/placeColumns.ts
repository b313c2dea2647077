import type { Column } from "@ledgerscope/schema";

/** Partitions of all tables by height. */
export const byHeight = "(network, intDiv(height, 5000000))";

/** Where a row's block stands. */
export const blockPlace = {
  network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
  channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
  height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
} as const satisfies Readonly<Record<string, Column>>;

/** Where a row's transaction stands. */
export const transactionPlace = {
  ...blockPlace,
  tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
} as const satisfies Readonly<Record<string, Column>>;

/** The transaction of a row, and whether it took effect. */
export const transactionOutcome = {
  tx_id: { type: "String", comment: "Transaction id in lower-case hex" },
  validation_code: { type: "UInt8", comment: "Validation code of the transaction; 0 is VALID" },
} as const satisfies Readonly<Record<string, Column>>;

/** Where a row's action stands; Fabric itself accepts one action per transaction. */
export const actionPlace = {
  ...transactionPlace,
  action_index: { type: "UInt32", comment: "Action within the transaction, from 0" },
  ...transactionOutcome,
} as const satisfies Readonly<Record<string, Column>>;
