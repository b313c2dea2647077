import { defineTable } from "@ledgerscope/schema";
import { actionPlace, byHeight } from "./placeColumns.ts";

export const fabricRangeQueries = defineTable({
  name: "fabric_range_queries",
  comment: "Range queries over public state, with their bounds; the keys they returned are in fabric_reads (in_range)",
  orderBy: ["network", "channel", "height", "tx_index", "action_index", "namespace", "query_index"],
  partitionBy: byHeight,
  example: `SELECT namespace, start_key, end_key, read_count, count() AS queries FROM fabric_range_queries
WHERE network = 'relief' GROUP BY namespace, start_key, end_key, read_count ORDER BY queries DESC LIMIT 10`,
  columns: {
    ...actionPlace,
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    query_index: { type: "UInt32", comment: "Query within the namespace's set, from 0" },
    start_key: { type: "String", comment: "First key of the range, raw bytes; empty: from the first key on" },
    end_key: {
      type: "String",
      comment:
        "End of the range, raw bytes, exclusive when exhausted; otherwise the last key read, inclusive. Empty: to the last key",
    },
    exhausted: { type: "Bool", comment: "The query was read to its end" },
    form: {
      type: "LowCardinality(String)",
      comment: "How its result is recorded: raw_reads, or merkle_hashes (a summary of many reads)",
    },
    read_count: { type: "UInt32", comment: "Keys recorded one by one" },
    read_keys: { type: "Array(String)", comment: "Keys recorded one by one, in order, raw bytes" },
    merkle_max_degree: { type: "UInt32", comment: "Summary: children per node of the Merkle tree" },
    merkle_max_level: { type: "UInt32", comment: "Summary: level of the hashes" },
    merkle_hashes: { type: "Array(String)", comment: "Summary: hashes of that level", hex: "" },
  },
});
