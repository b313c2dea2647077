import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import type { Glance, Reader } from "./glance.ts";

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
  SELECT count() AS rows, toDateTime64(min(time), 9) AS first, toDateTime64(max(time), 9) AS last
  FROM default.chain_blocks WHERE ${scope.sql} HAVING rows > 0
  UNION ALL
  SELECT count() AS rows, toDateTime64(min(time), 9) AS first, toDateTime64(max(time), 9) AS last
  FROM store.trace_summaries WHERE ${scope.sql} HAVING rows > 0
  UNION ALL
  SELECT count() AS rows, min(at) AS first, max(at) AS last
  FROM store.stage_facts WHERE ${scope.sql} AND subject = 'node' HAVING rows > 0
)`,
    scope.params,
  );
  if (!row || Number(row.rows) === 0) return undefined;
  return { network, fromMs: Number(row.fromMs), toMs: Number(row.lastMs) + 1 };
}
