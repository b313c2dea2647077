import type { Viewer } from "@ledgerscope/core";
import { Baselines, baselinesOf, type SlownessContext, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { retryChainsIn } from "../retries/retryChains.ts";
import type { TraceRange } from "../traces.ts";
import { readBaselines } from "./baselines.ts";
import { readBlockCommits } from "./blockCommits.ts";
import { readBlockWeights } from "./blockWeights.ts";
import { periodOf, readNodeEvents } from "./nodeEvents.ts";
import { overtakenIn } from "./overtakenIn.ts";
import { readSilences, withoutBusy } from "./silences.ts";
import { readLongSimulations } from "./simulations.ts";

/** Blocks before a range that say what is usual. */
const BEFORE = 500;
/** Blocks before a range that its transactions may have waited for. */
const NEAR = 20;

/**
 * What was going on in a channel around a range of blocks, for every transaction in it.
 * @param traces those of the range, if they are at hand: what is usual is taken from them where no summaries are stored.
 */
export async function slownessContext(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  traces: readonly TxTrace[] = [],
): Promise<SlownessContext> {
  const near = { ...range, from: Math.max(0, range.from - NEAR) };
  const usual = { ...range, from: Math.max(0, range.from - BEFORE) };
  const [stored, blocks, commits, retries, period] = await Promise.all([
    readBaselines(warehouse, viewer, usual),
    readBlockWeights(warehouse, viewer, near),
    readBlockCommits(warehouse, viewer, near),
    retryChainsIn(warehouse, viewer, range),
    periodOf(warehouse, viewer, near),
  ]);
  const { network, channel } = range;
  const [events, silences, simulations] = period
    ? await Promise.all([
        readNodeEvents(warehouse, viewer, { network, channel, ...period }),
        readSilences(warehouse, viewer, { ...near, ...period }),
        readLongSimulations(warehouse, viewer, { network, channel, ...period }),
      ])
    : [[], [], []];
  const overtaken = await overtakenIn(warehouse, viewer, near, { weights: blocks, events });
  // Of one stage and node the later row counts: the stored one, of more transactions.
  const baselines = new Baselines([...baselinesOf(traces), ...stored]);
  return {
    baselines,
    events,
    silences: withoutBusy(silences, simulations),
    blocks,
    commits,
    simulations,
    retries,
    overtaken,
  };
}
