import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import { readCredentials } from "../clients/credentials.ts";
import { nowUs } from "../drive/clock.ts";
import { followBlocks } from "../network/followBlocks.ts";
import { ordererBlock, peerBlock } from "./recordedBlocks.ts";
import type { OrdererBlock, PeerBlock } from "./recording.ts";
import { type Scrape, scrapeMetrics } from "./scrapeMetrics.ts";

/** How long the nodes get to come to one height when the traffic has ended, in milliseconds. */
const SETTLE_MS = 60_000;
/** How long nothing must come for the traffic to be over, in milliseconds. */
const QUIET_MS = 4_000;

/** Everything that the nodes of a network deliver and measure, from the moment of the call on. */
export interface NodeObserver {
  readonly peers: ReadonlyMap<string, readonly PeerBlock[]>;
  readonly orderers: ReadonlyMap<string, readonly OrdererBlock[]>;
  /** Waits until every node has delivered as many blocks as any, and no more come. @throws Error naming who did not. */
  settled(): Promise<void>;
  /** Stops listening. @returns the scrapes of each node. */
  stop(): Promise<ReadonlyMap<string, readonly Scrape[]>>;
}

/** @param firstHeard blocks from this one on are heard of as they come; those before were there. */
export async function observeNodes(devnet: Devnet, channel: string, firstHeard: number): Promise<NodeObserver> {
  const { orderers, peers, organisations } = devnet.description;
  const stopping = new AbortController();
  // One stream and one scraper per node listen.
  setMaxListeners(0, stopping.signal);
  const peerBlocks = new Map<string, PeerBlock[]>(peers.map(({ name }) => [name, []]));
  const ordererBlocks = new Map<string, OrdererBlock[]>(orderers.map(({ name }) => [name, []]));
  const problems = new Map<string, string>();
  const scrapes = new Map<string, Promise<Scrape[]>>();
  const following: Promise<void>[] = [];
  for (const node of [...peers, ...orderers]) {
    const kind = peerBlocks.has(node.name) ? "peer" : "orderer";
    // A peer hands its private data to its own organisation alone; an orderer's blocks are every reader's.
    const reader = kind === "peer" ? node.mspId : peers[0]?.mspId;
    const user = organisations.find(({ mspId }) => mspId === reader)?.users["User1"];
    if (!reader || !user) throw new Error(`no organisation of the network has a User1 that may read ${node.name}`);
    scrapes.set(node.name, scrapeMetrics(node.operations, stopping.signal));
    following.push(
      followBlocks(
        { ...node, kind },
        {
          channel,
          credentials: await readCredentials(reader, user),
          signal: stopping.signal,
          onProblem: (problem) => problems.set(node.name, problem),
          onBlock: (delivered) => {
            const number = delivered.block.getHeader()?.getNumber() ?? 0;
            const arrivedUs = number < firstHeard ? null : nowUs();
            peerBlocks.get(node.name)?.push(peerBlock(delivered, arrivedUs));
            ordererBlocks.get(node.name)?.push(ordererBlock(delivered, arrivedUs));
          },
        },
      ),
    );
  }
  const heights = (): [string, number][] =>
    [...peerBlocks, ...ordererBlocks].map(([name, blocks]) => [name, blocks.length]);
  return {
    peers: peerBlocks,
    orderers: ordererBlocks,
    settled: async () => {
      const deadline = Date.now() + SETTLE_MS;
      for (let before = ""; ; ) {
        const all = heights();
        const now = String(all);
        if (now === before && new Set(all.map(([, height]) => height)).size === 1) return;
        if (Date.now() > deadline) {
          const told = all.map(
            ([name, height]) => `${name} ${height}${problems.has(name) ? ` (${problems.get(name)})` : ""}`,
          );
          throw new Error(`the nodes do not come to one height within ${SETTLE_MS} ms: ${told.join(", ")}`);
        }
        before = now;
        await sleep(QUIET_MS);
      }
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(following);
      const done = new Map<string, readonly Scrape[]>();
      for (const [name, scraped] of scrapes) done.set(name, await scraped);
      return done;
    },
  };
}
