import type { Viewer } from "@ledgerscope/core";
import type { Glance, Reader } from "./glance.ts";
import { sampleOf } from "./sample.ts";

/** How long something took in one stretch of time. */
export interface LatencyBucket {
  /** From 0. */
  readonly bucket: number;
  readonly count: number;
  /** Nanoseconds. */
  readonly p50Ns: number;
  readonly p95Ns: number;
}

/** What is looked at; without a stage transactions as a whole. */
export interface LatencyOf {
  readonly stage?: string;
  /** Only spans of this node. */
  readonly node?: string;
}

/**
 * Percentiles over `buckets` stretches of the glance's time, all equally long; empty ones are left out. Of many
 * transactions a sample is looked at, see `sampledOneIn`: as many at the beginning of each stretch; counts are multiplied.
 */
export async function latencyOverTime(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  { stage, node }: LatencyOf,
  buckets: number,
): Promise<LatencyBucket[]> {
  const { oneIn, ...scope } = await sampleOf(reader, viewer, glance, buckets);
  const spans =
    stage === undefined
      ? `SELECT time, duration_ns AS ns FROM store.trace_summaries WHERE ${scope.sql}`
      : `SELECT time, ns FROM store.trace_summaries
  ARRAY JOIN stages.stage AS stage, stages.node AS node, stages.duration_ns AS ns
  WHERE ${scope.sql} AND stage = {stage:String}${node === undefined ? "" : " AND node = {node:String}"}`;
  const rows = await reader.query<Record<keyof LatencyBucket, string>>(
    `SELECT intDiv((toUnixTimestamp64Milli(toDateTime64(time, 9)) - {fromMs:Int64}) * {buckets:Int64}, {toMs:Int64} - {fromMs:Int64}) AS bucket,
  toString(count() * {oneIn:UInt32}) AS count, quantilesTDigest(0.5, 0.95)(ns) AS quantiles,
  toFloat64(quantiles[1]) AS p50Ns, toFloat64(quantiles[2]) AS p95Ns
FROM (${spans}) GROUP BY bucket ORDER BY bucket`,
    { ...scope.params, oneIn, buckets, ...(stage !== undefined && { stage }), ...(node !== undefined && { node }) },
  );
  return rows.map(({ bucket, count, p50Ns, p95Ns }) => ({
    bucket: Number(bucket),
    count: Number(count),
    p50Ns: Number(p50Ns),
    p95Ns: Number(p95Ns),
  }));
}
