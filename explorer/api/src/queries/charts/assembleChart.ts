import { escapeInvisible } from "../../printable.ts";
import type { TimeSpan } from "../networkFigures.ts";
import type { ChartId } from "./chartId.ts";
import type { ChartUnit } from "./chartSql.ts";

/** Series that are told apart; what comes after them is counted together. */
export const MAX_SERIES = 6;

interface ChartKind {
  readonly id: ChartId;
  readonly unit: ChartUnit;
  /** Values of a stretch add up. */
  readonly stacks: boolean;
}

export interface NetworkChart extends TimeSpan, ChartKind {
  /** Largest first; empty: all others together. */
  readonly series: readonly string[];
  /** Each as long as the others; values in the order of `series`, null where nothing is known. */
  readonly buckets: readonly (TimeSpan & { readonly values: readonly (number | null)[] })[];
}

/** What one series is in one stretch. */
export interface Cell {
  /** From 0. */
  readonly bucket: number | string;
  readonly name: string;
  readonly value: number | string | null;
}

/** Every stretch of the time with every series, also those that have no cell. */
export function assembleChart(
  kind: ChartKind,
  span: TimeSpan,
  buckets: number,
  series: readonly string[],
  cells: readonly Cell[],
): NetworkChart {
  const values = new Map(cells.map((cell) => [`${cell.bucket} ${cell.name}`, cell.value]));
  const nothing = kind.stacks ? 0 : null;
  const bound = (bucket: number): number => span.fromMs + Math.ceil((bucket * (span.toMs - span.fromMs)) / buckets);
  return {
    ...{ fromMs: span.fromMs, toMs: span.toMs, ...kind },
    series: series.map(escapeInvisible),
    buckets: Array.from({ length: buckets }, (_, bucket) => ({
      fromMs: bound(bucket),
      toMs: bound(bucket + 1),
      values: series.map((one) => {
        const value = values.get(`${bucket} ${one}`);
        return value === undefined || value === null ? nothing : Number(value);
      }),
    })),
  };
}

/** Names by their sums; what is counted together comes last. */
export function largestFirst(cells: readonly Cell[]): string[] {
  const sums = new Map<string, number>();
  for (const { name, value } of cells) sums.set(name, (sums.get(name) ?? 0) + Number(value ?? 0));
  return [...sums].sort(([a, x], [b, y]) => Number(a === "") - Number(b === "") || y - x).map(([name]) => name);
}
