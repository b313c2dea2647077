export { evm } from "./adapter.ts";
export type { EvmConfig } from "./config.ts";
export type { EvmBlock, EvmReceipt, EvmTransaction } from "./evmBlock.ts";
export { EvmSource } from "./evmSource.ts";
export { keccak256 } from "./keccak256.ts";
export { type ObserveChainOptions, observeChain } from "./observe/observeChain.ts";
export { blockAnswers } from "./proofFile/blockAnswers.ts";
export { readPlain } from "./readPlain.ts";
export { evmSchema } from "./schema.ts";
