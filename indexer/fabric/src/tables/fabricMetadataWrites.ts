import { defineTable } from "@ledgerscope/schema";
import { actionPlace, byHeight } from "./placeColumns.ts";

export const fabricMetadataWrites = defineTable({
  name: "fabric_metadata_writes",
  comment: "Metadata written to keys, one row per entry: key-level endorsement policies, in words",
  orderBy: [
    "network",
    "channel",
    "namespace",
    "collection",
    "key",
    "height",
    "tx_index",
    "action_index",
    "entry_index",
  ],
  partitionBy: byHeight,
  example: `SELECT height, tx_id, key, policy FROM fabric_metadata_writes
WHERE network = 'relief' AND name = 'VALIDATION_PARAMETER' AND validation_code = 0 ORDER BY height, tx_index`,
  indexes: ["INDEX by_tx height TYPE minmax GRANULARITY 1"],
  columns: {
    ...actionPlace,
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: {
      type: "LowCardinality(String)",
      comment: "Private data collection (the key is then a SHA-256 hash); empty for public state",
    },
    key: { type: "String", comment: "Key as raw bytes; for a collection the SHA-256 of the key" },
    entry_index: { type: "UInt32", comment: "Entry of the key's metadata, from 0" },
    name: {
      type: "LowCardinality(String)",
      comment: "Name of the entry, such as VALIDATION_PARAMETER; empty: all metadata of the key was removed",
    },
    value: { type: "String", comment: "Value as raw bytes", hex: "" },
    policy: {
      type: "String",
      comment: "The value as an endorsement policy in words; empty where it is none",
    },
  },
});
