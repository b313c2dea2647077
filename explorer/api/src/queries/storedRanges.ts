import type { CheckState, Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

/** The rows of `_ranges` that count: the newest word on each range, unless it was reverted. */
const current = (condition: string): string =>
  `SELECT network, \`from\`, \`to\`, argMax(checks, seq) AS checks FROM store._ranges
   WHERE ${condition} AND network IN {networks:Array(String)}
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

/** Checks of the stored range that each of these blocks came with. Few ranges hold a block: what counts of them is told here. */
export async function checksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<BlockCheckCount[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ from: number | string; to: number | string; zone: string; checks: string }>(
    `SELECT \`from\`, \`to\`, zone, checks FROM store._ranges
     WHERE ${scope.sql} AND network = {network:String} AND \`from\` <= {highest:UInt64} AND \`to\` > {lowest:UInt64}
     ORDER BY seq`,
    { ...scope.params, network, lowest: Math.min(...heights), highest: Math.max(...heights) },
  );
  const newest = new Map(rows.map((row) => [`${row.from} ${row.to}`, row]));
  const standing = [...newest.values()].filter(({ zone }) => zone !== "reverted");
  return heights.flatMap((height) =>
    countsOf(standing.filter(({ from, to }) => Number(from) <= height && height < Number(to))).map((count) => ({
      ...count,
      height,
    })),
  );
}

function countsOf(ranges: readonly { readonly checks: string }[]): CheckCount[] {
  const counted = new Map<string, bigint>();
  for (const { checks } of ranges) {
    if (checks === "") continue;
    for (const [check, states] of Object.entries(JSON.parse(checks) as Record<string, Record<string, number>>)) {
      for (const [state, n] of Object.entries(states)) {
        const name = JSON.stringify([check, state]);
        counted.set(name, (counted.get(name) ?? 0n) + BigInt(n));
      }
    }
  }
  const sorted = [...counted].map(([name, n]) => [...(JSON.parse(name) as [string, CheckState]), n] as const).sort();
  return sorted.map(([check, state, n]) => ({ check, state, count: String(n) }));
}

/** Takes `{check: {state: count}}` apart into rows. */
const tallied = (select: string, keep: string): string =>
  `SELECT ${keep}entry.1 AS check, tally.1 AS state, tally.2 AS n
   FROM (${select})
   ARRAY JOIN JSONExtractKeysAndValuesRaw(checks) AS entry
   ARRAY JOIN JSONExtractKeysAndValues(entry.2, 'UInt64') AS tally`;
