import type { Viewer } from "@ledgerscope/core";
import { commitsOf, type LagClock } from "./commits.ts";
import { blocksOf, type Glance, type Reader } from "./glance.ts";

/** How far a peer's commits lie behind the first peer's. */
export interface CommitLag {
  readonly node: string;
  readonly clock: LagClock;
  /** Blocks that this peer and at least one other are known to have committed. */
  readonly blocks: string;
  /** Blocks that another peer is known to have committed and this one is not. */
  readonly missing: string;
  /** Newest block known to be committed here. */
  readonly height: string;
  /** Behind the first peer, nanoseconds; 0 where no other peer is known. */
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly maxNs: number;
}

/** Each peer against the first one of each of the glance's newest blocks. */
export async function commitLag(reader: Reader, viewer: Viewer, glance: Glance): Promise<CommitLag[]> {
  const blocks = blocksOf(viewer, glance);
  return reader.query<CommitLag>(
    `WITH ${commitsOf(blocks)},
known AS (SELECT clock, uniqExact(channel, height) AS blocks FROM commits GROUP BY clock)
SELECT node, clock, toString(countIf(peers > 1)) AS blocks, toString(any(known.blocks) - count()) AS missing,
  toString(max(height)) AS height,
  arrayMap(ns -> if(isNaN(ns), 0, toFloat64(ns)), quantilesTDigestIf(0.5, 0.95)(behind, peers > 1)) AS quantiles,
  quantiles[1] AS p50Ns, quantiles[2] AS p95Ns, toFloat64(maxIf(behind, peers > 1)) AS maxNs
FROM lags INNER JOIN known USING (clock)
GROUP BY node, clock ORDER BY clock DESC, node`,
    blocks.params,
  );
}

/** How far behind a peer was over a stretch of blocks. */
export interface CommitLagPoint {
  readonly node: string;
  readonly clock: LagClock;
  /** First and last block of the stretch. */
  readonly fromHeight: number;
  readonly toHeight: number;
  /** 95 of 100 blocks came no later than this after the first peer's, nanoseconds. */
  readonly p95Ns: number;
}

/** The same over at most `points` stretches of blocks, all equally long. */
export async function commitLagOverBlocks(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  points: number,
): Promise<CommitLagPoint[]> {
  const blocks = blocksOf(viewer, glance);
  const rows = await reader.query<Record<keyof CommitLagPoint, string>>(
    `WITH ${commitsOf(blocks)},
(SELECT toInt64(min(height)) FROM ids) AS first, (SELECT toInt64(max(height)) FROM ids) AS last,
intDiv(last - first, {points:Int64}) + 1 AS step
SELECT node, clock, first + intDiv(toInt64(height) - first, step) * step AS fromHeight,
  least(fromHeight + step - 1, last) AS toHeight, toFloat64(quantileTDigest(0.95)(behind)) AS p95Ns
FROM lags WHERE peers > 1
GROUP BY node, clock, fromHeight ORDER BY clock DESC, node, fromHeight`,
    { ...blocks.params, points },
  );
  return rows.map((row) => ({
    node: row.node,
    clock: row.clock as LagClock,
    fromHeight: Number(row.fromHeight),
    toHeight: Number(row.toHeight),
    p95Ns: Number(row.p95Ns),
  }));
}
