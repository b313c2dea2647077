/**
 * What can happen to a transaction or block, named as in the spans of tracer/model:
 * `<family>.<stage>`. The order of a family's stages is in its adapter.
 */
export type Stage =
  | "fabric.transaction"
  | "fabric.endorse"
  | "fabric.endorse.peer"
  | "fabric.chaincode.execute"
  | "fabric.submit"
  | "fabric.broadcast"
  | "fabric.order"
  | "fabric.order.batch_wait"
  | "fabric.order.consensus"
  | "fabric.order.consensus.preprepare"
  | "fabric.order.consensus.prepare"
  | "fabric.order.consensus.commit"
  | "fabric.order.write"
  | "fabric.disseminate"
  | "fabric.commit"
  | "fabric.commit.vscc"
  | "fabric.commit.private_data"
  | "fabric.commit.mvcc"
  | "fabric.commit.block_store"
  | "fabric.commit.state_db"
  | "fabric.commit.history_db"
  | "fabric.invalidated"
  | "evm.transaction"
  | "evm.include"
  | "evm.execute"
  | "evm.finalize";

/**
 * How a time is known, best first: measured by the node that acted, observed by a third party on its
 * own clock, inferred (joined by a prefix, by time, or across clocks), derived from other facts.
 */
export type Evidence = "measured" | "observed" | "inferred" | "derived";

/**
 * What one observer saw of one transaction or block at one time. An observer often sees only one edge
 * of a stage; edges of the same stage, node and attempt belong together.
 */
export interface StageFact {
  readonly network: string;
  readonly channel: string;
  readonly subject: "tx" | "block";
  /**
   * Transaction: its full id in lower-case hex without 0x, or the first 8 hex digits where the
   * observer logs no more. Block: its height in decimal.
   */
  readonly id: string;
  readonly stage: Stage;
  /** Who acted, as the configuration names it: `peer1`, `orderer2`; empty when unknown. */
  readonly node: string;
  /** The other side of a call, as the observer names it (often an address); empty when none. */
  readonly remote: string;
  /** 0 for the first try. */
  readonly attempt: number;
  /** Unix nanoseconds; absent when only the end was seen. */
  readonly startNs?: bigint;
  /** Unix nanoseconds, equal to `startNs` for an instant; absent when only the start was seen. */
  readonly endNs?: bigint;
  readonly evidence: Evidence;
  /** Where it was read: `log:peer1:gateway` (node and logger), `ledger`. */
  readonly source: string;
  readonly attributes: Readonly<Record<string, string>>;
}
