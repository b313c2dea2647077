import type { Stage, Viewer } from "@ledgerscope/core";
import type { Baseline } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { rowsIn } from "./heightRange.ts";

/**
 * How long each stage usually takes at each node, from the stored summaries of a range of blocks. The quartiles are
 * exact: what a few transactions suffered does not move them.
 */
export function readBaselines(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly Baseline[]> {
  const rows = rowsIn(viewer, range);
  return warehouse.query<Baseline & { readonly stage: Stage }>(
    `SELECT stage, node, toUInt32(count()) AS count,
  quantilesExactInclusive(0.25, 0.5, 0.75)(duration_ns) AS quartiles,
  quartiles[1] AS q1Ns, quartiles[2] AS medianNs, quartiles[3] AS q3Ns
FROM (
  SELECT stages.stage AS stage, stages.node AS node, stages.duration_ns AS duration_ns
  FROM store.trace_summaries ARRAY JOIN stages WHERE ${rows.sql}
) GROUP BY stage, node ORDER BY stage, node`,
    rows.params,
  );
}
