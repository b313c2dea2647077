import type { Viewer } from "@ledgerscope/core";
import { type Laggard, type LeaderScore, laggards, leaderScores, type Overtaken } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { readBlockCommits } from "./blockCommits.ts";
import { readBlockWeights } from "./blockWeights.ts";
import { periodOf, readNodeEvents } from "./nodeEvents.ts";
import { ledBlocks, overtakenIn } from "./overtakenIn.ts";
import { readSilences, withoutBusy } from "./silences.ts";
import { readLongSimulations } from "./simulations.ts";

/** What is wrong with a network as a whole, rather than with one transaction. */
export interface NetworkFindings {
  /** Peers that were behind for a stretch of blocks, and since when. */
  readonly laggards: readonly Laggard[];
  /** The leaders of the consensus, the most suspected first; empty where no orderer's log tells who cut the blocks. */
  readonly leaders: readonly LeaderScore[];
  /** Transactions that leaders passed over. */
  readonly passedOver: readonly Overtaken[];
}

/** Findings over a range of blocks. */
export async function networkFindings(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<NetworkFindings> {
  const { network, channel } = range;
  const [commits, weights, period] = await Promise.all([
    readBlockCommits(warehouse, viewer, range),
    readBlockWeights(warehouse, viewer, range),
    periodOf(warehouse, viewer, range),
  ]);
  if (!period) return { laggards: [], leaders: [], passedOver: [] };
  const [events, silences, simulations, blocks] = await Promise.all([
    readNodeEvents(warehouse, viewer, { network, channel, ...period }),
    readSilences(warehouse, viewer, { ...range, ...period }),
    readLongSimulations(warehouse, viewer, { network, channel, ...period }),
    ledBlocks(warehouse, viewer, range, weights),
  ]);
  const passedOver = await overtakenIn(warehouse, viewer, range, { weights, events });
  return {
    laggards: laggards(commits, withoutBusy(silences, simulations)),
    leaders: leaderScores(blocks, passedOver),
    passedOver,
  };
}
