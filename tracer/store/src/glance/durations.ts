import type { Viewer } from "@ledgerscope/core";
import type { Glance, Reader } from "./glance.ts";
import { sampleOf } from "./sample.ts";

/** How many transactions took about equally long. */
export interface DurationBin {
  /** Half-open, nanoseconds. */
  readonly fromNs: number;
  readonly toNs: number;
  readonly valid: number;
  /** Without effect: failed, never ordered, not endorsed. */
  readonly refused: number;
}

/** Bins for each doubling of the time. */
const PER_OCTAVE = 2;

/**
 * Transactions by how long they took, from the shortest to the longest, in bins of equal ratio; none is left out. Of many
 * transactions a sample is looked at, see `sampledOneIn`, and counts are multiplied.
 */
export async function durations(reader: Reader, viewer: Viewer, glance: Glance): Promise<DurationBin[]> {
  const { oneIn, ...scope } = await sampleOf(reader, viewer, glance);
  const rows = await reader.query<Record<"bin" | "valid" | "refused", string>>(
    `SELECT toInt32(floor(log2(greatest(duration_ns, 1)) * ${PER_OCTAVE})) AS bin,
  toString(countIf(status = 'valid') * {oneIn:UInt32}) AS valid,
  toString(countIf(status != 'valid') * {oneIn:UInt32}) AS refused
FROM store.trace_summaries WHERE ${scope.sql} GROUP BY bin ORDER BY bin`,
    { ...scope.params, oneIn },
  );
  const [first, last] = [Number(rows[0]?.bin ?? 0), Number(rows.at(-1)?.bin ?? -1)];
  const counted = new Map(rows.map((row) => [Number(row.bin), row]));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const row = counted.get(first + i);
    return {
      fromNs: 2 ** ((first + i) / PER_OCTAVE),
      toNs: 2 ** ((first + i + 1) / PER_OCTAVE),
      valid: Number(row?.valid ?? 0),
      refused: Number(row?.refused ?? 0),
    };
  });
}
