import type { Viewer } from "@ledgerscope/core";
import type { NetworkRecord } from "../../networkDirectory.ts";
import { escapeInvisible } from "../../printable.ts";
import type { TimeSpan } from "../networkFigures.ts";
import { type Condition, type Reader, readable } from "../readable.ts";
import { type BlockSeries, CHARTS, type ChartId, type ChartSql, type ChartUnit, type RowSeries } from "./chartSql.ts";

/** Series that are told apart; what comes after them is counted together. */
const MAX_SERIES = 6;
/** Bytes of a name: function names come from chains. */
const MAX_NAME = 120;

export interface NetworkChart extends TimeSpan {
  readonly id: ChartId;
  readonly unit: ChartUnit;
  readonly stacks: boolean;
  /** Largest first; empty: all others together. */
  readonly series: readonly string[];
  /** Each as long as the others; values in the order of `series`, null where nothing is known. */
  readonly buckets: readonly (TimeSpan & { readonly values: readonly (number | null)[] })[];
}

/** Charts that a family has. */
export const chartsOf = (family: string): ChartId[] =>
  (Object.keys(CHARTS) as ChartId[]).filter((id) => sqlOf(id, family) !== undefined);

const sqlOf = (id: ChartId, family: string): BlockSeries | RowSeries | undefined => {
  const chart: ChartSql = CHARTS[id];
  return family === "evm" ? chart.evm : family === "fabric" ? chart.fabric : undefined;
};

interface Cell {
  readonly bucket: number | string;
  readonly name: string;
  readonly value: number | string | null;
}

/**
 * A chart over some time, in stretches of equal length. Everything counts at its block's time: what a Fabric transaction
 * says of its own is its client's claim.
 * @returns undefined for a chart that the network's family does not have.
 */
export async function networkChart(
  viewer: Viewer,
  reader: Reader,
  { name, family }: NetworkRecord,
  id: ChartId,
  span: TimeSpan,
  buckets: number,
): Promise<NetworkChart | undefined> {
  const asked = sqlOf(id, family);
  if (!asked) return undefined;
  const scope = readable(viewer, family === "fabric" ? "with channel" : "without channel");
  const where = `${scope.sql} AND network = {network:String}`;
  const params = { ...scope.params, network: name, from: span.fromMs, to: span.toMs, buckets };
  const cells =
    asked.of === "blocks"
      ? await reader.query<Cell>(overBlocks(asked, family, where), params)
      : await reader.query<Cell>(overRows(asked, family, where, MAX_SERIES), params);
  const series = asked.of === "blocks" ? Object.keys(asked.series) : largestFirst(cells);
  const values = new Map(cells.map((cell) => [`${cell.bucket} ${cell.name}`, cell.value]));
  const nothing = CHARTS[id].stacks ? 0 : null;
  const bound = (bucket: number): number => span.fromMs + Math.ceil((bucket * (span.toMs - span.fromMs)) / buckets);
  return {
    ...span,
    id,
    unit: CHARTS[id].unit,
    stacks: CHARTS[id].stacks,
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

/** A stretch of a time, by its number from 0. */
const BUCKET = "intDiv((toUnixTimestamp64Milli(time) - {from:Int64}) * {buckets:Int64}, {to:Int64} - {from:Int64})";

const blocksIn = (family: string, where: string): string =>
  `store.${family}_blocks WHERE ${where}
     AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})`;

function overBlocks({ series }: BlockSeries, family: string, where: Condition["sql"]): string {
  const pairs = Object.entries(series).map(([name, sql]) => `('${name}', toNullable(toFloat64(${sql})))`);
  return `SELECT bucket, pair.1 AS name, pair.2 AS value FROM (
     SELECT ${BUCKET} AS bucket, arrayJoin([${pairs.join(", ")}]) AS pair
     FROM ${blocksIn(family, where)} GROUP BY bucket)`;
}

/** Blocks follow each other in time, so that a stretch of time is one of heights: rows need no look at their block. */
function overRows(
  { table, by, where, value = "count()" }: RowSeries,
  family: string,
  scope: string,
  most: number,
): string {
  const rows = `${table} WHERE ${scope} AND height BETWEEN bounds.1 AND bounds.2${where === undefined ? "" : ` AND ${where}`}`;
  const name = `substringUTF8(toValidUTF8(toString(${by})), 1, ${MAX_NAME})`;
  return `WITH
     (SELECT (min(height), max(height)) FROM ${blocksIn(family, scope)}) AS bounds,
     (SELECT (groupArray(first), groupArray(bucket)) FROM (
        SELECT ${BUCKET} AS bucket, min(height) AS first FROM ${blocksIn(family, scope)} GROUP BY bucket ORDER BY first)) AS starts,
     (SELECT groupArray(name) FROM (
        SELECT ${name} AS name FROM ${rows} GROUP BY name ORDER BY ${value} DESC, name LIMIT ${most})) AS known
   SELECT starts.2[indexOf(starts.1, roundDown(height, starts.1))] AS bucket,
     if(has(known, ${name}), ${name}, '') AS name, ${value} AS value
   FROM ${rows} GROUP BY bucket, name`;
}

function largestFirst(cells: readonly Cell[]): string[] {
  const sums = new Map<string, number>();
  for (const { name, value } of cells) sums.set(name, (sums.get(name) ?? 0) + Number(value ?? 0));
  return [...sums].sort(([a, x], [b, y]) => Number(a === "") - Number(b === "") || y - x).map(([name]) => name);
}
