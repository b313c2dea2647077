import type { Viewer } from "@ledgerscope/core";
import { clocksOfTraces, type NodeClock, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type TraceRange, traces } from "../traces.ts";

/**
 * Clocks of a channel's nodes over some blocks, against the one that most others agree with: the more transactions,
 * the tighter.
 * @param known the range's traces, where they are at hand.
 */
export async function nodeClocks(
  warehouse: Warehouse,
  viewer: Viewer,
  range: TraceRange,
  known?: readonly TxTrace[],
): Promise<readonly NodeClock[]> {
  if (known) return clocksOfTraces(known);
  const clocks: Pick<TxTrace, "clocks">[] = [];
  for await (const trace of traces(warehouse, viewer, range)) if (trace.clocks) clocks.push({ clocks: trace.clocks });
  return clocksOfTraces(clocks);
}
