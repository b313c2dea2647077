import type { Viewer } from "@ledgerscope/core";
import { chainBlocks } from "./chainRows.ts";
import { type Reader, readable } from "./readable.ts";

/** Newest blocks that the interval is told from. */
const intervalBlocks = 64;
/** Newest explained transactions that latencies are told from. */
const latencyTransactions = 1_000;

/**
 * Seconds between two blocks, the median over the newest ones; undefined while there are none to compare. Reads no
 * more than the end of the chain.
 */
export async function blockInterval(
  viewer: Viewer,
  reader: Reader,
  { network, height }: { readonly network: string; readonly height: number },
): Promise<number | undefined> {
  const { from, where } = chainBlocks(viewer, reader, network);
  const [row] = await reader.query<{ blocks: number | string; seconds: number | null }>(
    `SELECT count() AS blocks, quantileExact(0.5)(gap) / 1000 AS seconds FROM (
       SELECT toUnixTimestamp64Milli(time) - lagInFrame(toUnixTimestamp64Milli(time), 1) OVER (ORDER BY height) AS gap,
         row_number() OVER (ORDER BY height) AS position
       FROM ${from} WHERE ${where.sql} AND height BETWEEN {from:UInt64} AND {to:UInt64})
     WHERE position > 1`,
    { ...where.params, from: Math.max(0, height - intervalBlocks), to: height },
  );
  return row && Number(row.blocks) > 0 && row.seconds !== null ? Number(row.seconds) : undefined;
}

/** How long the newest explained transactions took, as a whole. */
export interface RecentLatency {
  readonly transactions: number;
  readonly p50Ns: string;
  readonly p95Ns: string;
}

/** Undefined while none of the network's transactions is explained. */
export async function recentLatency(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
): Promise<RecentLatency | undefined> {
  const scope = readable(viewer, "with channel");
  const [row] = await reader.query<{ transactions: number | string; p50: string; p95: string }>(
    `SELECT count() AS transactions, toString(quantileExact(0.5)(duration_ns)) AS p50,
       toString(quantileExact(0.95)(duration_ns)) AS p95
     FROM (
       SELECT duration_ns FROM store.trace_summaries
       WHERE ${scope.sql} AND network = {network:String} AND channel = {channel:String}
       ORDER BY network DESC, channel DESC, time DESC LIMIT {limit:UInt32})`,
    { ...scope.params, network, channel, limit: latencyTransactions },
  );
  const transactions = Number(row?.transactions ?? 0);
  return row && transactions > 0 ? { transactions, p50Ns: row.p50, p95Ns: row.p95 } : undefined;
}
