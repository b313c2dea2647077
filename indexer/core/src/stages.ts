import type { Stage } from "./stage.ts";

/** What can happen to a transaction, by family, in the order in which it passes it; parts follow their whole. */
export const STAGES = {
  fabric: [
    "fabric.transaction",
    "fabric.client.prepare",
    "fabric.endorse",
    "fabric.endorse.peer",
    "fabric.chaincode.execute",
    "fabric.client.assemble",
    "fabric.submit",
    "fabric.broadcast",
    "fabric.order",
    "fabric.order.forward",
    "fabric.order.pool",
    "fabric.order.complain",
    "fabric.order.batch_wait",
    "fabric.order.consensus",
    "fabric.order.consensus.preprepare",
    "fabric.order.consensus.prepare",
    "fabric.order.consensus.commit",
    "fabric.order.write",
    "fabric.deliver",
    "fabric.disseminate",
    "fabric.commit",
    "fabric.commit.buffer_wait",
    "fabric.commit.vscc",
    "fabric.commit.private_data",
    "fabric.commit.mvcc",
    "fabric.commit.block_store",
    "fabric.commit.state_db",
    "fabric.commit.history_db",
    "fabric.notify",
    "fabric.invalidated",
  ],
  evm: [
    "evm.transaction",
    "evm.submit",
    "evm.mempool",
    "evm.replace",
    "evm.include",
    "bft.round",
    "evm.execute",
    "evm.confirm",
    "evm.safe",
    "evm.finalize",
  ],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;

const inOrder: readonly string[] = Object.values(STAGES).flat();

/** Where a stage stands on a transaction's way, from 0; one that is on none comes after all. */
export function stagePlace(stage: string): number {
  const at = inOrder.indexOf(stage);
  return at < 0 ? inOrder.length : at;
}
