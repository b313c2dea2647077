import { ConfigError } from "./errors.ts";

/** Half-open interval of heights: [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ascending, disjoint, non-adjacent ranges. */
export type RangeSet = readonly Range[];

/** Sorts and joins overlapping or adjacent ranges. */
export function unionRanges(ranges: Iterable<Range>): RangeSet {
  const sorted = [...ranges].filter((range) => range.to > range.from).sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

/** What of `wanted` is not in `have`. */
export function subtractRanges(wanted: Range, have: RangeSet): RangeSet {
  const missing: Range[] = [];
  let at = wanted.from;
  for (const range of have) {
    if (range.to <= at) continue;
    if (range.from >= wanted.to) break;
    if (range.from > at) missing.push({ from: at, to: range.from });
    at = Math.max(at, range.to);
  }
  if (at < wanted.to) missing.push({ from: at, to: wanted.to });
  return missing;
}

export function countRanges(ranges: RangeSet): number {
  return ranges.reduce((sum, range) => sum + range.to - range.from, 0);
}

/**
 * Parses `A:B`, half-open; either side may be empty (`:100`, `100:`).
 * @throws ConfigError with an example.
 */
export function parseRange(text: string): { readonly from?: number; readonly to?: number } {
  const match = /^(\d*):(\d*)$/.exec(text.trim());
  if (!match) throw new ConfigError(`"${text}" is not a block range: write A:B (half-open), for example 0:1000`);
  const from = match[1] === "" ? undefined : Number(match[1]);
  const to = match[2] === "" ? undefined : Number(match[2]);
  if (from !== undefined && to !== undefined && to <= from) {
    throw new ConfigError(`block range ${text} is empty: the second number is one past the last block`);
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
