import { glanceSpan } from "@ledgerscope/tracer-store";
import { builder } from "../../builder.ts";
import { apiError } from "../../errors.ts";
import type { NetworkChart } from "../../queries/charts/assembleChart.ts";
import { type ChartId, isTraced, TRACED_CHARTS } from "../../queries/charts/chartId.ts";
import { chartsOf, networkChart } from "../../queries/charts/networkChart.ts";
import { tracedChart } from "../../queries/charts/tracedChart.ts";
import { recordedSpan, type TimeSpan } from "../../queries/networkFigures.ts";
import { checkedBuckets, MAX_BUCKETS } from "../glance/checkedBuckets.ts";
import { networkRef } from "../refs.ts";

const chartIdEnum = builder.enumType("ChartId", {
  description: "A chart over a network's blocks and transactions, or its explained transactions",
  values: {
    transactions: { description: "Transactions, failed ones apart" },
    failures: { description: "Failed transactions by the chain's own reason" },
    causes: { description: "Failed transactions by the reason that their diagnosis gives" },
    latency: { description: "How long transactions took, as far as they were explained: half of all, 95 of 100" },
    callers: { description: "Transactions by organisation (Fabric) or sender (EVM)" },
    targets: { description: "Transactions by chaincode (Fabric) or recipient (EVM)" },
    methods: { description: "Transactions by function (Fabric) or selector (EVM)" },
    endorsers: { description: "Endorsements by organisation; Fabric" },
    producers: { description: "Blocks by orderer organisation that signed (Fabric) or beneficiary (EVM)" },
    blocks: { description: "Blocks" },
    blockTime: { description: "Seconds from block to block" },
    transactionsPerBlock: { description: "Transactions in a block" },
    blockSize: { description: "Size of blocks" },
    gas: { description: "Gas used by blocks and their limit; EVM" },
    baseFee: { description: "Base fee; EVM since London" },
  } as const satisfies Readonly<Record<ChartId, object>>,
});

const chartUnitEnum = builder.enumType("ChartUnit", {
  description: "What values are in",
  values: {
    count: { description: "Numbers of things" },
    seconds: { description: "Seconds" },
    bytes: { description: "Bytes" },
    gas: { description: "Gas" },
    gwei: { description: "Billions of wei, per gas" },
  } as const,
});

const chartBucketRef = builder.objectRef<NetworkChart["buckets"][number]>("ChartBucket").implement({
  description:
    "One stretch of a chart's time: from <= time of the block (`causes`, `latency`: of the transaction) < to",
  fields: (t) => ({
    from: t.field({ type: "DateTime", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", resolve: ({ toMs }) => toMs }),
    values: t.field({
      type: t.listRef("Float", { nullable: true }),
      description: "One per series; null where nothing is known",
      resolve: ({ values }) => [...values],
    }),
  }),
});

const chartRef = builder.objectRef<NetworkChart>("Chart").implement({
  description: "A chart: series over some time, in stretches of equal length",
  fields: (t) => ({
    id: t.field({ type: chartIdEnum, description: "Which chart it is", resolve: ({ id }) => id }),
    unit: t.field({ type: chartUnitEnum, description: "What its values are in", resolve: ({ unit }) => unit }),
    stacks: t.exposeBoolean("stacks", { description: "Values of a stretch add up" }),
    from: t.field({ type: "DateTime", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", resolve: ({ toMs }) => toMs }),
    series: t.field({
      type: ["String"],
      description: "Names, largest first; an empty name stands for all others together",
      resolve: ({ series }) => [...series],
    }),
    buckets: t.field({
      type: [chartBucketRef],
      description: "In the order of time",
      resolve: ({ buckets }) => [...buckets],
    }),
  }),
});

/** Length of what is looked at of a live network, where nobody says. */
const LIVE_WINDOW_MS = 3_600_000;

builder.objectFields(networkRef, (t) => ({
  charts: t.field({
    type: [chartIdEnum],
    description: "Charts that a network of this family has",
    resolve: ({ family }) => [...chartsOf(family), ...TRACED_CHARTS],
  }),
  chart: t.field({
    type: chartRef,
    nullable: true,
    description:
      "A chart, by default over the whole span of a recorded or replayed network, the last hour of a live one. Null while nothing is stored, and for charts that the family does not have",
    args: {
      id: t.arg({ type: chartIdEnum, required: true, description: "Which one" }),
      from: t.arg({ type: "DateTime", description: "First moment" }),
      to: t.arg({ type: "DateTime", description: "First moment that is not part of it" }),
      buckets: t.arg.int({ defaultValue: 60, description: `Stretches of time, 1 to ${MAX_BUCKETS}` }),
    },
    extensions: { cost: { weight: 50, itemsArgument: "buckets" } },
    resolve: async (network, { id, from, to, buckets }, { viewer, warehouse }) => {
      const usual = async (): Promise<TimeSpan | undefined> => {
        if (network.recorded || network.replayed) {
          if (isTraced(id)) return await glanceSpan(warehouse, viewer, network.name);
          return await recordedSpan(viewer, warehouse, network.name);
        }
        return { fromMs: Date.now() - LIVE_WINDOW_MS, toMs: Date.now() };
      };
      const whole = typeof from === "number" && typeof to === "number" ? { fromMs: from, toMs: to } : await usual();
      if (!whole) return null;
      const span = { fromMs: from ?? whole.fromMs, toMs: to ?? whole.toMs };
      if (span.fromMs >= span.toMs) throw apiError("BAD_INPUT", "`from` must lie before `to`.");
      const many = checkedBuckets("buckets", buckets ?? 60);
      if (isTraced(id)) return tracedChart(viewer, warehouse, id, { network: network.name, ...span }, many);
      return (await networkChart(viewer, warehouse, network, id, span, many)) ?? null;
    },
  }),
}));
