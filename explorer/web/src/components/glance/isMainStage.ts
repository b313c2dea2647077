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
