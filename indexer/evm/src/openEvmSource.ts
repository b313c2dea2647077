import type { Source, StoredReader } from "@ledgerscope/core";
import type { EvmConfig } from "./config.ts";
import { EvmNode } from "./evmNode.ts";
import { EvmSource } from "./evmSource.ts";

/** @throws as `EvmNode.open`: no endpoint answers, or they serve different chains. */
export async function openEvmSource(config: EvmConfig, stored?: StoredReader): Promise<Source> {
  return new EvmSource(config, await EvmNode.open(config), stored);
}
