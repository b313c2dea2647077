import { defineTable } from "@ledgerscope/schema";

export const explainedBatches = defineTable({
  name: "explained_batches",
  comment: "Up to which insert of facts explanations take account of them",
  orderBy: ["network", "channel"],
  replacingBy: "seq",
  textView: false,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    upto: { type: "UInt64", comment: "seq of fact_batches" },
    seq: { type: "UInt64", comment: "Order of writing: Unix nanoseconds" },
  },
});
