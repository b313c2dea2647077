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

/** What of all `wanted` is not in `have`. */
export function subtractRangeSets(wanted: RangeSet, have: RangeSet): RangeSet {
  return wanted.flatMap((range) => subtractRanges(range, have));
}

/** `0:100, 150:201`. */
export function printRanges(ranges: RangeSet): string {
  return ranges.map(({ from, to }) => `${from}:${to}`).join(", ");
}
