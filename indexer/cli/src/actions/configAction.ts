import { type LedgerscopeConfig, loadConfig } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { describeError } from "../describeError.ts";
import { MASK, maskSecrets } from "../maskSecrets.ts";
import { type Network, resolveNetwork } from "../network.ts";
import { note, print, toJson } from "../output.ts";
import type { ConfigOption } from "../session.ts";

interface Options extends ConfigOption {
  readonly json?: boolean;
  readonly check?: boolean;
}

export async function configAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const config = await loadConfig(options.config);
  const networks: Network[] = [];
  let wrong = 0;
  for (const name of Object.keys(config.networks)) {
    try {
      networks.push(resolveNetwork(config, name));
    } catch (error) {
      wrong++;
      note(describeError(error));
    }
  }
  process.exitCode = wrong === 0 ? 0 : 1;
  if (options.check) {
    if (wrong === 0)
      note(`${config.path} is right: ${networks.length} ${networks.length === 1 ? "network" : "networks"}`);
    return;
  }
  const resolved = resolve(config, networks);
  if (options.json) print(toJson(resolved));
  else for (const line of configLines(resolved, written(config))) print(line);
}

/** Everything with its defaults, secrets masked. */
function resolve(config: LedgerscopeConfig, networks: readonly Network[]): Record<string, unknown> {
  const { viewers, disclosure } = config;
  return maskSecrets({
    path: config.path,
    warehouse: config.warehouse,
    networks: Object.fromEntries(networks.map((network) => [network.name, understood(network)])),
    retention: config.retention,
    // A viewer's key is the token itself.
    ...(viewers ? { viewers: Object.values(viewers).map((viewer) => ({ ...viewer, access: MASK })) } : {}),
    ...(disclosure ? { disclosure } : {}),
  }) as Record<string, unknown>;
}

function understood({ name: _, family, recorded, channel, config, observe }: Network): Record<string, unknown> {
  const { network: __, ...rest } = config as Record<string, unknown>;
  return { family, recorded, ...(channel ? { channel } : {}), ...rest, ...(observe === undefined ? {} : { observe }) };
}

/** Keys that the file states, as `networks.mainnet.rpc`. */
function written(config: LedgerscopeConfig): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [name, { input }] of Object.entries(config.networks)) {
    for (const key of Object.keys(input as object)) keys.add(`networks.${name}.${key}`);
  }
  return keys;
}

/** `networks.mainnet.concurrency  8  (default)` */
function configLines(resolved: Record<string, unknown>, inFile: ReadonlySet<string>): readonly string[] {
  const lines = [...flatten(resolved)];
  const width = Math.max(...lines.map(([key]) => key.length));
  return lines.map(([key, value]) => {
    const own = /^networks\.(.+)\.([^.[]+)/.exec(key);
    const top =
      own &&
      [...inFile].some((written) => key === written || key.startsWith(`${written}.`) || key.startsWith(`${written}[`));
    const origin = own && !top ? "  (default)" : "";
    return `${key.padEnd(width)}  ${JSON.stringify(value)}${origin}`;
  });
}

function* flatten(value: unknown, key = ""): Generator<readonly [string, unknown]> {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && Object.keys(value).length > 0) {
    const array = Array.isArray(value);
    for (const [name, item] of Object.entries(value)) {
      yield* flatten(item, array ? `${key}[${name}]` : key === "" ? name : `${key}.${name}`);
    }
  } else if (value !== undefined) yield [key, value];
}
