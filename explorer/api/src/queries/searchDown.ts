import type { Range, Viewer } from "@ledgerscope/core";
import { chainBlocksAt } from "./chainRows.ts";
import type { Reader } from "./readable.ts";

const FIRST_WINDOW = 128;
const GROWTH = 16;

export interface SearchDown {
  readonly network: string;
  /** Heights to look at, half-open, inside what is stored. */
  readonly heights: Range;
  readonly limit: number;
  /** Transactions to look at; the search may stop before the end of `heights`, but never before it has looked at any. */
  readonly budget: number;
}

export interface Found<Row> {
  readonly rows: Row[];
  /** The lowest height looked at, where the search stopped before its end; what lies below is not known yet. */
  readonly searchedTo: number | undefined;
}

/**
 * Looks for rare rows of a newest-first list: from the top down in windows of heights, each wider than the one
 * before, until the page is full or as many transactions were looked at as one request may cost.
 * @param read the rows within these heights, newest first, at most `limit`.
 */
export async function searchDown<Row>(
  viewer: Viewer,
  reader: Reader,
  { network, heights, limit, budget }: SearchDown,
  read: (heights: Range, limit: number) => Promise<Row[]>,
): Promise<Found<Row>> {
  const rows: Row[] = [];
  let to = heights.to;
  let window = FIRST_WINDOW;
  let left = budget;
  while (to > heights.from && rows.length < limit && left > 0) {
    const within = { from: Math.max(heights.from, to - window), to };
    rows.push(...(await read(within, limit - rows.length)));
    if (rows.length >= limit) break;
    const looked = await transactionsWithin(viewer, reader, network, within);
    left -= looked;
    to = within.from;
    const perBlock = Math.max(looked / (within.to - within.from), 1e-6);
    window = Math.max(1, Math.min(window * GROWTH, Math.ceil(left / perBlock)));
  }
  return { rows, searchedTo: rows.length < limit && to > heights.from ? to : undefined };
}

/** How many transactions the blocks of these heights hold; reads one number per block. */
async function transactionsWithin(
  viewer: Viewer,
  reader: Reader,
  network: string,
  { from, to }: Range,
): Promise<number> {
  const { from: rowsOf, where } = await chainBlocksAt(viewer, reader, network, [to - 1]);
  const [row] = await reader.query<{ transactions: string }>(
    `SELECT toString(sum(tx_count)) AS transactions FROM ${rowsOf}
     WHERE ${where.sql} AND height >= {from:UInt64} AND height < {to:UInt64}`,
    { ...where.params, from, to },
  );
  return Number(row?.transactions ?? 0);
}
