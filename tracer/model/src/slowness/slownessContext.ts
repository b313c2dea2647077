import type { Stage } from "@ledgerscope/core";
import type { Diagnosis } from "../diagnosis.ts";
import type { RetryChain } from "../retries/retryChain.ts";
import type { NodeClock, TxTrace } from "../trace.ts";
import type { Baselines } from "./baseline.ts";
import type { Overtaken } from "./overtaken.ts";

/** What befell a node or the consensus: a fact of subject `node`. */
export interface NodeEvent {
  readonly stage: Stage;
  readonly node: string;
  /** Unix nanoseconds on the node's clock. */
  readonly atNs: bigint;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A stretch in which a node told nothing while others went on: stopped, paused, or its log is missing. */
export interface Silence {
  readonly node: string;
  /** Unix nanoseconds of the last thing it told before, and of the first after. */
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** What a block weighs, and how it came to be. */
export interface BlockWeight {
  readonly height: number;
  readonly txCount: number;
  /** Size as read, in bytes. */
  readonly bytes: number;
  readonly isConfig: boolean;
  /** The channel's limits when it was cut. */
  readonly maxMessageCount?: number;
  readonly batchTimeoutNs?: number;
  /** When the first orderer is known to have written it, Unix nanoseconds on its clock, and who it was. */
  readonly orderedNs?: bigint;
  readonly orderedBy?: string;
}

/** A block's commit at one peer. */
export interface BlockCommit {
  readonly node: string;
  readonly height: number;
  /** Unix nanoseconds; absent where only the end was seen. */
  readonly startNs?: bigint;
  readonly endNs: bigint;
  /** When its changes were taken into the state: simulations wait meanwhile. */
  readonly state?: { readonly startNs: bigint; readonly endNs: bigint };
}

/** A chaincode's call that took long at one peer: a commit waits for it, and what is simulated after waits for the commit. */
export interface LongSimulation {
  readonly node: string;
  /** Transaction id, or its first 8 digits where the peer logs no more. */
  readonly id: string;
  readonly chaincode: string;
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** What was going on in the network around a transaction. Every list may hold more than the transaction's own time. */
export interface SlownessContext {
  readonly baselines: Baselines;
  /**
   * As far as the range's transactions together tell. Where there are any, all times here have been put right by them;
   * otherwise they are the nodes' own.
   */
  readonly clocks: readonly NodeClock[];
  readonly events: readonly NodeEvent[];
  readonly silences: readonly Silence[];
  readonly blocks: readonly BlockWeight[];
  readonly commits: readonly BlockCommit[];
  readonly simulations: readonly LongSimulation[];
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
