import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionOutcome, transactionPlace } from "./placeColumns.ts";

export const fabricConflicts = defineTable({
  name: "fabric_conflicts",
  comment:
    "Why transactions were refused with code 11 or 12: every key whose read was out of date, with every valid transaction that had written it since",
  orderBy: [
    "network",
    "channel",
    "height",
    "tx_index",
    "kind",
    "namespace",
    "collection",
    "key",
    "writer_height",
    "writer_tx_index",
  ],
  partitionBy: byHeight,
  example: `SELECT namespace, key, count(DISTINCT tx_id) AS refused, count(DISTINCT writer_tx_id) AS writers
FROM fabric_conflicts WHERE network = 'relief' GROUP BY namespace, key ORDER BY refused DESC LIMIT 10`,
  indexes: ["INDEX by_writer writer_tx_id TYPE bloom_filter(0.001) GRANULARITY 1"],
  columns: {
    ...transactionPlace,
    ...transactionOutcome,
    kind: {
      type: "LowCardinality(String)",
      comment: "read: a key that was read; range: a key that a range query had returned, or would have returned since",
    },
    evidence: {
      type: "LowCardinality(String)",
      comment:
        "proved: from the version that was read; expired: private data that was purged since, by no transaction; inferred: the query's result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read; incomplete: blocks below are not stored, and nothing that is stored explains it; one row without a key stands for all of the transaction's",
    },
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: {
      type: "LowCardinality(String)",
      comment: "Private data collection (the key is then a SHA-256 hash); empty for public state",
    },
    key: { type: "String", comment: "Key as raw bytes; for a collection the SHA-256 of the key" },
    read_absent: { type: "Bool", comment: "The key did not exist when it was read; not known where inferred" },
    read_height: { type: "UInt64", comment: "Version read: block number; 0 when absent or not known" },
    read_tx_index: { type: "UInt64", comment: "Version read: position of the writing transaction; 0 when absent" },
    writer_height: { type: "UInt64", comment: "Block of the writing transaction" },
    writer_tx_index: { type: "UInt32", comment: "Its position in the block, from 0" },
    writer_tx_id: {
      type: "String",
      comment: "Its id; empty where none wrote the key: expired, or not explained by what is stored",
    },
    writer_is_delete: { type: "Bool", comment: "It deleted the key" },
    within_block: { type: "Bool", comment: "It stands in the same block" },
    rule_version: { type: "UInt32", comment: "Version of the rule that made the row" },
  },
});
