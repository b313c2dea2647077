export { evm } from "./adapter.ts";
export type { EvmConfig } from "./config.ts";
export { EvmSource } from "./evmSource.ts";
export { keccak256 } from "./keccak256.ts";
export { evmSchema } from "./schema.ts";
