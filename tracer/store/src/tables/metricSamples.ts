import { defineTable } from "@ledgerscope/schema";

export const metricSamples = defineTable({
  name: "metric_samples",
  comment:
    "Metrics of nodes, asked for every 5 seconds: a sample stands where it differs from the one before, and each series once in 5 minutes in any case; no buckets of histograms, nothing of the language's own",
  orderBy: ["network", "metric", "node", "at"],
  expires: "toDateTime(at)",
  example: `SELECT node, at, value FROM metric_samples
WHERE network = 'relief' AND metric = 'consensus_etcdraft_is_leader' ORDER BY at DESC LIMIT 20`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    node: { type: "LowCardinality(String)", comment: "Whose metric it is, as the configuration names it" },
    metric: { type: "LowCardinality(String)", comment: "Name of the sample, with _sum or _count where it has one" },
    labels: { type: "Map(String, String)", comment: "Labels of the sample" },
    at: { type: "DateTime64(9)", comment: "When it was scraped, by our clock, UTC", codec: "DoubleDelta, ZSTD(1)" },
    value: { type: "Float64", comment: "In the metric's own unit", codec: "Gorilla, ZSTD(1)" },
  },
});
