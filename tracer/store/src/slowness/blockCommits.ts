import type { Viewer } from "@ledgerscope/core";
import type { BlockCommit } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn } from "./heightRange.ts";

type Row = Record<"node" | "id" | "end_ns", string> &
  Record<"start_ns" | "state_start_ns" | "state_end_ns", string | null>;

/** When each peer committed each block of a range, and took its changes into the state. */
export async function readBlockCommits(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly BlockCommit[]> {
  const facts = blockFactsIn(viewer, range);
  const rows = await warehouse.query<Row>(
    `SELECT node, id, toUnixTimestamp64Nano(assumeNotNull(maxIf(end_at, stage = 'fabric.commit'))) AS end_ns,
  toUnixTimestamp64Nano(minIf(start_at, stage = 'fabric.commit')) AS start_ns,
  toUnixTimestamp64Nano(minIf(start_at, stage = 'fabric.commit.state_db')) AS state_start_ns,
  toUnixTimestamp64Nano(maxIf(end_at, stage = 'fabric.commit.state_db')) AS state_end_ns
FROM store.stage_facts
WHERE ${facts.sql} AND stage IN ('fabric.commit', 'fabric.commit.state_db') AND evidence = 'measured'
GROUP BY node, id HAVING countIf(stage = 'fabric.commit' AND end_at IS NOT NULL) > 0
ORDER BY toUInt64(id), node`,
    facts.params,
  );
  return rows.map(({ node, id, end_ns, start_ns, state_start_ns, state_end_ns }) => ({
    node,
    height: Number(id),
    endNs: BigInt(end_ns),
    ...(start_ns === null ? {} : { startNs: BigInt(start_ns) }),
    ...(state_start_ns === null || state_end_ns === null
      ? {}
      : { state: { startNs: BigInt(state_start_ns), endNs: BigInt(state_end_ns) } }),
  }));
}
