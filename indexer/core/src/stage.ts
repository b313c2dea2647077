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
  | "fabric.order.consensus"
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

/** How a time is known, best first. */
export type Evidence = "measured" | "observed" | "inferred" | "derived";

/** What one observer saw of one transaction or block at one time. */
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
  /** 0 for the first try. */
  readonly attempt: number;
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  /** Unix nanoseconds; equal to `startNs` for an instant. */
  readonly endNs: bigint;
  readonly evidence: Evidence;
  /** Where it was read: `log:peer1`, `ledger`. */
  readonly source: string;
  readonly attributes: Readonly<Record<string, string>>;
}
