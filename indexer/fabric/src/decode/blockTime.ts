import type { EnvelopeHeaders } from "@ledgerscope/proof";

/** ClickHouse's DateTime64(9) is an Int64 of nanoseconds. */
const MAX_NS = (1n << 63n) - 1n;

/** A client's time in Unix nanoseconds; undefined where absent or beyond what can be stored (1970 to 2262). */
export function clientTimeNs(timestamp: EnvelopeHeaders["timestamp"]): bigint | undefined {
  if (!timestamp || timestamp.seconds < 0n || timestamp.nanos < 0) return undefined;
  const ns = timestamp.seconds * 1_000_000_000n + BigInt(timestamp.nanos);
  return ns <= MAX_NS ? ns : undefined;
}

/**
 * The time of a block, which has none of its own: the (lower) median of its transactions' client times,
 * and never before the block before it, so that time runs forward along the chain.
 * @param timesNs client times, Unix nanoseconds, in any order.
 * @param previousMs time of the block before, Unix milliseconds; 0 for the first.
 */
export function blockTimeMs(timesNs: readonly bigint[], previousMs: number): number {
  if (timesNs.length === 0) return previousMs;
  const sorted = [...timesNs].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const medianNs = sorted[(sorted.length - 1) >> 1] as bigint;
  return Math.max(Number(medianNs / 1_000_000n), previousMs);
}
