import type { Viewer } from "@ledgerscope/core";
import type { NetworkRecord } from "../../networkDirectory.ts";
import type { ZonedTable } from "../evm/zones.ts";
import type { TimeSpan } from "../networkFigures.ts";
import { type Condition, type Reader, readable } from "../readable.ts";
import { zonedWhole } from "../storedHeights.ts";
import { assembleChart, type Cell, largestFirst, MAX_SERIES, type NetworkChart } from "./assembleChart.ts";
import { type BlockSeries, CHARTS, type ChartSql, type RowSeries, type StoredChartId } from "./chartSql.ts";

/** Bytes of a name: function names come from chains. */
const MAX_NAME = 120;

/** Charts that a family has. */
export const chartsOf = (family: string): StoredChartId[] =>
  (Object.keys(CHARTS) as StoredChartId[]).filter((id) => sqlOf(id, family) !== undefined);

const sqlOf = (id: StoredChartId, family: string): BlockSeries | RowSeries | undefined => {
  const chart: ChartSql = CHARTS[id];
  return family === "evm" ? chart.evm : family === "fabric" ? chart.fabric : undefined;
};

/**
 * A chart over some time, in stretches of equal length. Everything counts at its block's time: what a Fabric transaction
 * says of its own is its client's claim.
 * @returns undefined for a chart that the network's family does not have.
 */
export async function networkChart(
  viewer: Viewer,
  reader: Reader,
  { name, family }: NetworkRecord,
  id: StoredChartId,
  span: TimeSpan,
  buckets: number,
): Promise<NetworkChart | undefined> {
  const asked = sqlOf(id, family);
  if (!asked) return undefined;
  const scope = readable(viewer, family === "fabric" ? "with channel" : "without channel");
  const where = `${scope.sql} AND network = {network:String}`;
  const params = { ...scope.params, network: name, from: span.fromMs, to: span.toMs, buckets };
  const stored = (table: string): string | Promise<string> =>
    family === "evm" ? zonedWhole(viewer, reader, name, table as ZonedTable) : `store.${table}`;
  const blocks = blocksIn(await stored(`${family}_blocks`), where);
  const sql =
    asked.of === "blocks"
      ? overBlocks(asked, blocks)
      : overRows({ ...asked, table: await stored(asked.table) }, blocks, where, MAX_SERIES);
  const cells = await reader.query<Cell>(sql, params);
  const series = asked.of === "blocks" ? Object.keys(asked.series) : largestFirst(cells);
  const { unit, stacks } = CHARTS[id];
  return assembleChart({ id, unit, stacks }, span, buckets, series, cells);
}

/** A stretch of a time, by its number from 0. */
const BUCKET = "intDiv((toUnixTimestamp64Milli(time) - {from:Int64}) * {buckets:Int64}, {to:Int64} - {from:Int64})";

const blocksIn = (table: string, where: string): string =>
  `${table} WHERE ${where}
     AND time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})`;

function overBlocks({ series }: BlockSeries, blocks: string): string {
  const pairs = Object.entries(series).map(([name, sql]) => `('${name}', toNullable(toFloat64(${sql})))`);
  return `SELECT bucket, pair.1 AS name, pair.2 AS value FROM (
     SELECT ${BUCKET} AS bucket, arrayJoin([${pairs.join(", ")}]) AS pair
     FROM ${blocks} GROUP BY bucket)`;
}

/**
 * Blocks follow each other in time, so that a stretch of time is one of heights: rows need no look at their block. They
 * are counted by what they have; only what is shown is put into words.
 */
function overRows(
  { table, by, where, name = "shown" }: RowSeries,
  blocks: string,
  scope: Condition["sql"],
  most: number,
): string {
  const rows = `${table} WHERE ${scope} AND height BETWEEN bounds.1 AND bounds.2${where === undefined ? "" : ` AND ${where}`}`;
  return `WITH
     (SELECT (min(height), max(height)) FROM ${blocks}) AS bounds,
     (SELECT (groupArray(first), groupArray(bucket)) FROM (
        SELECT ${BUCKET} AS bucket, min(height) AS first FROM ${blocks} GROUP BY bucket ORDER BY first)) AS starts,
     (SELECT groupArray(toString(one)) FROM (
        SELECT ${by} AS one FROM ${rows} GROUP BY one ORDER BY count() DESC, one LIMIT ${most})) AS known
   SELECT starts.2[indexOf(starts.1, first)] AS bucket,
     if(shown = '', '', substringUTF8(toValidUTF8(${name}), 1, ${MAX_NAME})) AS name, sum(counted) AS value
   FROM (
     SELECT roundDown(height, starts.1) AS first, if(has(known, one), one, '') AS shown, count() AS counted
     FROM (SELECT height, toString(${by}) AS one FROM ${rows}) GROUP BY first, shown)
   GROUP BY bucket, name`;
}
