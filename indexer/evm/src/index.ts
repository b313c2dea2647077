export { evm } from "./adapter.ts";
export type { EvmConfig } from "./config.ts";
export { EvmSource } from "./evmSource.ts";
export { evmSchema } from "./schema.ts";
