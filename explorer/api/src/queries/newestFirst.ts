import type { Range, Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

const FIRST_WINDOW = 128;
const GROWTH = 16;

/**
 * Reads a newest-first list from the top down in windows of heights, each wider than the one before,
 * until the page is full. The engine cannot stop early in a union of zones, so that without a lower
 * bound every page would read and sort the whole chain.
 * @param top highest height that may be in the page; the chain's newest when not given.
 * @param read the rows within these heights, half-open, newest first, at most `limit`.
 */
export async function newestFirst<Row>(
  viewer: Viewer,
  reader: Reader,
  { network, top, limit }: { readonly network: string; readonly top?: number | undefined; readonly limit: number },
  read: (heights: Range) => Promise<Row[]>,
): Promise<Row[]> {
  const stored = await heightsOf(viewer, reader, network);
  if (!stored) return [];
  const to = Math.min(stored.to, (top ?? stored.to) + 1);
  for (let window = FIRST_WINDOW; to > stored.from; window *= GROWTH) {
    const from = Math.max(stored.from, to - window);
    const rows = await read({ from, to });
    if (rows.length >= limit || from === stored.from) return rows;
  }
  return [];
}

/** Lowest and highest stored height that the viewer may see, half-open; reads one column. */
async function heightsOf(viewer: Viewer, reader: Reader, network: string): Promise<Range | undefined> {
  const scope = readable(viewer, "with channel");
  const [row] = await reader.query<{ blocks: string; lowest: string; highest: string }>(
    `SELECT count() AS blocks, min(height) AS lowest, max(height) AS highest FROM default.chain_blocks
     WHERE ${scope.sql} AND network = {network:String}`,
    { ...scope.params, network },
  );
  if (!row || Number(row.blocks) === 0) return undefined;
  return { from: Number(row.lowest), to: Number(row.highest) + 1 };
}
