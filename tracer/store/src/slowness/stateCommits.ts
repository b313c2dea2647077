import type { Viewer } from "@ledgerscope/core";
import type { StateCommit } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn } from "./heightRange.ts";

/** Shorter ones let no simulation wait that anybody would notice, milliseconds. */
const LEAST_MS = 20;

/** When peers were taking blocks into their state, for longer than a moment. */
export async function readStateCommits(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly StateCommit[]> {
  const facts = blockFactsIn(viewer, range);
  const rows = await warehouse.query<Record<"node" | "id" | "start_ns" | "end_ns", string>>(
    `SELECT node, id, toUnixTimestamp64Nano(assumeNotNull(start_at)) AS start_ns, toUnixTimestamp64Nano(assumeNotNull(end_at)) AS end_ns
FROM store.stage_facts
WHERE ${facts.sql} AND stage = 'fabric.commit.state_db' AND edge = 'span' AND date_diff('millisecond', start_at, end_at) >= {least:UInt32}
ORDER BY start_ns, node`,
    { ...facts.params, least: LEAST_MS },
  );
  return rows.map(({ node, id, start_ns, end_ns }) => ({
    node,
    height: Number(id),
    startNs: BigInt(start_ns),
    endNs: BigInt(end_ns),
  }));
}
