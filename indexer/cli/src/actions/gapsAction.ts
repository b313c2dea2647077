import { ConfigError, countRanges, parseRanges, printRanges, type RangeSet } from "@ledgerscope/core";
import type { Command } from "commander";
import { findGaps, type NetworkGaps } from "../findGaps.ts";
import { heldSink, holdNetwork } from "../holdNetwork.ts";
import { type Network, openSink, openSource, resolveNetwork, resolveNetworks } from "../network.ts";
import { formatCount, formatDuration, note, print, toJson } from "../output.ts";
import { type ConfigOption, type Session, withSession } from "../session.ts";
import { describeTally, storeBlocks } from "../storeBlocks.ts";

interface Options extends ConfigOption {
  readonly network?: string;
  readonly json?: boolean;
  readonly repair?: boolean;
  readonly check?: boolean;
}

export async function gapsAction(texts: readonly string[], _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const asked = texts.length === 0 ? undefined : parseRanges(texts.join(","));
  const sampled = asked?.find((selection) => selection.sampled);
  if (sampled) throw new ConfigError(`${sampled.text} picks single blocks: gaps are looked for in whole ranges`);
  process.exitCode = await withSession(options, async (session) => {
    const { config, warehouse } = session;
    const networks = options.network ? [resolveNetwork(config, options.network)] : resolveNetworks(config);
    if (networks.length === 0) note(`${config.path} has no networks yet: add one under "networks:"`);
    let complete = true;
    for (const network of networks) {
      const found = await findGaps(network, warehouse, asked);
      if (options.repair) {
        complete = (await repair(network, found, session, options)) && complete;
        continue;
      }
      report(found, options.json === true);
      complete &&= found.missing.length === 0;
    }
    return complete || !(options.repair || options.check) ? 0 : 1;
  });
}

function report(found: NetworkGaps, json: boolean): void {
  const { network, missing, unreachable } = found;
  if (json) {
    for (const { from, to } of missing) {
      const quarantined = found.quarantined.filter(({ height }) => height >= from && height < to);
      print(toJson({ network, from, to, blocks: to - from, source: unreachable ?? "reached", quarantined }));
    }
    return;
  }
  const scope =
    unreachable === undefined ? "" : ` (the source cannot be reached: ${unreachable}; looked within what is stored)`;
  if (found.damage !== undefined) print(`${network}: the source cannot be read behind its head: ${found.damage}`);
  if (missing.length === 0) {
    print(`${network}: no gaps${scope}`);
    return;
  }
  print(`${network}: ${formatCount(countRanges(missing))} blocks missing${scope}`);
  for (const range of missing) print(`  ${range.from}:${range.to}  ${formatCount(range.to - range.from)} blocks`);
  for (const { height, check, detail } of found.quarantined) {
    print(`  block ${height} was held back: ${check} failed${detail ? `: ${detail}` : ""}`);
  }
}

/** @returns whether nothing is missing any more and no check failed. */
async function repair(network: Network, found: NetworkGaps, session: Session, options: Options): Promise<boolean> {
  const wanted: RangeSet = found.missing;
  if (found.unreachable !== undefined) {
    note(`${network.name}: nothing can be repaired, the source cannot be reached: ${found.unreachable}`);
    return false;
  }
  if (wanted.length === 0) {
    note(`${network.name}: no gaps`);
    return true;
  }
  const lock = await holdNetwork(session, network, "gaps --repair");
  const source = await openSource(network, session.warehouse).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  try {
    const stored = await storeBlocks({
      network,
      source,
      sink: heldSink(openSink(network, session.warehouse), lock),
      wanted,
      signal: session.signal,
      json: options.json === true,
      command: "gaps --repair",
      config: session.config.path,
    });
    const repaired = countRanges(wanted) - countRanges(stored.gaps);
    note(
      `${network.name}: ${formatCount(repaired)} of ${formatCount(countRanges(wanted))} missing blocks repaired (${printRanges(wanted)}) in ${formatDuration(stored.elapsedMs)}`,
    );
    for (const line of describeTally(stored.checks)) note(`  ${line}`);
    if (stored.gaps.length > 0) note(`  still missing: ${printRanges(stored.gaps)}`);
    return stored.failures === 0 && stored.gaps.length === 0;
  } finally {
    await source.close();
    lock.release();
  }
}
