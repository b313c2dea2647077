import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, RetryableError } from "@ledgerscope/core";
import { type FabricConfig, type Observation, observeBlocks } from "@ledgerscope/fabric";
import type { Observing } from "../observing.ts";
import { Outages } from "../outages.ts";
import { blockFacts } from "./blockFacts.ts";
import { Laggards } from "./laggards.ts";

/** Wait before nodes are looked for again that nobody could name, in milliseconds. */
const AGAIN_MS = 2_000;

/**
 * Listens to the Deliver streams of every peer and orderer of a channel, and notes when each block arrives: all by
 * one clock, ours. It begins with the newest block: what came while nobody listened cannot be heard later.
 * @throws ConfigError where the network's ledger is read from disk.
 */
export async function collectBlocks(observing: Observing): Promise<void> {
  const { network, observe, signal } = observing;
  if (!observe.blocks) return;
  const config = observing.config as FabricConfig;
  if (!("live" in config)) {
    throw new ConfigError(
      `networks.${network}.observe.blocks: running nodes deliver blocks, and this network's ledger is read from disk: ` +
        "leave it out, or give profile: or peers: instead of ledger:",
    );
  }
  while (!signal.aborted) {
    try {
      await listen(config, observing);
    } catch (error) {
      // No node says who else there is.
      if (!(error instanceof RetryableError) || signal.aborted) throw error;
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function listen(config: FabricConfig, { network, channel, observe, buffer, signal }: Observing): Promise<void> {
  const outages = new Outages({ network, channel }, "deliver");
  const laggards = new Laggards();
  const nameOf = ({ node }: Observation): string =>
    observe.blocks?.names.get(node.name) ?? observe.blocks?.names.get(node.address) ?? node.name;
  for await (const seen of observeBlocks(config, { from: "newest", content: "headers" }, signal)) {
    const node = nameOf(seen);
    if ("problem" in seen) {
      await buffer.add(outages.down(node, BigInt(Date.now()) * 1_000_000n, seen.problem.message));
      continue;
    }
    await buffer.add([...outages.up(node, seen.arrivedNs), ...blockFacts(seen, { network, channel, node })]);
    for (const late of laggards.arrived(node, seen.number, seen.arrivedNs)) {
      const silent = `has not delivered block ${late.height}, which ${node} and others have`;
      await buffer.add(outages.down(late.node, late.sinceNs, silent));
    }
  }
}
