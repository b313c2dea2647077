import type { Viewer } from "@ledgerscope/core";
import { escapeInvisible } from "../printable.ts";
import { type Reader, readable } from "./readable.ts";

/** Exact counts over everything stored of a network; decimal text. */
export interface NetworkCounts {
  readonly blocks: string;
  readonly transactions: string;
  readonly failed: string;
}

export async function networkCounts(viewer: Viewer, reader: Reader, network: string): Promise<NetworkCounts> {
  const scope = readable(viewer, "with channel");
  const where = `WHERE ${scope.sql} AND network = {network:String}`;
  const [counts] = await reader.query<NetworkCounts>(
    `SELECT toString((SELECT count() FROM default.chain_blocks ${where})) AS blocks,
       toString(count()) AS transactions, toString(countIf(status = 'failed')) AS failed
     FROM default.chain_transactions ${where}`,
    { ...scope.params, network },
  );
  return counts ?? { blocks: "0", transactions: "0", failed: "0" };
}

export interface FailureCount {
  /** The chain's own word, such as MVCC_READ_CONFLICT. */
  readonly reason: string;
  readonly count: string;
}

/** Failed transactions by reason, most frequent first. */
export async function networkFailures(
  viewer: Viewer,
  reader: Reader,
  network: string,
  limit: number,
): Promise<FailureCount[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<FailureCount>(
    `SELECT status_text AS reason, toString(count()) AS count FROM default.chain_transactions
     WHERE ${scope.sql} AND network = {network:String} AND status = 'failed'
     GROUP BY status_text ORDER BY count() DESC, reason LIMIT {limit:UInt32}`,
    { ...scope.params, network, limit },
  );
  return rows.map((row) => ({ ...row, reason: escapeInvisible(row.reason) }));
}

/** Half-open interval of Unix milliseconds. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the first block's time to just after the last one's; undefined while nothing is stored. */
export async function recordedSpan(viewer: Viewer, reader: Reader, network: string): Promise<TimeSpan | undefined> {
  const scope = readable(viewer, "with channel");
  const [row] = await reader.query<{ blocks: number | string; fromMs: number | string; lastMs: number | string }>(
    `SELECT count() AS blocks, toUnixTimestamp64Milli(min(time)) AS fromMs, toUnixTimestamp64Milli(max(time)) AS lastMs
     FROM default.chain_blocks WHERE ${scope.sql} AND network = {network:String}`,
    { ...scope.params, network },
  );
  if (!row || Number(row.blocks) === 0) return undefined;
  return { fromMs: Number(row.fromMs), toMs: Number(row.lastMs) + 1 };
}

export interface ActivityBucket extends TimeSpan {
  readonly transactions: number;
  readonly failed: number;
}

/**
 * Transactions over time, in buckets of equal length. A transaction counts at its block's time: the
 * time inside a Fabric transaction is only what its client claims.
 */
export async function networkActivity(
  viewer: Viewer,
  reader: Reader,
  network: string,
  { fromMs, toMs }: TimeSpan,
  buckets: number,
): Promise<ActivityBucket[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<{ bucket: number | string; transactions: number | string; failed: number | string }>(
    `WITH blocks AS (
       SELECT network, channel, height,
         intDiv((toUnixTimestamp64Milli(time) - {from:Int64}) * {buckets:Int64}, {to:Int64} - {from:Int64}) AS bucket
       FROM default.chain_blocks
       WHERE ${scope.sql} AND network = {network:String}
         AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
     ), perBlock AS (
       SELECT network, channel, height, count() AS transactions, countIf(status = 'failed') AS failed
       FROM default.chain_transactions
       WHERE ${scope.sql} AND network = {network:String}
         AND height BETWEEN (SELECT min(height) FROM blocks) AND (SELECT max(height) FROM blocks)
       GROUP BY network, channel, height
     )
     SELECT bucket, sum(transactions) AS transactions, sum(failed) AS failed
     FROM blocks INNER JOIN perBlock USING (network, channel, height)
     GROUP BY bucket`,
    { ...scope.params, network, from: fromMs, to: toMs, buckets },
  );
  const counted = new Map(rows.map((row) => [Number(row.bucket), row]));
  // The smallest time for which the SQL above yields this bucket, so that bounds and counts agree exactly.
  const bound = (bucket: number): number => fromMs + Math.ceil((bucket * (toMs - fromMs)) / buckets);
  return Array.from({ length: buckets }, (_, bucket) => ({
    fromMs: bound(bucket),
    toMs: bound(bucket + 1),
    transactions: Number(counted.get(bucket)?.transactions ?? 0),
    failed: Number(counted.get(bucket)?.failed ?? 0),
  }));
}
