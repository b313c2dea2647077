/**
 * What can happen to a transaction or block, named as in the spans of tracer/model:
 * `<family>.<stage>`. Their order is in `stages.ts`.
 */
export type Stage =
  | "fabric.transaction"
  | "fabric.client.prepare"
  | "fabric.endorse"
  | "fabric.endorse.peer"
  | "fabric.chaincode.execute"
  | "fabric.client.assemble"
  | "fabric.submit"
  | "fabric.broadcast"
  | "fabric.order"
  | "fabric.order.forward"
  | "fabric.order.pool"
  | "fabric.order.complain"
  | "fabric.order.batch_wait"
  | "fabric.order.consensus"
  | "fabric.order.consensus.preprepare"
  | "fabric.order.consensus.prepare"
  | "fabric.order.consensus.commit"
  | "fabric.order.write"
  | "fabric.deliver"
  | "fabric.disseminate"
  | "fabric.commit"
  | "fabric.commit.buffer_wait"
  | "fabric.commit.vscc"
  | "fabric.commit.private_data"
  | "fabric.commit.mvcc"
  | "fabric.commit.block_store"
  | "fabric.commit.state_db"
  | "fabric.commit.history_db"
  | "fabric.notify"
  | "fabric.invalidated"
  // gRPC calls that name no transaction (subject `call`).
  | "fabric.rpc.endorse"
  | "fabric.rpc.submit"
  | "fabric.rpc.commit_status"
  | "fabric.rpc.process_proposal"
  | "fabric.rpc.broadcast"
  | "fabric.rpc.deliver"
  | "fabric.rpc.evaluate"
  | "fabric.rpc.mismatch"
  // What befell a node or the consensus (subject `node`).
  | "fabric.node.started"
  | "fabric.node.stopped"
  | "fabric.node.leader"
  | "fabric.node.view"
  | "fabric.node.slow_disk"
  | "fabric.node.configured"
  | "fabric.node.unreachable"
  | "evm.transaction"
  | "evm.submit"
  | "evm.mempool"
  | "evm.replace"
  | "evm.include"
  | "evm.execute"
  | "evm.confirm"
  | "evm.safe"
  | "evm.finalize"
  | "bft.round";

/**
 * How a time is known, best first: measured by the node that acted, observed by a third party on its
 * own clock, inferred (joined by a prefix, by time, or across clocks), derived from other facts.
 */
export type Evidence = "measured" | "observed" | "inferred" | "derived";

/**
 * What a fact is about: a transaction; a block, and so each of its transactions; a call between two programs that
 * names no transaction; or a node (or the consensus as it sees it), whatever it was doing.
 */
export type Subject = "tx" | "block" | "call" | "node";

/**
 * What one observer saw of one transaction or block at one time. An observer often sees only one edge
 * of a stage; edges of the same stage, node and attempt belong together.
 */
export interface StageFact {
  readonly network: string;
  readonly channel: string;
  readonly subject: Subject;
  /**
   * Transaction: its full id in lower-case hex without 0x, or the first 8 hex digits where the
   * observer logs no more. Block: its height in decimal. Call and node: the Unix second of its end (of its start
   * where that is all there is) in decimal, so that a span of time is a range of ids.
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
