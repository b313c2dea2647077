import { defineTable } from "@ledgerscope/schema";
import { byHeight } from "./placeColumns.ts";

export const fabricState = defineTable({
  name: "fabric_state",
  comment:
    "State of every key, as of the last block of each step in which it was worked out: the row of the highest version counts",
  orderBy: ["network", "channel", "namespace", "collection", "key", "height", "tx_index"],
  partitionBy: byHeight,
  indexes: ["INDEX by_height height TYPE minmax GRANULARITY 1"],
  projections: [
    "PROJECTION namespaces (SELECT network, channel, namespace, collection, count() GROUP BY network, channel, namespace, collection)",
  ],
  textView: false,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: {
      type: "LowCardinality(String)",
      comment: "Private data collection (the key is then a SHA-256 hash); empty for public state",
    },
    key: { type: "String", comment: "Key as raw bytes; for a collection the SHA-256 of the key" },
    height: { type: "UInt64", comment: "Version: block of the last write of value or metadata" },
    tx_index: { type: "UInt32", comment: "Version: position of the writing transaction in its block, from 0" },
    tx_id: { type: "String", comment: "The writing transaction" },
    is_delete: { type: "Bool", comment: "The key is gone" },
    value: {
      type: "String",
      comment: "Value as raw bytes; for a collection the SHA-256 of the value",
      codec: "ZSTD(3)",
    },
    value_height: { type: "UInt64", comment: "Block of the last write of the value" },
    value_tx_index: { type: "UInt32", comment: "Position of the transaction that wrote the value, from 0" },
    value_tx_id: { type: "String", comment: "The transaction that wrote the value" },
    metadata: {
      type: "String",
      comment: "Entries of the key's metadata as protobuf; empty where it has none",
      hex: "",
    },
    metadata_height: { type: "UInt64", comment: "Block of the last write of metadata; 0 where it has none" },
    metadata_tx_index: { type: "UInt32", comment: "Position of the transaction that wrote the metadata, from 0" },
    metadata_tx_id: { type: "String", comment: "The transaction that wrote the metadata; empty where it has none" },
    policy: { type: "String", comment: "The key's own endorsement policy in words; empty where it has none" },
  },
});
