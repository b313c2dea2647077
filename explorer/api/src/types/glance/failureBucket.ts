import type { FailureBucket, Glance } from "@ledgerscope/tracer-store";
import { builder } from "../../builder.ts";
import { type FailuresIn, failureBucketRef } from "../refs.ts";

const reasonCountRef = builder.objectRef<FailuresIn["reasons"][number]>("ReasonCount").implement({
  description: "How many transactions failed for one reason",
  fields: (t) => ({
    reason: t.exposeString("reason", { description: "Diagnosis: mvcc_read_conflict" }),
    count: t.exposeInt("count"),
  }),
});

failureBucketRef.implement({
  description: "Transactions that failed in one stretch of time",
  fields: (t) => ({
    from: t.field({ type: "DateTime", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", resolve: ({ toMs }) => toMs }),
    reasons: t.field({
      type: [reasonCountRef],
      description: "Those that occurred",
      extensions: { cost: { items: 5 } },
      resolve: ({ reasons }) => [...reasons],
    }),
  }),
});

/** Every bucket of the time, also those in which nothing failed. */
export function failuresIn({ fromMs, toMs }: Glance, buckets: number, counted: readonly FailureBucket[]): FailuresIn[] {
  // The smallest time for which the query yields this bucket, so that bounds and counts agree exactly.
  const bound = (bucket: number): number => fromMs + Math.ceil((bucket * (toMs - fromMs)) / buckets);
  return Array.from({ length: buckets }, (_, bucket) => ({
    fromMs: bound(bucket),
    toMs: bound(bucket + 1),
    reasons: counted.filter((one) => one.bucket === bucket).map(({ code, count }) => ({ reason: code, count })),
  }));
}
