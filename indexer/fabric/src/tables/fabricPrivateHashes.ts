import { defineTable } from "@ledgerscope/schema";
import { actionPlace, byHeight } from "./placeColumns.ts";

export const fabricPrivateHashes = defineTable({
  name: "fabric_private_hashes",
  comment: "Private data as the ledger shows it, hashes of keys and values, one row per read, write or metadata write",
  orderBy: [
    "network",
    "channel",
    "namespace",
    "collection",
    "key_hash",
    "height",
    "tx_index",
    "action_index",
    "item_index",
  ],
  partitionBy: byHeight,
  example: `SELECT height, tx_id, operation, value_hash FROM fabric_private_hashes
WHERE network = 'relief' AND namespace = 'pvt' AND collection = 'secret' AND key_hash = lower(hex(SHA256('k1')))
ORDER BY height, tx_index`,
  indexes: ["INDEX by_tx height TYPE minmax GRANULARITY 1"],
  projections: [
    "PROJECTION keys_by_tx (SELECT network, channel, height, tx_index, namespace, collection, key_hash ORDER BY network, channel, height, tx_index)",
  ],
  columns: {
    ...actionPlace,
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: { type: "LowCardinality(String)", comment: "Private data collection" },
    item_index: {
      type: "UInt32",
      comment: "Position in the collection's set: reads, then writes, then metadata, from 0",
    },
    operation: {
      type: "LowCardinality(String)",
      comment: "read, write, delete, purge, metadata, or none (a set that names no key)",
    },
    key_hash: { type: "String", comment: "SHA-256 of the key", hex: "" },
    value_hash: { type: "String", comment: "SHA-256 of the value written; empty otherwise", hex: "" },
    is_delete: { type: "Bool", comment: "The write's own flag; an empty value deletes as well" },
    is_purge: { type: "Bool", comment: "The key's history is purged from the peers (since 2.5)" },
    read_absent: { type: "Bool", comment: "A read of a key that did not exist" },
    read_height: { type: "UInt64", comment: "Version read: block number; 0 otherwise" },
    read_tx_index: { type: "UInt64", comment: "Version read: position of the writing transaction; 0 otherwise" },
    private_set_hash: {
      type: "String",
      comment: "SHA-256 of the private read-write set that the peers of the collection hold",
      hex: "",
    },
  },
});
