import { ConfigError } from "./errors.ts";
import { type Range, type RangeSet, unionRanges } from "./range.ts";
import type { Source } from "./source.ts";

/** Where a chain begins and ends, for whoever asks for `latest` or leaves a side open. */
export interface BlockBounds {
  /** Lowest height that there is. */
  readonly first: number;
  /** One past the newest block. */
  readonly end: number;
  /** For times in Unix milliseconds: the first block at that time or later. Made by `withTimes`. */
  readonly heights?: ReadonlyMap<number, number>;
}

/** One block range as it was written, not yet held against a chain. */
export interface BlockSelection {
  /** As it was written. */
  readonly text: string;
  /** Picks single blocks out of its range (`100:200/5`, `2000:5000:1000`). */
  readonly sampled: boolean;
  /** Times that it names, in Unix milliseconds: to resolve it, the bounds must know their heights. */
  readonly times: readonly number[];
  /** @throws ConfigError when it names nothing that can exist. */
  resolve(bounds: BlockBounds): RangeSet;
}

type Edge = number | "latest" | { readonly timeMs: number } | undefined;

const EXAMPLE =
  "for example 15M:16M, 15M:+1000, -1000:, 17000000, latest or 2023-07-13:2023-07-14; several with commas";

const DAY_MS = 86_400_000;
const TIME = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?/g;
const WHOLE_TIME = new RegExp(`^${TIME.source}$`);

/** More single blocks than this are refused: each is checked by itself. */
const MAX_SAMPLES = 100_000;

const FACTOR = { k: 1_000n, m: 1_000_000n, b: 1_000_000_000n } as const;

/**
 * Parses block ranges in cryo's syntax, separated by commas. Ranges are half-open.
 *
 * | written | is |
 * |---|---|
 * | `15M:16M`, `1_000:1.5K` | numbers may carry `_`, `.`, `K`, `M`, `B` |
 * | `5000`, `latest` | one block |
 * | `:100`, `100:`, `100:latest` | an open side is the first or the newest block |
 * | `15M:+1000` | a length |
 * | `-1000:`, `-1000:7000` | that many blocks up to the end |
 * | `2000:5000:1000` | every n-th block: 2000, 3000, 4000 |
 * | `100:200/5` | n blocks, evenly spread: 100, 124, 149, 174, 199 |
 * | `2023-07-13:2023-07-14`, `2023-07-13` | by the times of headers, in UTC; a date alone is that day |
 * | `2023-07-13T14:30Z:+1000` | a time of day: `THH:MMZ` or `THH:MM:SSZ` |
 *
 * The syntax is that of cryo's `--blocks` (`cryo help syntax`); where a range begins with a minus,
 * cryo 0.3 counts its end in, its documentation does not, and neither does this.
 * @throws ConfigError with an example.
 */
export function parseRanges(text: string): readonly BlockSelection[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new ConfigError(`"${text}" is not a block range: write ${EXAMPLE}`);
  return parts.map(parseSelection);
}

/** All heights of the selections, joined. */
export function resolveRanges(selections: readonly BlockSelection[], bounds: BlockBounds): RangeSet {
  return unionRanges(selections.flatMap((selection) => selection.resolve(bounds)));
}

/** As `bounds`, and with the heights of the times that the selections name. */
export async function withTimes(
  bounds: BlockBounds,
  selections: readonly BlockSelection[],
  source: Pick<Source, "heightAt"> | undefined,
): Promise<BlockBounds> {
  const heights = new Map<number, number>();
  for (const { text, times } of selections) {
    for (const timeMs of times.filter((time) => !heights.has(time))) {
      if (!source?.heightAt)
        throw new ConfigError(`"${text}": blocks of this network cannot be found by time: write heights`);
      heights.set(timeMs, (await source.heightAt(timeMs)) ?? bounds.end);
    }
  }
  return { ...bounds, heights };
}

function parseSelection(text: string): BlockSelection {
  // A time of day has colons, too.
  const hidden = text.replace(TIME, (time) => time.replaceAll(":", ";"));
  const match = /^([^:/]*)(?::([^:/]*)(?:\/([^:/]+)|:([^:/]+))?)?$/.exec(hidden);
  if (!match) throw unreadable(text);
  const [, first = "", second, count, every] = match.map((part?: string) => part?.replaceAll(";", ":"));
  if (second === undefined) return single(text, first);
  const back = first.startsWith("-") ? positive(first.slice(1), text) : undefined;
  const length = second.startsWith("+") ? positive(second.slice(1), text) : undefined;
  if (back !== undefined && length !== undefined) {
    throw new ConfigError(`"${text}" has a length on both sides: write one of them, ${EXAMPLE}`);
  }
  const from = back === undefined ? edge(first, text) : undefined;
  const to = length === undefined ? edge(second, text) : undefined;
  if (typeof to === "number" && (to === 0 || (typeof from === "number" && to <= from))) {
    throw new ConfigError(`block range ${text} is empty: the second number is one past the last block`);
  }
  const sample: Sample | undefined =
    count !== undefined
      ? { count: positive(count, text) }
      : every !== undefined
        ? { every: positive(every, text) }
        : undefined;
  return {
    text,
    sampled: sample !== undefined,
    times: [from, to].flatMap((side) => (typeof side === "object" ? side.timeMs : [])),
    resolve(bounds) {
      const span = spanOf({ from, to, back, length }, bounds);
      if (span.to <= span.from) return [];
      if (!sample) return [span];
      return samples(span, sample, text).map((height) => ({ from: height, to: height + 1 }));
    },
  };
}

function single(text: string, written: string): BlockSelection {
  const at = edge(written, text);
  if (at === undefined) throw unreadable(text);
  if (typeof at === "object") return day(text, at.timeMs);
  return {
    text,
    sampled: false,
    times: [],
    resolve({ end }) {
      if (at !== "latest") return [{ from: at, to: at + 1 }];
      return end > 0 ? [{ from: end - 1, to: end }] : [];
    },
  };
}

/** A date alone is that day; a time of day alone could only be one block by chance. */
function day(text: string, timeMs: number): BlockSelection {
  if (text.includes("T")) throw new ConfigError(`"${text}" is a moment: write from when to when, ${EXAMPLE}`);
  const [from, to] = [{ timeMs }, { timeMs: timeMs + DAY_MS }];
  return {
    text,
    sampled: false,
    times: [from.timeMs, to.timeMs],
    resolve(bounds) {
      const span = spanOf({ from, to, back: undefined, length: undefined }, bounds);
      return span.to > span.from ? [span] : [];
    },
  };
}

interface Sides {
  readonly from: Edge;
  readonly to: Edge;
  readonly back: number | undefined;
  readonly length: number | undefined;
}

/** A range that begins beyond the chain's end because its end was left open is empty, no mistake. */
function spanOf(sides: Sides, bounds: BlockBounds): Range {
  const { first, end } = bounds;
  const { back, length } = sides;
  const [from, to] = [heightOf(sides.from, bounds), heightOf(sides.to, bounds)];
  const start = from === "latest" ? Math.max(first, end - 1) : (from ?? first);
  if (length !== undefined) return { from: start, to: start + length };
  const stop = typeof to === "number" ? to : end;
  // The last 1000 blocks of a chain of 200 are all of them.
  return { from: back === undefined ? start : Math.max(first, stop - back), to: stop };
}

function heightOf(edge: Edge, { heights }: BlockBounds): number | "latest" | undefined {
  if (typeof edge !== "object") return edge;
  const height = heights?.get(edge.timeMs);
  if (height === undefined)
    throw new ConfigError(`no block is known for ${new Date(edge.timeMs).toISOString()}: write heights`);
  return height;
}

type Sample = { readonly count: number } | { readonly every: number };

/** With a count as cryo has it: first and last block included, the others on the rounded-down grid between. */
function samples({ from, to }: Range, sample: Sample, text: string): readonly number[] {
  const blocks = to - from;
  const length = "every" in sample ? Math.ceil(blocks / sample.every) : Math.min(sample.count, blocks);
  if (length > MAX_SAMPLES) {
    throw new ConfigError(`${text} picks ${length} single blocks: at most ${MAX_SAMPLES} can be asked for`);
  }
  const step = "every" in sample ? sample.every : length > 1 ? (blocks - 1) / (length - 1) : 1;
  return Array.from({ length }, (_, index) => from + Math.floor(index * step));
}

function edge(written: string, text: string): Edge {
  if (written === "") return undefined;
  if (WHOLE_TIME.test(written)) return { timeMs: time(written, text) };
  return written === "latest" ? "latest" : height(written, text);
}

/** ISO 8601, in UTC. */
function time(written: string, text: string): number {
  const timeMs = Date.parse(written.length === 10 ? `${written}T00:00Z` : written);
  const [year, month, day] = written.slice(0, 10).split("-").map(Number);
  // JavaScript takes the 31st of February for the 3rd of March.
  const same = new Date(timeMs);
  if (same.getUTCFullYear() === year && same.getUTCMonth() + 1 === month && same.getUTCDate() === day) return timeMs;
  throw new ConfigError(`"${text}": ${written} is not in the calendar`);
}

function positive(written: string, text: string): number {
  const value = height(written, text);
  if (value === 0) throw new ConfigError(`"${text}": a length or step of 0 picks nothing: write ${EXAMPLE}`);
  return value;
}

/** `17_000_000`, `17M`, `15.5M`: exact, so that no block is lost to rounding. */
function height(written: string, text: string): number {
  const match = /^(\d+)(?:\.(\d+))?([kmb])?$/i.exec(written.replaceAll("_", ""));
  if (!match) throw unreadable(text);
  const [, whole = "0", fraction = "", unit] = match;
  const factor = unit ? FACTOR[unit.toLowerCase() as keyof typeof FACTOR] : 1n;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * factor;
  if (scaled % scale !== 0n) throw new ConfigError(`"${text}": ${written} is no whole number of blocks`);
  const value = scaled / scale;
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ConfigError(`"${text}": ${written} is larger than any block number`);
  }
  return Number(value);
}

const unreadable = (text: string): ConfigError =>
  new ConfigError(`"${text}" is not a block range: write A:B (half-open), ${EXAMPLE}`);
