import type { Viewer } from "@ledgerscope/core";
import { Baselines, baselinesOf, clocksOfTraces, type SlownessContext, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { retryChainsIn } from "../retries/retryChains.ts";
import type { TraceRange } from "../traces.ts";
import { readBaselines } from "./baselines.ts";
import { readSurroundings } from "./surroundings.ts";

/** Blocks before a range that say what is usual. */
const BEFORE = 500;
/** Blocks before a range that its transactions may have waited for. */
const NEAR = 20;

/**
 * What was going on in a channel around a range of blocks, for every transaction in it.
 * @param traces those of the range, if they are at hand: what is usual is taken from them where no summaries are stored,
 * and how far the nodes' clocks are apart.
 */
export async function slownessContext(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  traces: readonly TxTrace[] = [],
): Promise<SlownessContext> {
  const clocks = clocksOfTraces(traces);
  const [stored, retries, surroundings] = await Promise.all([
    readBaselines(warehouse, viewer, { ...range, from: Math.max(0, range.from - BEFORE) }),
    retryChainsIn(warehouse, viewer, range),
    readSurroundings(warehouse, viewer, { ...range, from: Math.max(0, range.from - NEAR) }, clocks),
  ]);
  // Of one stage and node the later row counts: the stored one, of more transactions.
  const baselines = new Baselines([...baselinesOf(traces), ...stored]);
  return { ...surroundings, baselines, clocks, retries };
}
