import type { Viewer } from "@ledgerscope/core";
import {
  type Arrival,
  type BlockWeight,
  type LedBlock,
  type NodeEvent,
  type Overtaken,
  overtaken,
} from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn, rowsIn, transactionFactsIn } from "./heightRange.ts";

interface CutRow {
  readonly id: string;
  readonly leader: string;
  readonly cut_ns: string;
  readonly reason: string;
}

interface SeenRow {
  readonly id: string;
  readonly seen: readonly (readonly [string, boolean | number, string])[];
}

/**
 * Transactions of a range of blocks that others overtook: they were known to two nodes, and passed over in blocks that
 * had room. Who cut each block is in the orderers' logs.
 */
export async function overtakenIn(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  { weights, events }: { readonly weights: readonly BlockWeight[]; readonly events: readonly NodeEvent[] },
): Promise<readonly Overtaken[]> {
  const [blocks, arrivals] = await Promise.all([
    ledBlocks(warehouse, viewer, range, weights),
    arrivalsIn(warehouse, viewer, range),
  ]);
  const changes = events.filter(({ stage }) => stage === "fabric.node.leader" || stage === "fabric.node.view");
  return overtaken(
    blocks,
    arrivals,
    changes.map(({ atNs }) => atNs),
  );
}

/** The blocks of a range whose cutting was logged: by whom, when, and whether they were full. */
export async function ledBlocks(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  weights: readonly BlockWeight[],
): Promise<readonly LedBlock[]> {
  const facts = blockFactsIn(viewer, range);
  const rows = await warehouse.query<CutRow>(
    `SELECT id, argMin(node, start_at) AS leader, toUnixTimestamp64Nano(min(assumeNotNull(start_at))) AS cut_ns,
  max(attributes['fabric.block.cut_reason']) AS reason
FROM store.stage_facts
WHERE ${facts.sql} AND start_at IS NOT NULL
  AND stage IN ('fabric.order.consensus', 'fabric.order.consensus.preprepare')
  AND (attributes['raft.leader'] = 'true' OR attributes['bft.leader'] = 'true')
GROUP BY id`,
    facts.params,
  );
  const weightOf = new Map(weights.map((weight) => [weight.height, weight]));
  return rows.map(({ id, leader, cut_ns, reason }) => {
    const height = Number(id);
    const weight = weightOf.get(height);
    const counted = weight?.maxMessageCount !== undefined && weight.txCount >= weight.maxMessageCount;
    return { height, leader, cutNs: BigInt(cut_ns), full: counted || (reason !== "" && reason !== "timeout") };
  });
}

/** When gateways and orderers first had each transaction of a range of blocks. */
async function arrivalsIn(
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
