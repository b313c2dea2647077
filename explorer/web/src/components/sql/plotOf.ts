import type { SeriesRow } from "@ledgerscope/ui/chart/series.ts";
import { isNumber, isTime } from "./cell.ts";
import type { ResultColumn, ResultRow } from "./runSql.ts";

/** How a result is drawn; the columns by name. */
export interface PlotView {
  readonly kind: "bars" | "lines";
  readonly x: string;
  readonly y: readonly string[];
  /** Column whose values tell series apart; empty: each of `y` is one. */
  readonly split: string;
}

/** What a result may be drawn as, to begin with: along its first column that is a time, or no number, or at all. */
export function plotView(columns: readonly ResultColumn[], wanted: Partial<PlotView> = {}): PlotView | undefined {
  const has = (name: string | undefined): name is string => columns.some((column) => column.name === name);
  const x =
    (has(wanted.x) ? wanted.x : undefined) ??
    (
      columns.find(({ type }) => isTime(type)) ??
      columns.find(({ type }) => !isNumber(type)) ??
      columns.find(({ name }) => /height|number|day|hour/i.test(name)) ??
      columns[0]
    )?.name;
  if (x === undefined) return undefined;
  const numbers = columns.filter(({ name, type }) => name !== x && isNumber(type)).map(({ name }) => name);
  if (numbers.length === 0) return undefined;
  const y = wanted.y?.filter((name) => numbers.includes(name)) ?? [];
  const split = has(wanted.split) && wanted.split !== x ? wanted.split : "";
  return { kind: wanted.kind ?? "bars", x, y: y.length > 0 ? y : numbers.slice(0, split === "" ? 3 : 1), split };
}

/** Points and series that a drawing can hold. */
const MAX_POINTS = 500;
const MAX_SERIES = 7;

export interface Plot {
  readonly rows: readonly SeriesRow[];
  readonly series: readonly string[];
  /** There are more points than are drawn. */
  readonly cut: boolean;
}

/** A result as its plot draws it. Values that are not finite are left out. */
export function plotOf(columns: readonly ResultColumn[], rows: readonly ResultRow[], view: PlotView): Plot {
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const [x, split, ys] = [at(view.x), at(view.split), view.y.map(at)];
  const points = new Map<string, Map<string, number>>();
  const series = new Map<string, number>();
  let cut = false;
  for (const row of rows) {
    const key = String(row[x] ?? "NULL");
    let point = points.get(key);
    if (!point) {
      if (points.size >= MAX_POINTS) {
        cut = true;
        continue;
      }
      point = new Map();
      points.set(key, point);
    }
    for (const [i, y] of ys.entries()) {
      const value = row[y] === null ? Number.NaN : Number(row[y]);
      if (!Number.isFinite(value)) continue;
      const name = split < 0 ? (view.y[i] as string) : String(row[split] ?? "NULL");
      series.set(name, (series.get(name) ?? 0) + Math.abs(value));
      point.set(name, (point.get(name) ?? 0) + value);
    }
  }
  // Of many series the largest are told apart.
  const names =
    split < 0
      ? view.y.slice(0, MAX_SERIES)
      : [...series]
          .sort(([, a], [, b]) => b - a)
          .slice(0, MAX_SERIES)
          .map(([name]) => name);
  const shortened = shortener([...points.keys()]);
  return {
    series: names,
    cut,
    rows: [...points].map(([name, values]) => ({
      label: shortened(name),
      name,
      at: name,
      values: names.map((one) => values.get(one) ?? null),
    })),
  };
}

/** Times on an axis go without what all of them share; hashes are cut. */
function shortener(names: readonly string[]): (name: string) => string {
  const times = names.every((name) => /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?)?$/.test(name));
  if (!times) return (name) => (name.length > 14 ? `${name.slice(0, 12)}…` : name);
  const oneDay = new Set(names.map((name) => name.slice(0, 10))).size === 1;
  const midnights = names.every((name) => name.length === 10 || /00:00:00(\.0+)?$/.test(name));
  return (name) => (midnights ? name.slice(5, 10) : oneDay ? name.slice(11, 19) : name.slice(5, 16));
}
