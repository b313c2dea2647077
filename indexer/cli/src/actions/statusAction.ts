import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";
import { type DamagedPart, damagedParts, describeDamage } from "../damagedParts.ts";
import { openLiveView } from "../liveView.ts";
import { resolveNetwork, resolveNetworks } from "../network.ts";
import { type NetworkStatus, networkStatus } from "../networkStatus.ts";
import { note, print, toJson } from "../output.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";
import { describeSizes, describeStatus, watchLines } from "../statusText.ts";
import { type TableSize, tableSizes } from "../tableSizes.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly interval: string;
}

export async function statusAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const intervalMs = Number(options.interval) * 1000;
  if (!(intervalMs >= 100)) throw new ConfigError(`--interval ${options.interval}: write seconds, for example 2`);
  await withSession(options, async (session) => {
    if (!options.watch) return once(session, options);
    await watch(session, options, intervalMs);
  });
}

interface Look {
  readonly networks: readonly NetworkStatus[];
  readonly sizes: readonly TableSize[];
  readonly damaged: readonly DamagedPart[];
}

async function look({ config, warehouse }: Session, { network }: Options): Promise<Look> {
  const networks = network ? [resolveNetwork(config, network)] : resolveNetworks(config);
  const [sizes, damaged] = await Promise.all([tableSizes(warehouse), damagedParts(warehouse)]);
  const context = { config: config.path, sizes, damaged };
  return { networks: await Promise.all(networks.map((one) => networkStatus(one, warehouse, context))), sizes, damaged };
}

async function once(session: Session, options: Options): Promise<void> {
  const { networks, sizes, damaged } = await look(session, options);
  if (damaged.length > 0) process.exitCode = 1;
  if (options.json) {
    for (const network of networks) print(toJson(network));
    return;
  }
  if (networks.length === 0) note(`${session.config.path} has no networks yet: add one under "networks:"`);
  for (const network of networks) for (const line of describeStatus(network)) print(line);
  for (const line of describeSizes(sizes)) print(line);
  for (const line of describeDamage(damaged)) print(line);
}

async function watch(session: Session, options: Options, intervalMs: number): Promise<void> {
  const terminal = process.stderr.isTTY && !options.json ? openLiveView() : undefined;
  let before: { readonly atMs: number; readonly blocks: ReadonlyMap<string, number> } | undefined;
  while (!session.signal.aborted) {
    const { networks, sizes, damaged } = await look(session, options);
    const atMs = Date.now();
    if (terminal) {
      terminal.draw([
        ...networks.flatMap((network) => {
          const earlier = before?.blocks.get(network.network);
          const seconds = before ? (atMs - before.atMs) / 1000 : 0;
          return watchLines(network, earlier === undefined ? undefined : (network.blocks - earlier) / seconds);
        }),
        ...describeSizes(sizes).slice(-1),
        ...describeDamage(damaged),
      ]);
    } else {
      const time = new Date(atMs).toISOString();
      for (const network of networks) print(toJson({ time, ...network }));
    }
    before = { atMs, blocks: new Map(networks.map(({ network, blocks }) => [network, blocks])) };
    await sleep(intervalMs, undefined, { signal: session.signal }).catch(() => {});
  }
  terminal?.stop();
}
