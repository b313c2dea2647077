import { checkExceptionsView } from "./checkExceptions.ts";
import { defineTable, type SchemaPart } from "./table.ts";

/**
 * What has made the warehouse what it is. A row is written once its statement has run; tables are compared
 * with their description, so that a row that is missing does no harm.
 */
export const migrationsTable = defineTable({
  name: "_migrations",
  comment: "Statements that brought this warehouse to its schema",
  orderBy: ["applied_at", "statement_sha256"],
  textView: false,
  columns: {
    statement_sha256: { type: "String", comment: "SHA-256 of the statement, lower-case hex" },
    statement: { type: "String", comment: "As it was run; empty: only the version has changed", codec: "ZSTD(3)" },
    applied_at: { type: "DateTime64(3)", comment: "When it had run, UTC", default: "now64(3)" },
    version: { type: "UInt32", comment: "Schema version of the program that ran it", default: "1" },
    object: { type: "String", comment: "What it made or changed, with its database: store._ranges" },
    schema_sha256: { type: "String", comment: "SHA-256 of the whole schema that it belongs to, lower-case hex" },
  },
});

/** What is stored: one row per durable batch. Resume, gaps, progress and proofs read this and nothing else. */
export const rangesTable = defineTable({
  name: "_ranges",
  comment: "Stored block ranges, half-open; written after their rows, so that a range that stands here is complete",
  orderBy: ["network", "from", "to", "seq"],
  textView: true,
  example: `SELECT network, zone, sum(to - from) AS blocks, sum(rows) AS rows
FROM (SELECT network, from, to, argMax(zone, seq) AS zone, argMax(rows, seq) AS rows FROM _ranges GROUP BY network, from, to)
WHERE zone != 'reverted' GROUP BY network, zone`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    zone: {
      type: "LowCardinality(String)",
      comment: "head (can be reverted) or final; reverted: the range no longer counts",
    },
    from: { type: "UInt64", comment: "First height" },
    to: { type: "UInt64", comment: "One past the last height" },
    revision: { type: "UInt32", comment: "Raised by every deliberate rewrite" },
    rows: {
      type: "UInt64",
      comment: "Rows written, all tables; a batch that makes several ranges has its sum in the first",
    },
    bytes: {
      type: "UInt64",
      comment: "Bytes written, before compression; a batch that makes several ranges has its sum in the first",
    },
    first_hash: { type: "String", comment: "Hash of the first block, as its chain prints it" },
    last_hash: { type: "String", comment: "Hash of the last block" },
    last_parent_hash: { type: "String", comment: "Parent hash of the last block" },
    checks: { type: "String", comment: "Checks made on the blocks: JSON {check: {state: count}}" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
    exceptions: {
      type: "String",
      comment: "Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]",
      default: "'[]'",
    },
  },
});

/** What background passes have done: one row per step. Counts while `_ranges` has those blocks, at that revision, as final. */
export const passesTable = defineTable({
  name: "_passes",
  comment:
    "Work done over stored final blocks in the background; written after its rows. A row counts while all its blocks are final in _ranges at its revision",
  orderBy: ["network", "pass", "version", "from", "to", "seq"],
  textView: true,
  example: `SELECT network, pass, sum(items) AS total, unit, round(total / sum(seconds)) AS per_second
FROM _passes GROUP BY network, pass, unit`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    pass: { type: "LowCardinality(String)", comment: "Name of the pass: signatures, senders" },
    version: { type: "UInt32", comment: "Version of its rules; rows of older versions no longer count" },
    from: { type: "UInt64", comment: "First height" },
    to: { type: "UInt64", comment: "One past the last height" },
    revision: { type: "UInt32", comment: "Revision of the blocks, as in _ranges" },
    items: { type: "UInt64", comment: "What was worked through, in the pass's unit" },
    unit: { type: "LowCardinality(String)", comment: "What items counts: signatures" },
    checks: { type: "String", comment: "Checks made: JSON {check: {state: count}}" },
    exceptions: {
      type: "String",
      comment: "Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]",
    },
    seconds: { type: "Float64", comment: "Time taken, reading and writing included" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});

export const canonicalLogTable = defineTable({
  name: "canonical_log",
  comment: "Which block of each height in the head zone is canonical; only grows, per height the newest row counts",
  orderBy: ["network", "height", "seq"],
  textView: false,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number" },
    block_hash: { type: "FixedString(32)", comment: "Hash of the canonical block", hex: "0x" },
    in_head: { type: "Bool", comment: "False: the height left the head zone (reverted, or moved to the final tables)" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});

export const quarantineTable = defineTable({
  name: "_quarantine",
  comment: "Blocks that failed a check and were not stored, with their bytes as received",
  orderBy: ["network", "height", "seq"],
  textView: true,
  expires: "toDateTime(intDiv(seq, 1000000000))",
  example:
    "SELECT network, check, count() AS blocks, min(height), max(height) FROM _quarantine GROUP BY network, check",
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number" },
    check: { type: "LowCardinality(String)", comment: "The check that failed" },
    detail: { type: "String", comment: "What was expected and what was found" },
    raw: { type: "String", comment: "The block as received, raw bytes", codec: "ZSTD(3)" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});

/** The warehouse's own tables. */
export const warehouseSchema: SchemaPart = {
  tables: [migrationsTable, rangesTable, passesTable, canonicalLogTable, quarantineTable],
  views: [checkExceptionsView],
};
