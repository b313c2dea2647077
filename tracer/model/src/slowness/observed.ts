import type { Stage } from "@ledgerscope/core";

/** What befell a node or the consensus: a fact of subject `node`. */
export interface NodeEvent {
  readonly stage: Stage;
  /** Whose it is; of `fabric.node.unreachable` with a `remote` the one that could not reach it. */
  readonly node: string;
  /** The other side, as the node names it (often an address); absent where there is none. */
  readonly remote?: string;
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

/** What nodes were seen to do. */
export interface Observed {
  readonly events: readonly NodeEvent[];
  readonly silences: readonly Silence[];
  readonly blocks: readonly BlockWeight[];
  readonly commits: readonly BlockCommit[];
  readonly simulations: readonly LongSimulation[];
}
