import { ConfigError } from "@ledgerscope/core";
import { toHex } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { commitHashOf } from "../source/blockDifference.ts";
import type { FabricNode } from "./liveConfig.ts";
import type { NodeProblem } from "./nodeProblem.ts";

/** A block as one node sent it, or why the node sends none just now. */
export type Observation = ObservedBlock | ObservedProblem;

export interface ObservedBlock {
  readonly node: FabricNode;
  readonly number: number;
  /**
   * When it arrived here, Unix nanoseconds by our clock, to the microsecond: of a peer the block is committed by
   * then, of an orderer written.
   */
  readonly arrivedNs: bigint;
  /** False: the block was there before the node was asked, so its arrival says nothing of its making. */
  readonly isNew: boolean;
  /** Of its header, hex. */
  readonly dataHash: string;
  /** The peer's hash over validation codes and valid writes, hex; empty where there is none (orderers, block 0). */
  readonly commitHash: string;
  /** The `common.Block` as it was sent. */
  readonly raw: Uint8Array;
}

export interface ObservedProblem {
  readonly node: FabricNode;
  readonly problem: NodeProblem;
}

/** How often nodes that serve nothing are looked at, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * Every block of every configured or discovered node, each as it arrives, until the signal aborts. Of one node
 * they are in order and without holes, over reconnections too. Nothing is compared or checked.
 * @param from first height; "newest": from each node's newest block on.
 * @param content "headers" where envelopes are not needed: header, validation codes and commit hash.
 * @throws ConfigError where the configuration has a ledger on disk and no nodes.
 */
export async function* observeBlocks(
  config: FabricConfig,
  request: { readonly from: number | "newest"; readonly content: "blocks" | "headers" },
  signal: AbortSignal,
): AsyncIterable<Observation> {
  if (!("live" in config)) {
    throw new ConfigError(
      `networks.${config.network}: its ledger is read from disk; nodes can be observed with profile: or peers:`,
    );
  }
  const [{ openNetwork }, { BlockFeed }] = await Promise.all([import("./fabricNetwork.ts"), import("./blockFeed.ts")]);
  const network = await openNetwork(config.network, config.channel, config.live);
  let wake = (): void => undefined;
  const feeds = network.clients.map((client) => new BlockFeed(client, config.channel, () => wake()));
  const told = new Map<unknown, string>();
  signal.addEventListener("abort", () => wake(), { once: true });
  try {
    for (const feed of feeds) feed.follow(request.from, request.content);
    while (!signal.aborted) {
      for (const feed of feeds) {
        const { node, problem } = feed;
        if (problem && told.get(feed) !== problem.message) yield { node, problem };
        told.set(feed, problem?.message ?? "");
        for (let served = feed.shift(); served; served = feed.shift()) {
          const { header, metadata, arrivedMs, isNew, raw } = served;
          const arrivedNs = BigInt(Math.round(arrivedMs * 1_000)) * 1_000n;
          const hashes = { dataHash: toHex(header.dataHash), commitHash: toHex(commitHashOf({ metadata })) };
          yield { node, number: header.number, arrivedNs, isNew, ...hashes, raw };
        }
      }
      if (signal.aborted || feeds.some(({ first }) => first !== undefined)) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS);
        wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    for (const feed of feeds) feed.close();
    network.close();
  }
}
