import type { CheckState, Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

/** The rows of `_ranges` that count: the newest word on each range, unless it was reverted. */
const current = (condition: string, within = ""): string =>
  `SELECT network, \`from\`, \`to\`, argMax(checks, seq) AS checks FROM store._ranges
   WHERE ${condition} AND network IN {networks:Array(String)}${within}
   GROUP BY network, \`from\`, \`to\` HAVING argMax(zone, seq) != 'reverted'`;

/** Half-open. */
export interface StoredRangeRow {
  readonly network: string;
  readonly from: number;
  readonly to: number;
}

/** What is stored of networks, ascending and joined: the gaps between are what is missing. */
export async function storedRanges(
  viewer: Viewer,
  reader: Reader,
  networks: readonly string[],
): Promise<StoredRangeRow[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ network: string; from: number | string; to: number | string }>(
    `SELECT network, min(\`from\`) AS \`from\`, max(\`to\`) AS \`to\` FROM (
       SELECT network, \`from\`, \`to\`, sum(starts) OVER (PARTITION BY network ORDER BY \`from\`, \`to\`) AS island FROM (
         SELECT network, \`from\`, \`to\`, \`from\` > max(\`to\`) OVER (
           PARTITION BY network ORDER BY \`from\`, \`to\` ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS starts
         FROM (${current(scope.sql)})))
     GROUP BY network, island ORDER BY network, 2`,
    { ...scope.params, networks },
  );
  return rows.map(({ network, from, to }) => ({ network, from: Number(from), to: Number(to) }));
}

export interface CheckCount {
  /** Such as `header_hash`, `orderer_signatures`. */
  readonly check: string;
  readonly state: CheckState;
  readonly count: string;
}

/** Checks made when the blocks were stored, counted over all blocks of each of these networks. */
export async function networkChecks(
  viewer: Viewer,
  reader: Reader,
  networks: readonly string[],
): Promise<(CheckCount & { readonly network: string })[]> {
  const scope = readable(viewer, "without channel");
  return reader.query(
    `SELECT network, check, state, toString(sum(n)) AS count
     FROM (${tallied(current(scope.sql), "network, ")})
     GROUP BY network, check, state ORDER BY network, check, state`,
    { ...scope.params, networks },
  );
}

export interface BlockCheckCount extends CheckCount {
  readonly height: number | string;
}

/** Checks of the stored range that each of these blocks came with. */
export async function checksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<BlockCheckCount[]> {
  const scope = readable(viewer, "without channel");
  const ranges = `SELECT checks, arrayJoin(arrayFilter(h -> h >= \`from\` AND h < \`to\`, {heights:Array(UInt64)})) AS height
    FROM (${current(scope.sql, " AND `from` <= {highest:UInt64} AND `to` > {lowest:UInt64}")})`;
  return reader.query<BlockCheckCount>(
    `SELECT height, check, state, toString(sum(n)) AS count FROM (${tallied(ranges, "height, ")})
     GROUP BY height, check, state ORDER BY height, check, state`,
    { ...scope.params, networks: [network], heights, lowest: Math.min(...heights), highest: Math.max(...heights) },
  );
}

/** Takes `{check: {state: count}}` apart into rows. */
const tallied = (select: string, keep: string): string =>
  `SELECT ${keep}entry.1 AS check, tally.1 AS state, tally.2 AS n
   FROM (${select})
   ARRAY JOIN JSONExtractKeysAndValuesRaw(checks) AS entry
   ARRAY JOIN JSONExtractKeysAndValues(entry.2, 'UInt64') AS tally`;
