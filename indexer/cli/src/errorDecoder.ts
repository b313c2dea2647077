import type { DiagnosisOptions } from "@ledgerscope/tracer-model";
import type { LedgerscopeConfig } from "@ledgerscope/warehouse";
import { resolveNetwork } from "./network.ts";

/**
 * What the descriptions of a network's contracts (`abis:`) say of errors; nothing where its family has none, or the
 * network is not configured.
 * @throws ConfigError naming a description that cannot be read.
 */
export async function errorDecoder(config: LedgerscopeConfig, network: string): Promise<DiagnosisOptions> {
  if (!config.networks[network]) return {};
  const { adapter, config: parsed } = resolveNetwork(config, network);
  const decoder = await adapter.decoder?.(parsed);
  return decoder ? { decodeError: (error) => decoder.decodeError(error) } : {};
}
