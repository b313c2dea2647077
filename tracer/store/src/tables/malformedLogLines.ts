import { defineTable } from "@ledgerscope/schema";

export const malformedLogLines = defineTable({
  name: "malformed_log_lines",
  comment: "Log lines that could not be read, as they stand",
  orderBy: ["network", "channel", "node", "fingerprint", "offset"],
  replacingBy: "seq",
  expires: "toDateTime(intDiv(seq, 1000000000))",
  example: "SELECT node, reason, count() AS lines, any(line) AS sample FROM malformed_log_lines GROUP BY node, reason",
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    node: { type: "LowCardinality(String)", comment: "Whose log it is" },
    fingerprint: { type: "String", comment: "SHA-256 of the file's first line, hex" },
    offset: { type: "UInt64", comment: "Where the line begins, in bytes after unpacking" },
    reason: { type: "String", comment: "Why it could not be read" },
    line: { type: "String", comment: "The line, cut at 4096 bytes", codec: "ZSTD(3)" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});
