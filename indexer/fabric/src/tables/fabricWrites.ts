import { defineTable } from "@ledgerscope/schema";

export const fabricWrites = defineTable({
  name: "fabric_writes",
  comment: "Keys written, deleted, or whose metadata was changed; public state and hashed private data",
  orderBy: [
    "network",
    "channel",
    "namespace",
    "collection",
    "key",
    "height",
    "tx_index",
    "action_index",
    "is_metadata",
  ],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, tx_id, value FROM fabric_writes
WHERE network = 'relief' AND channel = 'mychannel' AND namespace = 'bench' AND key = 'hot0' AND validation_code = 0
ORDER BY height DESC, tx_index DESC LIMIT 1`,
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
    is_delete: { type: "Bool", comment: "The key was deleted" },
    is_metadata: {
      type: "Bool",
      comment:
        "Only the key's metadata (such as its endorsement policy) was written: the version advances all the same",
    },
    value: {
      type: "String",
      comment: "Value as raw bytes; for a collection the SHA-256 of the value; for metadata the entries as protobuf",
      codec: "ZSTD(1)",
    },
  },
});
