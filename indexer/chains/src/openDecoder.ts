import type { CallDecoder, NetworkContext } from "@ledgerscope/core";
import { families } from "./families.ts";

/**
 * What puts a configured network's calls, logs and errors into words; undefined where its family needs none, or
 * is not known.
 * @param input the network's value as it stands in the configuration.
 * @throws ConfigError naming a key, or a description of contracts that cannot be read.
 */
export async function openDecoder(
  { family, input }: { readonly family: string; readonly input: unknown },
  context: NetworkContext,
): Promise<CallDecoder | undefined> {
  const adapter = families[family];
  return adapter?.decoder?.(adapter.parseConfig(input, context));
}
