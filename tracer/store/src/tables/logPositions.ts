import { defineTable } from "@ledgerscope/schema";

export const logPositions = defineTable({
  name: "log_positions",
  comment:
    "How far each log file has been read; a file is known by its first line, so that rotation and packing do not hide it",
  orderBy: ["network", "channel", "node", "fingerprint"],
  replacingBy: "seq",
  example: "SELECT network, node, path, lines, facts, malformed FROM log_positions FINAL ORDER BY network, node",
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    node: { type: "LowCardinality(String)", comment: "Whose log it is, as the configuration names it" },
    fingerprint: { type: "String", comment: "SHA-256 of the first line, hex" },
    path: { type: "String", comment: "Where it was read last" },
    offset: { type: "UInt64", comment: "Bytes read so far, after unpacking; always the end of a line" },
    packed_bytes: {
      type: "UInt64",
      comment: "Size on disk of a packed file that was read to its end, in bytes; 0 for plain files, which may grow",
    },
    lines: { type: "UInt64", comment: "Lines read so far" },
    facts: { type: "UInt64", comment: "Facts found so far" },
    malformed: { type: "UInt64", comment: "Malformed lines so far" },
    stages: { type: "Array(String)", comment: "Stages that this log has shown so far" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});
