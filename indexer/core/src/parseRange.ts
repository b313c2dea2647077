import { ConfigError } from "./errors.ts";
import { type Range, type RangeSet, unionRanges } from "./range.ts";

/** Where a chain begins and ends, for whoever asks for `latest` or leaves a side open. */
export interface BlockBounds {
  /** Lowest height that there is. */
  readonly first: number;
  /** One past the newest block. */
  readonly end: number;
}

/** One block range as it was written, not yet held against a chain. */
export interface BlockSelection {
  /** As it was written. */
  readonly text: string;
  /** Picks single blocks out of its range (`100:200/5`, `2000:5000:1000`). */
  readonly sampled: boolean;
  /** @throws ConfigError when it names nothing that can exist. */
  resolve(bounds: BlockBounds): RangeSet;
}

type Edge = number | "latest" | undefined;

const EXAMPLE = "for example 15M:16M, 15M:+1000, -1000:, 17000000 or latest; several with commas";

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

function parseSelection(text: string): BlockSelection {
  const match = /^([^:/]*)(?::([^:/]*)(?:\/([^:/]+)|:([^:/]+))?)?$/.exec(text);
  if (!match) throw unreadable(text);
  const [, first = "", second, count, every] = match;
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
  return {
    text,
    sampled: false,
    resolve({ end }) {
      if (at !== "latest") return [{ from: at, to: at + 1 }];
      return end > 0 ? [{ from: end - 1, to: end }] : [];
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
function spanOf({ from, to, back, length }: Sides, { first, end }: BlockBounds): Range {
  const start = from === "latest" ? Math.max(first, end - 1) : (from ?? first);
  if (length !== undefined) return { from: start, to: start + length };
  const stop = typeof to === "number" ? to : end;
  // The last 1000 blocks of a chain of 200 are all of them.
  return { from: back === undefined ? start : Math.max(first, stop - back), to: stop };
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
  return written === "latest" ? "latest" : height(written, text);
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
