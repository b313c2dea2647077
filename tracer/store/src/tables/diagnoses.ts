import { defineTable } from "@ledgerscope/schema";

export const diagnoses = defineTable({
  name: "diagnoses",
  comment:
    "Why transactions failed or were slow, and what is suspected: one row per finding. Made by `ledgerscope explain` with trace_summaries",
  orderBy: ["network", "channel", "time", "tx_id", "kind", "code"],
  indexes: [
    "INDEX by_tx tx_id TYPE bloom_filter(0.001) GRANULARITY 1",
    "INDEX by_height height TYPE minmax GRANULARITY 1",
  ],
  expires: "toDateTime(time)",
  shardBy: "cityHash64(network, tx_id)",
  example: `SELECT code, sub_cause, count() AS transactions, any(summary_en) AS sample
FROM diagnoses WHERE network = 'relief' AND kind = 'failure' GROUP BY code, sub_cause ORDER BY transactions DESC`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    tx_id: { type: "String", comment: "Transaction id or hash in lower-case hex without 0x" },
    height: { type: "Nullable(UInt64)", comment: "Block number; NULL for a transaction that never reached a block" },
    tx_index: { type: "Nullable(UInt32)", comment: "Position in the block, from 0; NULL as for height" },
    time: { type: "DateTime64(9)", comment: "As in trace_summaries, UTC", codec: "DoubleDelta, ZSTD(1)" },
    kind: { type: "LowCardinality(String)", comment: "failure, slow or suspicion" },
    code: { type: "LowCardinality(String)", comment: "Name of the diagnosis: mvcc_read_conflict, …" },
    sub_cause: {
      type: "LowCardinality(String)",
      comment: "Which of the ways that lead there: hot_key_in_block, …; empty where they are not told apart",
    },
    confidence: { type: "Float64", comment: "0 to 1; 1 is proved by stored data" },
    cost_ns: {
      type: "Nullable(UInt64)",
      comment: "Of kind slow: the time that it cost the transaction, nanoseconds; NULL for others",
    },
    title_en: { type: "LowCardinality(String)", comment: "In a few words, English" },
    title_zh: { type: "LowCardinality(String)", comment: "In a few words, Chinese" },
    summary_en: { type: "String", comment: "What happened, English", codec: "ZSTD(3)" },
    summary_zh: { type: "String", comment: "What happened, Chinese", codec: "ZSTD(3)" },
    chaincode: { type: "LowCardinality(String)", comment: "As in trace_summaries" },
    function: { type: "String", comment: "As in trace_summaries" },
    "culprits.tx_id": { type: "Array(String)", comment: "Transactions that caused it, first in the ledger first" },
    "culprits.height": { type: "Array(UInt64)", comment: "Their blocks" },
    "culprits.tx_index": { type: "Array(UInt32)", comment: "Their positions in the blocks, from 0" },
    "culprits.namespace": { type: "Array(LowCardinality(String))", comment: "Chaincode of the key; empty when none" },
    "culprits.collection": {
      type: "Array(LowCardinality(String))",
      comment: "Private data collection; empty when none",
    },
    "culprits.key": { type: "Array(String)", comment: "The key, printable; for a collection its SHA-256" },
    "proof.label": { type: "Array(LowCardinality(String))", comment: "Names of the facts that it rests on" },
    "proof.value": { type: "Array(String)", comment: "Their values" },
    rule_version: { type: "UInt32", comment: "Version of the rules that made the row" },
    seq: { type: "UInt64", comment: "When it was made: Unix nanoseconds" },
  },
});
