import type { Range, Viewer } from "@ledgerscope/core";
import { readingFor } from "../statements/statements.ts";
import { chainBlocks, heightsSql } from "./chainRows.ts";
import { type ZonedTable, zoned } from "./evm/zones.ts";
import { heightAtTime } from "./heightAtTime.ts";
import type { Reader } from "./readable.ts";

/** Bounds of a list of blocks or transactions; what is left out does not bound. */
export interface HeightBounds {
  /** Both included. */
  readonly height?:
    | { readonly from?: number | null | undefined; readonly to?: number | null | undefined }
    | null
    | undefined;
  /** Times of blocks, Unix milliseconds; `to` is not included. */
  readonly time?:
    | { readonly from?: number | null | undefined; readonly to?: number | null | undefined }
    | null
    | undefined;
}

const asking = new WeakMap<object, Map<string, Promise<Range | undefined>>>();

/**
 * Lowest and highest stored height that the viewer may see, half-open. Parts of a page that ask for it at once are
 * answered together, unless each is to tell what it was read with.
 */
export function storedHeights(viewer: Viewer, reader: Reader, network: string): Promise<Range | undefined> {
  if (readingFor()) return readHeights(viewer, reader, network);
  const held = asking.get(reader) ?? new Map<string, Promise<Range | undefined>>();
  asking.set(reader, held);
  const key = JSON.stringify([viewer.networks, viewer.channels, network]);
  const answer = held.get(key) ?? readHeights(viewer, reader, network).finally(() => held.delete(key));
  held.set(key, answer);
  return answer;
}

/** Where rows of any height are read from, as `zoned`. */
export async function zonedWhole(viewer: Viewer, reader: Reader, network: string, table: ZonedTable): Promise<string> {
  const stored = await storedHeights(viewer, reader, network);
  return zoned(viewer, reader, network, table, stored ? [stored.to - 1] : []);
}

async function readHeights(viewer: Viewer, reader: Reader, network: string): Promise<Range | undefined> {
  const [row] = await reader.query<Record<"lowest" | "highest", string | null>>(
    heightsSql(viewer, reader, network),
    chainBlocks(viewer, reader, network).where.params,
  );
  if (!row || row.lowest === null) return undefined;
  return { from: Number(row.lowest), to: Number(row.highest) + 1 };
}

/** The stored heights within these bounds, half-open; empty where there are none. */
export async function heightsWithin(
  viewer: Viewer,
  reader: Reader,
  network: string,
  { height, time }: HeightBounds,
): Promise<Range> {
  const stored = await storedHeights(viewer, reader, network);
  if (!stored) return { from: 0, to: 0 };
  const from = Math.max(stored.from, height?.from ?? 0);
  const to = Math.min(stored.to, (height?.to ?? Number.MAX_SAFE_INTEGER - 1) + 1);
  if (from >= to) return { from, to: from };
  const at = async (timeMs: number | null | undefined, otherwise: number): Promise<number> =>
    timeMs === null || timeMs === undefined ? otherwise : heightAtTime(viewer, reader, network, { from, to }, timeMs);
  const [first, end] = await Promise.all([at(time?.from, from), at(time?.to, to)]);
  return { from: first, to: Math.max(first, end) };
}
