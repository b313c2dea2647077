import { once } from "node:events";
import type { Command } from "commander";
import { isExplained } from "../explainNetwork.ts";
import { followPasses, type PassListener } from "../followPasses.ts";
import { log } from "../log.ts";
import { type Network, resolveNetwork, resolveNetworks } from "../network.ts";
import { note, printFailure } from "../output.ts";
import { passesOf } from "../passesOf.ts";
import { listenerOfParent } from "../passProcess.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly follow?: boolean;
}

export async function passesAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  process.exitCode = await withSession(options, async (session) => {
    const { config } = session;
    const chosen = options.network ? [resolveNetwork(config, options.network)] : resolveNetworks(config);
    const works = (network: Network): boolean => (options.follow ? isExplained(network) : false);
    const networks = chosen.filter((network) => network.adapter.passes.length > 0 || works(network));
    if (networks.length === 0) note(options.network ? `${options.network} has no passes` : "no network has passes");
    else if (options.follow) return (await follow(session, networks, options)) === 0 ? 0 : 1;
    let clean = true;
    for (const network of networks) clean = (await passesOf(session, network, options.json === true)) === 0 && clean;
    return clean ? 0 : 1;
  });
}

/** @returns how many networks' passes halted. */
async function follow(session: Session, networks: readonly Network[], { json }: Options): Promise<number> {
  const gone = new AbortController();
  const signal = AbortSignal.any([session.signal, gone.signal]);
  const parent = listenerOfParent(() => gone.abort());
  const listener = parent ?? ownListener(json === true);
  let halted = 0;
  const counting: PassListener = {
    step: (event) => listener.step(event),
    halt(network, reason) {
      halted++;
      listener.halt(network, reason);
    },
  };
  await Promise.all(networks.map((network) => followPasses({ ...session, signal }, network, counting)));
  // Who started this process would start it again.
  if (parent && !signal.aborted) await once(signal, "abort");
  parent?.close();
  return halted;
}

const ownListener = (json: boolean): PassListener => ({
  step({ failed, ...event }) {
    for (const check of failed) printFailure(event.network, check, json);
    if (event.blocks > 0) log.info(event, "pass");
  },
  halt() {},
});
