import { families } from "@ledgerscope/chains";
import { type ChainAdapter, ConfigError, type Sink, type Source, type StoredReader } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { createSink, type LedgerscopeConfig, type Warehouse } from "@ledgerscope/warehouse";

/** One configured network with its family's adapter: what every command that touches a chain starts from. */
export interface Network {
  readonly name: string;
  readonly family: string;
  readonly channel: string;
  /** True: the source does not grow, it is read once. */
  readonly recorded: boolean;
  readonly adapter: ChainAdapter<unknown, FamilySchema>;
  /** What the adapter made of the network's configuration. */
  readonly config: unknown;
  /** The network's `observe:` as it stands in the configuration. */
  readonly observe: unknown;
  readonly baseDir: string;
}

/** @throws ConfigError naming the networks or families that there are. */
export function resolveNetwork(config: LedgerscopeConfig, name: string): Network {
  const entry = config.networks[name];
  if (!entry) {
    const names = Object.keys(config.networks);
    throw new ConfigError(
      `no network "${name}" in ${config.path}: ${names.length > 0 ? `it has ${names.join(", ")}` : "it has none"}`,
    );
  }
  const adapter = families[entry.family];
  if (!adapter) {
    throw new ConfigError(
      `networks.${name}.family: "${entry.family}" is not a family that this build knows (${Object.keys(families).join(", ")})`,
    );
  }
  const parsed = adapter.parseConfig(entry.input, { network: name, baseDir: config.baseDir });
  return {
    name,
    family: entry.family,
    channel: adapter.channel(parsed),
    recorded: entry.recorded,
    adapter: { ...adapter, passes: adapter.passes.filter((pass) => pass.wants?.(parsed) ?? true) },
    config: parsed,
    observe: (entry.input as { observe?: unknown }).observe,
    baseDir: config.baseDir,
  };
}

export function resolveNetworks(config: LedgerscopeConfig): readonly Network[] {
  return Object.keys(config.networks).map((name) => resolveNetwork(config, name));
}

/** @param stored rows of the network, for a source that goes on from them. */
export function openSource(network: Network, stored?: StoredReader): Promise<Source> {
  return network.adapter.open(network.config, stored);
}

export function openSink(network: Network, warehouse: Warehouse): Sink {
  const ofPasses = families[network.family]?.passes.flatMap((pass) => pass.tables) ?? [];
  const tables = network.adapter.schema.tables.filter(({ name }) => !ofPasses.includes(name));
  return createSink(warehouse, { network: network.name, tables });
}
