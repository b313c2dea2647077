import { defineTable } from "@ledgerscope/schema";

export const factBatches = defineTable({
  name: "fact_batches",
  comment:
    "Which blocks and transactions the facts of each insert are about, so that a trace that was explained before them is explained again",
  orderBy: ["network", "channel", "seq"],
  textView: false,
  expires: "toDateTime(intDiv(seq, 1000000000))",
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel; empty for other families" },
    seq: { type: "UInt64", comment: "When its facts were durable: Unix nanoseconds" },
    from_at: { type: "DateTime64(9)", comment: "Earliest time of its facts, UTC" },
    to_at: { type: "DateTime64(9)", comment: "Latest time of its facts, UTC" },
    heights: { type: "Array(UInt64)", comment: "Blocks that it tells of, ascending", codec: "Delta(8), ZSTD(1)" },
    tx_prefixes: {
      type: "Array(UInt32)",
      comment: "First 8 hex digits of the ids of the transactions that it tells of, as a number, ascending",
      codec: "Delta(4), ZSTD(1)",
    },
  },
});
