import { defineTable } from "@ledgerscope/schema";

export const stageFacts = defineTable({
  name: "stage_facts",
  comment:
    "What one observer saw of one transaction or block at one time; block facts stand once per block and node and are joined to its transactions when read",
  // A fact that is read twice is the same row twice and folds into one; two facts under one 8-digit prefix differ by time.
  orderBy: ["network", "channel", "subject", "id", "stage", "node", "remote", "attempt", "source", "edge", "at"],
  partitionBy: "network",
  // A trace reads a few rows of each of some 60 ids.
  granularity: 1024,
  compressedTogether: 8192,
  replacingBy: "evidence_rank",
  expires: "toDateTime(at)",
  // Facts of one subject meet on one shard, so that they fold there.
  shardBy: "cityHash64(network, id)",
  example: `SELECT stage, count() AS facts, quantile(0.95)(date_diff('millisecond', start_at, end_at)) AS p95_ms
FROM stage_facts WHERE edge = 'span' GROUP BY stage ORDER BY p95_ms DESC`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    subject: { type: "LowCardinality(String)", comment: "tx, block, call or node: what id names" },
    id: {
      type: "String",
      comment:
        "tx: transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block: its height; call and node: the Unix second of the end",
    },
    stage: { type: "LowCardinality(String)", comment: "fabric.commit.mvcc, …: core's Stage" },
    node: { type: "LowCardinality(String)", comment: "Who acted, as the configuration names it" },
    remote: { type: "LowCardinality(String)", comment: "The other side of a call; empty when none" },
    attempt: { type: "UInt32", comment: "Number of the try, from 0" },
    source: { type: "LowCardinality(String)", comment: "Where it was read: log:peer1:gateway" },
    edge: { type: "LowCardinality(String)", comment: "span, start or end: which times this fact has" },
    at: { type: "DateTime64(9)", comment: "The end where it is known, else the start, UTC" },
    start_at: { type: "Nullable(DateTime64(9))", comment: "UTC; NULL when only the end was seen" },
    end_at: { type: "Nullable(DateTime64(9))", comment: "UTC; NULL when only the start was seen" },
    evidence: { type: "LowCardinality(String)", comment: "measured, observed, inferred or derived" },
    evidence_rank: { type: "UInt8", comment: "3 measured … 0 derived: of equal rows the best known stays" },
    attributes: { type: "Map(String, String)", comment: "Further values, named as in OpenTelemetry" },
  },
});
