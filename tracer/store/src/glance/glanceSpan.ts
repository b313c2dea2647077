import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import type { Glance, Reader } from "./glance.ts";

/** The first of some times. 1970, which the genesis block of a chain may state, is none, unless all are. */
const first = (column: string): string => {
  const epoch = "toDateTime64(0, 3, 'UTC')";
  return `toDateTime64(if(max(${column}) = ${epoch}, min(${column}), minIf(${column}, ${column} > ${epoch})), 9)`;
};

/**
 * The time in which anything is known of a network: its blocks, its explained transactions, and what befell its
 * nodes. A recorded network is looked at as a whole.
 * @returns undefined while nothing is stored.
 */
export async function glanceSpan(reader: Reader, viewer: Viewer, network: string): Promise<Glance | undefined> {
  const scope = scopeOf(viewer, network, { channel: true });
  const [row] = await reader.query<{ rows: string; fromMs: string; lastMs: string }>(
    `SELECT sum(rows) AS rows, toUnixTimestamp64Milli(min(first)) AS fromMs, toUnixTimestamp64Milli(max(last)) AS lastMs
FROM (
  SELECT count() AS rows, ${first("time")} AS first, toDateTime64(max(time), 9) AS last
  FROM default.chain_blocks WHERE ${scope.sql} HAVING rows > 0
  UNION ALL
  SELECT count() AS rows, ${first("time")} AS first, toDateTime64(max(time), 9) AS last
  FROM store.trace_summaries WHERE ${scope.sql} HAVING rows > 0
  UNION ALL
  SELECT count() AS rows, ${first("at")} AS first, max(at) AS last
  FROM store.stage_facts WHERE ${scope.sql} AND subject = 'node' HAVING rows > 0
)`,
    scope.params,
  );
  if (!row || Number(row.rows) === 0) return undefined;
  return { network, fromMs: Number(row.fromMs), toMs: Number(row.lastMs) + 1 };
}
