import { RetryableError } from "@ledgerscope/core";
import type { LiveNetworkConfig } from "../config.ts";
import type { FabricNetwork } from "../deliver/fabricNetwork.ts";
import type { NodeProblem } from "../deliver/nodeProblem.ts";
import { type HashedWrite, type ServedSet, setKey, type Unshown } from "./judgePrivateData.ts";
import { PrivatePeer } from "./privatePeer.ts";

export interface PrivateAnswers {
  readonly served: readonly ServedSet[];
  /** Says what is not shown, and why. */
  why(unshown: Unshown): string;
}

/** The peers of a network, asked in turn; connections are made when there is something to ask. */
export class PrivatePeers {
  readonly #config: LiveNetworkConfig;
  #network: FabricNetwork | undefined;
  #peers: readonly PrivatePeer[] = [];

  constructor(config: LiveNetworkConfig) {
    this.#config = config;
  }

  /**
   * Each peer is asked for what those before it did not give.
   * @throws RetryableError when none can be reached.
   */
  async ask(height: number, hashed: readonly HashedWrite[]): Promise<PrivateAnswers> {
    const mspId = await this.#open();
    const missing = new Set(hashed.map(setKey));
    const served: ServedSet[] = [];
    const problems: NodeProblem[] = [];
    for (const peer of this.#peers) {
      if (missing.size === 0) break;
      const answer = await peer.ask(height);
      if (answer.problem) problems.push(answer.problem);
      for (const set of answer.sets ?? []) {
        // What one peer has given is not taken from another; what nobody wants is named.
        if (!missing.delete(setKey(set)) && served.some((other) => setKey(other) === setKey(set))) continue;
        served.push({ ...set, node: peer.name });
      }
    }
    const unreachable = problems.filter(({ kind }) => kind === "unreachable");
    if (problems.length > 0 && unreachable.length === this.#peers.length) {
      throw new RetryableError(
        `networks.${this.#config.network}: private data of block ${height}: ${textOf(problems)}`,
      );
    }
    const reason =
      this.#peers.length === 0
        ? "no peer is configured"
        : problems.length > 0
          ? textOf(problems)
          : `${mspId} is no member of the collection, which only members may read, or no peer that was asked holds it (any more)`;
    return {
      served,
      why: ({ sets, purged }) =>
        [
          ...(sets.length > 0 ? [`not shown: ${collectionsOf(sets)}: ${reason}`] : []),
          ...(purged.length > 0 ? [`purged: keys of ${collectionsOf(purged)}`] : []),
        ].join("; "),
    };
  }

  close(): void {
    for (const peer of this.#peers) peer.close();
    this.#network?.close();
  }

  /** @returns the MSP of the identity. */
  async #open(): Promise<string> {
    if (!this.#network) {
      const { openNetwork } = await import("../deliver/fabricNetwork.ts");
      const { network, channel, live } = this.#config;
      this.#network = await openNetwork(network, channel, live);
      this.#peers = this.#network.clients
        .filter(({ node }) => node.kind === "peer")
        .map((client) => new PrivatePeer(client, channel));
    }
    return this.#network.clients[0]?.identity.mspId ?? "";
  }
}

const textOf = (problems: readonly NodeProblem[]): string => problems.map(({ message }) => message).join("; ");

const collectionsOf = (writes: readonly HashedWrite[]): string =>
  [...new Set(writes.map(({ namespace, collection }) => `${namespace}/${collection}`))].sort().join(", ");
