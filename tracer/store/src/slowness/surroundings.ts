import type { Viewer } from "@ledgerscope/core";
import {
  contextInOneClock,
  type LedBlock,
  type NodeClock,
  overtaken,
  type SlownessContext,
} from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { readArrivals } from "./arrivals.ts";
import { readBlockCommits } from "./blockCommits.ts";
import { readBlockWeights } from "./blockWeights.ts";
import { readLedBlocks } from "./ledBlocks.ts";
import { periodOf, readNodeEvents } from "./nodeEvents.ts";
import { readSilences, withoutBusy } from "./silences.ts";
import { readLongSimulations } from "./simulations.ts";

/** What nodes did over some blocks, put on one clock as far as their clocks are known. */
export interface Surroundings
  extends Pick<SlownessContext, "events" | "silences" | "blocks" | "commits" | "simulations" | "overtaken"> {
  /** Blocks whose cutting was logged. */
  readonly led: readonly LedBlock[];
}

/** @param clocks how far the nodes' clocks are known to be off. */
export async function readSurroundings(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  clocks: readonly NodeClock[],
): Promise<Surroundings> {
  const { network, channel } = range;
  const [blocks, commits, arrivals, period] = await Promise.all([
    readBlockWeights(warehouse, viewer, range),
    readBlockCommits(warehouse, viewer, range),
    readArrivals(warehouse, viewer, range),
    periodOf(warehouse, viewer, range),
  ]);
  if (!period) return { blocks, commits, events: [], silences: [], simulations: [], overtaken: [], led: [] };
  const [events, silences, simulations, led] = await Promise.all([
    readNodeEvents(warehouse, viewer, { network, channel, ...period }),
    readSilences(warehouse, viewer, { ...range, ...period, clocks }),
    readLongSimulations(warehouse, viewer, { network, channel, ...period }),
    readLedBlocks(warehouse, viewer, range, blocks),
  ]);
  const seen = { blocks, commits, events, simulations, silences: withoutBusy(silences, simulations) };
  const judged = contextInOneClock(seen, clocks);
  return { ...judged, led, overtaken: overtaken({ blocks: led, arrivals, events: judged.events, clocks }) };
}
