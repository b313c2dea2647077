import type { CheckState, RangeSet, Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

/** The rows of `_ranges` that count: the newest word on each range, unless it was reverted. */
const current = (condition: string): string =>
  `SELECT \`from\`, \`to\`, argMax(checks, seq) AS checks FROM store._ranges
   WHERE ${condition} AND network = {network:String}
   GROUP BY \`from\`, \`to\` HAVING argMax(zone, seq) != 'reverted'`;

/** What is stored, ascending and joined: the gaps between are what is missing. */
export async function storedRanges(viewer: Viewer, reader: Reader, network: string): Promise<RangeSet> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ from: number | string; to: number | string }>(
    `SELECT min(\`from\`) AS \`from\`, max(\`to\`) AS \`to\` FROM (
       SELECT \`from\`, \`to\`, sum(starts) OVER (ORDER BY \`from\`, \`to\`) AS island FROM (
         SELECT \`from\`, \`to\`, \`from\` > max(\`to\`) OVER (
           ORDER BY \`from\`, \`to\` ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS starts
         FROM (${current(scope.sql)})))
     GROUP BY island ORDER BY 1`,
    { ...scope.params, network },
  );
  return rows.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
}

export interface CheckCount {
  /** Such as `header_hash`, `orderer_signatures`. */
  readonly check: string;
  readonly state: CheckState;
  readonly count: string;
}

/** Checks made when the blocks were stored, counted over the whole network. */
export async function networkChecks(viewer: Viewer, reader: Reader, network: string): Promise<CheckCount[]> {
  const scope = readable(viewer, "without channel");
  return reader.query<CheckCount>(
    `SELECT check, state, toString(sum(n)) AS count
     FROM (${tallied(`SELECT checks FROM (${current(scope.sql)})`, "")})
     GROUP BY check, state ORDER BY check, state`,
    { ...scope.params, network },
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
    FROM (${current(scope.sql)})`;
  return reader.query<BlockCheckCount>(
    `SELECT height, check, state, toString(sum(n)) AS count FROM (${tallied(ranges, "height, ")})
     GROUP BY height, check, state ORDER BY height, check, state`,
    { ...scope.params, network, heights },
  );
}

/** Takes `{check: {state: count}}` apart into rows. */
const tallied = (select: string, keep: string): string =>
  `SELECT ${keep}entry.1 AS check, tally.1 AS state, tally.2 AS n
   FROM (${select})
   ARRAY JOIN JSONExtractKeysAndValuesRaw(checks) AS entry
   ARRAY JOIN JSONExtractKeysAndValues(entry.2, 'UInt64') AS tally`;
