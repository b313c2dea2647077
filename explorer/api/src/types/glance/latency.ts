import {
  type DurationBin,
  durations,
  type Glance,
  type LatencyBucket,
  latencyOverTime,
  type SlowCause,
  slowCauses,
} from "@ledgerscope/tracer-store";
import { builder } from "../../builder.ts";
import { langEnum } from "../enums.ts";
import { glanceRef } from "../refs.ts";
import { checkedBuckets, MAX_BUCKETS } from "./checkedBuckets.ts";

interface LatencyIn extends Omit<LatencyBucket, "bucket" | "p50Ns" | "p95Ns"> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly p50Ns: number | null;
  readonly p95Ns: number | null;
}

const latencyInRef = builder.objectRef<LatencyIn>("LatencyIn").implement({
  description: "How long something took in one stretch of time",
  fields: (t) => ({
    from: t.field({ type: "DateTime", description: "Its first moment", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", description: "First moment that is not part of it", resolve: ({ toMs }) => toMs }),
    count: t.exposeInt("count", { description: "Spans in it" }),
    p50Ns: t.exposeFloat("p50Ns", {
      nullable: true,
      description: "Half took no longer, nanoseconds; null where nothing happened",
    }),
    p95Ns: t.exposeFloat("p95Ns", {
      nullable: true,
      description: "95 of 100 took no longer, nanoseconds; null where nothing happened",
    }),
  }),
});

const durationBinRef = builder.objectRef<DurationBin>("DurationBin").implement({
  description: "How many transactions took about equally long",
  fields: (t) => ({
    fromNs: t.exposeFloat("fromNs", { description: "Shortest of it, nanoseconds" }),
    toNs: t.exposeFloat("toNs", { description: "Longer ones are not part of it, nanoseconds" }),
    valid: t.exposeInt("valid", { description: "Transactions that took effect" }),
    refused: t.exposeInt("refused", {
      description: "Transactions without effect: failed, never ordered, not endorsed",
    }),
  }),
});

const slowCauseRef = builder.objectRef<SlowCause>("SlowCause").implement({
  description: "What made transactions slow, and how much time that cost",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Name of the diagnosis" }),
    subCause: t.string({
      nullable: true,
      description: "Which of the ways that lead to it; null where they are not told apart",
      resolve: ({ subCause }) => subCause || null,
    }),
    title: t.string({
      description: "In a few words",
      args: { lang: t.arg({ type: langEnum, required: true, description: "Language of the text" }) },
      resolve: ({ titleEn, titleZh }, { lang }) => (lang === "en" ? titleEn : titleZh),
    }),
    count: t.expose("count", { type: "BigInt", description: "Transactions" }),
    costNs: t.exposeFloat("costNs", {
      description: "Time that it cost all of them together, nanoseconds; 0 where that is not known",
    }),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 lost no more than this to it, nanoseconds" }),
  }),
});

/** Every stretch of the time, also those in which nothing happened. */
function latenciesIn({ fromMs, toMs }: Glance, buckets: number, counted: readonly LatencyBucket[]): LatencyIn[] {
  const bound = (bucket: number): number => fromMs + Math.ceil((bucket * (toMs - fromMs)) / buckets);
  const found = new Map(counted.map((one) => [one.bucket, one]));
  return Array.from({ length: buckets }, (_, bucket) => {
    const { count = 0, p50Ns = null, p95Ns = null } = found.get(bucket) ?? {};
    return { fromMs: bound(bucket), toMs: bound(bucket + 1), count, p50Ns, p95Ns };
  });
}

builder.objectFields(glanceRef, (t) => ({
  latencyOverTime: t.field({
    type: [latencyInRef],
    description: "How long transactions, or one stage of them, took over time, in stretches of equal length",
    args: {
      stage: t.arg.string({ description: "Such as fabric.endorse; without it transactions as a whole" }),
      node: t.arg.string({ description: "With `stage`: only spans of this node" }),
      buckets: t.arg.int({ defaultValue: 48, description: `1 to ${MAX_BUCKETS}` }),
    },
    extensions: { cost: { weight: 50, itemsArgument: "buckets" } },
    resolve: async (glance, { stage, node, buckets: asked }, { viewer, warehouse }) => {
      const buckets = checkedBuckets("buckets", asked ?? 48);
      const of = { ...(stage ? { stage } : {}), ...(node ? { node } : {}) };
      return latenciesIn(glance, buckets, await latencyOverTime(warehouse, viewer, glance, of, buckets));
    },
  }),
  durations: t.field({
    type: [durationBinRef],
    description:
      "Transactions by how long they took, in bins of equal ratio; none between the first and the last is left out",
    extensions: { cost: { weight: 50, items: 40 } },
    resolve: (glance, _args, { viewer, warehouse }) => durations(warehouse, viewer, glance),
  }),
  slowCauses: t.field({
    type: [slowCauseRef],
    description: "What made transactions slow, what cost most time first; at most 100",
    extensions: { cost: { weight: 50, items: 20 } },
    resolve: (glance, _args, { viewer, warehouse }) => slowCauses(warehouse, viewer, glance),
  }),
}));
