/** Stages as a transaction passes them; parts follow their whole. */
const ORDER = [
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
];

/** Where a stage stands on a transaction's way; unknown ones come last. */
export function stageOrder(stage: string): number {
  const at = ORDER.indexOf(stage);
  return at < 0 ? ORDER.length : at;
}

/** Stages that a transaction passes one after the other; what they are made of is left out. */
const MAIN = new Set([
  "fabric.transaction",
  "fabric.endorse",
  "fabric.submit",
  "fabric.order",
  "fabric.disseminate",
  "fabric.commit",
  "fabric.notify",
  "evm.transaction",
  "evm.mempool",
  "evm.include",
  "bft.round",
  "evm.confirm",
  "evm.finalize",
]);

export const isMainStage = (stage: string): boolean => MAIN.has(stage);
