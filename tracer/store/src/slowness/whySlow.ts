import type { Viewer } from "@ledgerscope/core";
import { Baselines, contextOf, type Diagnosis, slow, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { traces } from "../traces.ts";
import { slownessContext } from "./slownessContext.ts";

/** Blocks before the transaction's own that say what is usual, and how the clocks are set. */
const BLOCKS_BEFORE = 25;
/** Traces that are looked at for it. */
const MOST = 400;

/** Why one transaction was slow, the dearest reason first; empty where it was not, or nothing tells. */
export async function whySlow(warehouse: Warehouse, viewer: Viewer, trace: TxTrace): Promise<readonly Diagnosis[]> {
  const { network, channel, family, height } = trace;
  if (family !== "fabric" || height === undefined) return slow(trace, contextOf(new Baselines()));
  const range = { network, channel, from: height, to: height + 1 };
  const around: TxTrace[] = [];
  for await (const one of traces(warehouse, viewer, { ...range, from: Math.max(0, height - BLOCKS_BEFORE) })) {
    around.push(one);
    // The nearest count, so the first of a busy stretch go.
    if (around.length > MOST) around.shift();
  }
  return slow(trace, await slownessContext(warehouse, viewer, range, around));
}
