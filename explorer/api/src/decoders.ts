import type { CallDecoder, NetworkContext } from "@ledgerscope/core";
import type { LedgerscopeConfig } from "@ledgerscope/warehouse";

/** What puts a network's calls, logs and errors into words; undefined where nothing does. */
export type DecoderOf = (network: string) => Promise<CallDecoder | undefined>;

/** Of a module that is named when the API is started: the API itself knows no chain. */
export interface DecoderModule {
  /** @throws ConfigError naming a description of contracts that cannot be read. */
  openDecoder(
    network: { readonly family: string; readonly input: unknown },
    context: NetworkContext,
  ): Promise<CallDecoder | undefined>;
}

export const noDecoder: DecoderOf = async () => undefined;

/** The decoders of the configured networks, each opened when it is first asked for, and kept. */
export function decodersOf(
  module: DecoderModule,
  { networks, baseDir }: Pick<LedgerscopeConfig, "networks" | "baseDir">,
): DecoderOf {
  const opened = new Map<string, Promise<CallDecoder | undefined>>();
  return (name) => {
    const known = opened.get(name);
    if (known) return known;
    const network = networks[name];
    const decoder = network ? module.openDecoder(network, { network: name, baseDir }) : Promise.resolve(undefined);
    opened.set(name, decoder);
    return decoder;
  };
}
