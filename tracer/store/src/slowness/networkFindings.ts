import type { Viewer } from "@ledgerscope/core";
import { type Laggard, type LeaderScore, laggards, leaderScores, type Overtaken } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { nodeClocks } from "../clocks/nodeClocks.ts";
import type { TraceRange } from "../traces.ts";
import { readSurroundings } from "./surroundings.ts";

/** What is wrong with a network as a whole, rather than with one transaction. */
export interface NetworkFindings {
  /** Peers that were behind for a stretch of blocks, and since when. */
  readonly laggards: readonly Laggard[];
  /** The leaders of the consensus, the most suspected first; empty where no orderer's log tells who cut the blocks. */
  readonly leaders: readonly LeaderScore[];
  /** Transactions that leaders passed over. */
  readonly passedOver: readonly Overtaken[];
}

/** The newest blocks of a range, whose transactions tell how the clocks of its nodes are set. */
const FOR_CLOCKS = 10;

/** Findings over a range of blocks. */
export async function networkFindings(
  warehouse: Warehouse,
  viewer: Viewer,
  range: TraceRange,
): Promise<NetworkFindings> {
  const clocks = await nodeClocks(warehouse, viewer, { ...range, from: Math.max(range.from, range.to - FOR_CLOCKS) });
  const { commits, silences, led, overtaken } = await readSurroundings(warehouse, viewer, range, clocks);
  return {
    laggards: laggards(commits, silences),
    leaders: leaderScores(led, overtaken),
    passedOver: overtaken,
  };
}
