import type { Viewer } from "@ledgerscope/core";
import type { BlockWeight, LedBlock } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn } from "./heightRange.ts";

interface CutRow {
  readonly id: string;
  readonly leader: string;
  readonly cut_ns: string;
  readonly reason: string;
}

/** The blocks of a range whose cutting was logged: by whom, when, and whether they were full. */
export async function readLedBlocks(
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
