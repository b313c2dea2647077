import type { Range, Viewer } from "@ledgerscope/core";
import { chainBlocks } from "./chainRows.ts";
import type { Reader } from "./readable.ts";

/** Blocks looked at in one step; the next step looks between two of them. */
const SAMPLES = 64;
/** Below so many heights, all are looked at. */
const SMALL = 8192;

/**
 * The first of these heights whose block is not older than a time; `to` when all are older. Blocks never go back
 * in time, so that a few looks at a few blocks each find it among any number.
 * @param heights half-open, inside what is stored.
 */
export async function heightAtTime(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: Range,
  timeMs: number,
): Promise<number> {
  const { from: rowsOf, where } = chainBlocks(viewer, reader, network);
  let { from, to } = heights;
  while (to - from > SMALL) {
    const step = Math.ceil((to - from) / SAMPLES);
    const samples = Array.from({ length: SAMPLES }, (_, i) => from + i * step).filter((height) => height < to);
    const [row] = await reader.query<{ older: string | null; newer: string | null }>(
      `SELECT maxOrNullIf(height, time < fromUnixTimestamp64Milli({timeMs:Int64})) AS older,
         minOrNullIf(height, time >= fromUnixTimestamp64Milli({timeMs:Int64})) AS newer
       FROM ${rowsOf} WHERE ${where.sql} AND height IN {samples:Array(UInt64)}`,
      { ...where.params, samples, timeMs },
    );
    const [older, newer] = [row?.older ?? null, row?.newer ?? null];
    const narrowed = { from: older === null ? from : Number(older) + 1, to: newer === null ? to : Number(newer) };
    // Where nothing is stored at any of the samples, the rest is looked at as a whole.
    if (narrowed.from === from && narrowed.to === to) break;
    ({ from, to } = narrowed);
  }
  const [first] = await reader.query<{ found: string | null }>(
    `SELECT minOrNullIf(height, time >= fromUnixTimestamp64Milli({timeMs:Int64})) AS found
     FROM ${rowsOf} WHERE ${where.sql} AND height >= {from:UInt64} AND height < {to:UInt64}`,
    { ...where.params, from, to, timeMs },
  );
  return first?.found == null ? to : Number(first.found);
}
