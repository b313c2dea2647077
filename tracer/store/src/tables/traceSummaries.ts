import { defineTable } from "@ledgerscope/schema";

export const traceSummaries = defineTable({
  name: "trace_summaries",
  comment:
    "One row per transaction: when it began and ended, how long each stage took on each node, what could not be seen. Made by `ledgerscope explain` from traces to which nothing more is expected, and made again when late facts come or the rules change",
  // A span of time is a range of the key; a transaction is found by its index.
  orderBy: ["network", "channel", "time", "tx_id"],
  indexes: [
    "INDEX by_tx tx_id TYPE bloom_filter(0.001) GRANULARITY 1",
    "INDEX by_height height TYPE minmax GRANULARITY 1",
  ],
  projections: [
    "PROJECTION extent (SELECT network, channel, count(), min(time), max(time), max(height), max(seq) GROUP BY network, channel)",
  ],
  expires: "toDateTime(time)",
  // All that is known of a transaction meets on one shard.
  shardBy: "cityHash64(network, tx_id)",
  example: `SELECT chaincode, status, count() AS transactions, quantile(0.95)(duration_ns) / 1e6 AS p95_ms
FROM trace_summaries WHERE network = 'relief' GROUP BY chaincode, status ORDER BY p95_ms DESC`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    family: { type: "LowCardinality(String)", comment: "evm, fabric" },
    tx_id: { type: "String", comment: "Transaction id or hash in lower-case hex without 0x" },
    height: { type: "Nullable(UInt64)", comment: "Block number; NULL for a transaction that never reached a block" },
    tx_index: { type: "Nullable(UInt32)", comment: "Position in the block, from 0; NULL as for height" },
    time: {
      type: "DateTime64(9)",
      comment: "The client's claim (Fabric), the block's time (EVM), or where neither is stored start_at; UTC",
      codec: "DoubleDelta, ZSTD(1)",
    },
    start_at: { type: "DateTime64(9)", comment: "Earliest time of any span, UTC" },
    end_at: { type: "DateTime64(9)", comment: "Latest time of any span, UTC" },
    duration_ns: { type: "UInt64", comment: "From the first span's start to the last one's end, nanoseconds" },
    unknown_ns: {
      type: "Nullable(UInt64)",
      comment: "Of the duration, the time in which no stage was seen at work, nanoseconds; NULL where it is not known",
    },
    status: {
      type: "LowCardinality(String)",
      comment: "valid, failed (in a block), not_ordered (endorsed, in no block), not_endorsed (refused before)",
    },
    code: {
      type: "Nullable(UInt16)",
      comment: "Fabric's validation code, the receipt's status; NULL for a transaction that never reached a block",
    },
    chaincode: { type: "LowCardinality(String)", comment: "Chaincode; for EVM the recipient or created contract" },
    function: { type: "String", comment: "Function of the chaincode; for EVM the four-byte selector, 0x…" },
    creator_msp: { type: "LowCardinality(String)", comment: "MSP id of the creator; for EVM the sender's address" },
    gateway: { type: "LowCardinality(String)", comment: "Peer whose gateway the client used; empty when unknown" },
    "stages.stage": { type: "Array(LowCardinality(String))", comment: "Name of each span: fabric.endorse, …" },
    "stages.node": { type: "Array(LowCardinality(String))", comment: "Who acted; empty for what no single node did" },
    "stages.duration_ns": { type: "Array(UInt64)", comment: "How long, nanoseconds; 0 where only an instant is known" },
    "stages.status": { type: "Array(LowCardinality(String))", comment: "ok, error or unset" },
    gaps: { type: "Array(String)", comment: "What could not be seen: stage, or stage@node" },
    rule_version: { type: "UInt32", comment: "Version of the rules that made the row" },
    seq: { type: "UInt64", comment: "When it was made: Unix nanoseconds" },
  },
});
