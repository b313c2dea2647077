import { ConfigError, type Head, RetryableError } from "@ledgerscope/core";
import { fabricHeaderHash, toHex } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { LedgerAccess } from "../source/ledgerAccess.ts";
import { BlockFeed } from "./blockFeed.ts";
import { discoverNodes } from "./discoverNodes.ts";
import { ephemeralTls } from "./ephemeralTls.ts";
import { clientTlsOf, FabricClient, readClientTls } from "./fabricClient.ts";
import { readIdentity } from "./identity.ts";
import { isSameNode } from "./isSameNode.ts";
import { joinedChannels } from "./joinedChannels.ts";
import type { FabricNode, LiveConfig } from "./liveConfig.ts";
import { type FabricNodes, LiveLedger } from "./liveLedger.ts";
import type { NodeProblem } from "./nodeProblem.ts";

/** How long nodes are given to say where their head is once one has, and how long all are given, in milliseconds. */
const OTHERS_MS = 500;
const ANSWER_MS = 4_500;

/** Connections to the nodes of one channel. */
export interface FabricNetwork extends FabricNodes {
  close(): void;
}

/**
 * Reads identity and certificates and, where the configuration says so, asks the peers for further nodes.
 * Connections are made when they are first used.
 * @param network its name in the configuration, for messages.
 * @throws ConfigError
 */
export async function openNetwork(network: string, channel: string, config: LiveConfig): Promise<FabricNetwork> {
  const key = `networks.${network}`;
  const what = `${key}: channel ${channel}`;
  const identity = readIdentity(config.identity, `${key}.identity`, config.mspId);
  // Discovery wants a client certificate wherever there is TLS; who issued it matters only where TLS is mutual.
  const ownTls = config.discover === "no" ? undefined : clientTlsOf(ephemeralTls());
  const tls = config.clientTls ? readClientTls(config.clientTls, `${key}.tls`) : ownTls;
  const clients = config.nodes.map((node) => new FabricClient(node, channel, identity, tls));
  try {
    if (config.discover !== "no") {
      const asked = [...clients];
      const found = await discoverNodes(asked, channel, config.discover === "asLocalhost").catch(
        async (error: unknown) => {
          await headOf({ channel, what, clients: asked }); // says better what is wrong, if it fails
          throw error;
        },
      );
      const isNew = (node: FabricNode): boolean => !clients.some((client) => isSameNode(client.node, node));
      for (const node of found) if (isNew(node)) clients.push(new FabricClient(node, channel, identity, tls));
    }
    const unknown = config.trust.find((name) => !clients.some(({ node }) => node.name === name));
    if (unknown !== undefined) {
      const names = clients.map(({ node }) => node.name).join(", ");
      throw new ConfigError(`${key}.trust: no node is named "${unknown}": there are ${names}`);
    }
  } catch (error) {
    for (const client of clients) client.close();
    throw error;
  }
  // Peers first: an orderer's copy knows no validation codes.
  clients.sort((a, b) => Number(a.node.kind === "orderer") - Number(b.node.kind === "orderer"));
  return {
    channel,
    what,
    clients,
    close() {
      for (const client of clients) client.close();
    },
  };
}

/** The ledger of the channel, as the network's nodes serve it. Closed with the access. */
export function networkLedger(network: FabricNetwork, trust: readonly string[]): LedgerAccess {
  const { channel, clients } = network;
  const opened: LiveLedger[] = [];
  const names = clients.map(({ node }) => node.name).join(", ");
  return {
    name: `channel ${channel} at ${names}`,
    isOnDisk: false,
    open() {
      const ledger = new LiveLedger(network, trust);
      opened.push(ledger);
      return ledger;
    },
    head: () => headOf(network),
    comparison: async () => undefined,
    async close() {
      for (const ledger of opened) await ledger.close();
      network.close();
    },
  };
}

/**
 * The newest block that any node serves: of peers, where there are any.
 * @throws ConfigError when the user has to change something.
 * @throws RetryableError when no node answers.
 */
async function headOf({ channel, what, clients }: FabricNodes): Promise<Head> {
  const peers = clients.filter(({ node }) => node.kind === "peer");
  const asked = peers.length > 0 ? peers : clients;
  let wake = (): void => undefined;
  const feeds = asked.map((client) => new BlockFeed(client, channel, () => wake()));
  const endMs = Date.now() + ANSWER_MS;
  try {
    for (const feed of feeds) feed.follow("newest", "headers");
    let untilMs = endMs;
    for (;;) {
      const waiting = feeds.filter(({ first, problem }) => !first && !problem);
      const answered = feeds.flatMap(({ first }) => first ?? []);
      if (answered.length > 0) untilMs = Math.min(untilMs, Date.now() + OTHERS_MS);
      if (waiting.length === 0 || Date.now() >= untilMs) {
        if (answered.length === 0) break;
        const newest = answered.reduce((a, b) => (b.header.number > a.header.number ? b : a)).header;
        const latest = { number: newest.number, hash: toHex(await fabricHeaderHash(newest, nodeCrypto)) };
        return { latest, final: latest };
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, untilMs - Date.now());
        wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const problems = feeds.map(
      (feed): NodeProblem =>
        feed.problem ?? { kind: "unreachable", message: `${feed.name} (${feed.node.address}) does not answer` },
    );
    throw await unserved(problems, asked, what);
  } finally {
    for (const feed of feeds) feed.close();
  }
}

/** Why no node serves the channel, with the channels that there are where that is the reason. */
async function unserved(
  problems: readonly NodeProblem[],
  clients: readonly FabricClient[],
  what: string,
): Promise<Error> {
  const text = problems.map(({ message }) => message).join("; ");
  if (problems.some(({ kind }) => kind === "unreachable")) {
    return new RetryableError(`${what}: no node can be reached: ${text}`);
  }
  const joined = problems.every(({ kind }) => kind === "channel") ? await joinedChannels(clients) : undefined;
  const others = joined === undefined ? "" : `; channels that they have joined: ${joined.join(", ") || "none"}`;
  return new ConfigError(`${what}: no node serves it: ${text}${others}`);
}
