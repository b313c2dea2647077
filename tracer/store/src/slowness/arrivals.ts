import type { Viewer } from "@ledgerscope/core";
import type { Arrival } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { rowsIn, transactionFactsIn } from "./heightRange.ts";

interface SeenRow {
  readonly id: string;
  readonly seen: readonly (readonly [string, boolean | number, string])[];
}

/** When gateways and orderers first had each transaction of a range of blocks. */
export async function readArrivals(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly Arrival[]> {
  const facts = transactionFactsIn(viewer, range);
  const rows = rowsIn(viewer, range);
  const [seen, places] = await Promise.all([
    warehouse.query<SeenRow>(
      `SELECT id, groupArray((node, orderer, toString(ns))) AS seen FROM (
  SELECT id, node, stage = 'fabric.broadcast' AS orderer, toUnixTimestamp64Nano(min(coalesce(start_at, end_at, at))) AS ns
  FROM store.stage_facts
  WHERE ${facts.sql} AND stage IN ('fabric.submit', 'fabric.broadcast') AND evidence = 'measured' GROUP BY id, node, orderer
) GROUP BY id`,
      facts.params,
    ),
    warehouse.query<{ tx_id: string; first_height: string }>(
      `SELECT tx_id, toString(min(height)) AS first_height FROM store.fabric_transactions WHERE ${rows.sql} GROUP BY tx_id`,
      rows.params,
    ),
  ]);
  const heightOf = new Map(places.map((place) => [place.tx_id, Number(place.first_height)]));
  return seen.flatMap(({ id, seen: nodes }) => {
    const height = heightOf.get(id);
    if (height === undefined) return [];
    const each = nodes.map(([node, orderer, ns]) => ({ node, orderer: Boolean(orderer), atNs: BigInt(ns) }));
    return [{ id, height, seen: each.sort((a, b) => (a.atNs < b.atNs ? -1 : 1)) }];
  });
}
