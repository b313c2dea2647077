import { defineTable } from "@ledgerscope/schema";

export const fabricReads = defineTable({
  name: "fabric_reads",
  comment: "Keys read, with the version that was read; public state and hashed private data",
  orderBy: ["network", "channel", "namespace", "collection", "key", "height", "tx_index", "action_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, tx_index, tx_id, read_height, read_tx_index, validation_code FROM fabric_reads
WHERE network = 'relief' AND channel = 'mychannel' AND namespace = 'bench' AND key = 'hot0' ORDER BY height, tx_index`,
  indexes: ["INDEX by_tx height TYPE minmax GRANULARITY 1"],
  projections: [
    "PROJECTION keys_by_tx (SELECT network, channel, height, tx_index, namespace, collection, key ORDER BY network, channel, height, tx_index)",
  ],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: {
      type: "LowCardinality(String)",
      comment: "Private data collection (the key is then a SHA-256 hash); empty for public state",
    },
    key: { type: "String", comment: "Key as raw bytes; for a collection the SHA-256 of the key" },
    height: { type: "UInt64", comment: "Block number" },
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    action_index: { type: "UInt32", comment: "Action within the transaction, from 0" },
    tx_id: { type: "String", comment: "Transaction id in lower-case hex" },
    validation_code: { type: "UInt8", comment: "Validation code of the transaction; 0 is VALID" },
    read_absent: { type: "Bool", comment: "The key did not exist when it was read" },
    read_height: { type: "UInt64", comment: "Version read: block number; 0 when absent" },
    read_tx_index: { type: "UInt64", comment: "Version read: position of the writing transaction; 0 when absent" },
    in_range: { type: "Bool", comment: "Part of a range query's raw reads rather than a read of its own" },
  },
});
