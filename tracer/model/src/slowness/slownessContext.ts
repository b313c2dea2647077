import type { Diagnosis } from "../diagnosis.ts";
import type { RetryChain } from "../retries/retryChain.ts";
import type { NodeClock, TxTrace } from "../trace.ts";
import type { Baselines } from "./baseline.ts";
import type { Observed } from "./observed.ts";
import type { Overtaken } from "./overtaken.ts";

/** What was going on in the network around a transaction. Every list may hold more than the transaction's own time. */
export interface SlownessContext extends Observed {
  readonly baselines: Baselines;
  /**
   * As far as the range's transactions together tell. Where there are any, all times here have been put right by them;
   * otherwise they are the nodes' own.
   */
  readonly clocks: readonly NodeClock[];
  /** Retry chains that transactions of the range belong to. */
  readonly retries: readonly RetryChain[];
  /** Transactions that others overtook on their way into a block. */
  readonly overtaken: readonly Overtaken[];
}

/** One reason why a transaction may have been slow: one file under rules/. */
export type SlownessRule = (trace: TxTrace, context: SlownessContext) => Diagnosis | undefined;

/** Nothing is known beyond the trace itself. */
export const contextOf = (baselines: Baselines): SlownessContext => ({
  baselines,
  clocks: [],
  events: [],
  silences: [],
  blocks: [],
  commits: [],
  simulations: [],
  retries: [],
  overtaken: [],
});
