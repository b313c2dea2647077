import { mayRead, operator, type Viewer } from "@ledgerscope/core";
import type { LedgerscopeConfig } from "@ledgerscope/warehouse";
import { channelOf } from "./queries/heads.ts";
import type { Reader } from "./queries/readable.ts";

export interface NetworkRecord {
  readonly name: string;
  readonly family: string;
  /** True for a ledger that was recorded and will not grow. */
  readonly recorded: boolean;
  /** True for a recording that is replayed: it grows, at times that are long past. */
  readonly replayed: boolean;
  /** Fabric channel; empty for other families; undefined while neither the configuration nor a stored block says. */
  readonly channel: string | undefined;
}

/**
 * The configured networks, and which of them a viewer may know of. Networks that lie in the warehouse
 * but not in the configuration do not exist here.
 */
export class NetworkDirectory {
  readonly #networks: Map<string, NetworkRecord>;
  readonly #reader: Reader;

  constructor(config: Pick<LedgerscopeConfig, "networks">, reader: Reader) {
    this.#reader = reader;
    this.#networks = new Map(
      Object.entries(config.networks).map(([name, { family, recorded, replayed = false, input }]) => [
        name,
        { name, family, recorded, replayed, channel: channelIn(input) },
      ]),
    );
  }

  /**
   * The viewer with networks named one by one: those configured that it may read, whose channel it may
   * read as well. A network whose channel is not known yet is left to viewers who see every channel.
   */
  async confine(viewer: Viewer): Promise<Viewer> {
    const records = await Promise.all([...this.#networks.keys()].map((name) => this.#withChannel(name)));
    const networks = records.filter(({ name, channel }) =>
      channel === undefined
        ? mayRead({ ...viewer, channels: "*" }, name, "") && viewer.channels === "*"
        : mayRead(viewer, name, channel),
    );
    return { ...viewer, networks: networks.map(({ name }) => name) };
  }

  /** The networks of a confined viewer, in the order of the configuration. */
  visible(viewer: Viewer): NetworkRecord[] {
    return [...this.#networks.values()].filter(({ name }) => viewer.networks === "*" || viewer.networks.includes(name));
  }

  /** The network, if the confined viewer may know of it. */
  find(viewer: Viewer, name: string): NetworkRecord | undefined {
    return this.visible(viewer).find((network) => network.name === name);
  }

  /** Looked up with the operator's eyes: the channel decides what the viewer may see, so it comes first. */
  async #withChannel(name: string): Promise<NetworkRecord> {
    const network = this.#networks.get(name) as NetworkRecord;
    if (network.channel !== undefined) return network;
    // Before the first block the tables may be missing as well: the channel stays unknown.
    const channel = await channelOf(operator, this.#reader, name).catch(() => undefined);
    const known = { ...network, channel };
    this.#networks.set(name, known);
    return known;
  }
}

function channelIn(input: unknown): string | undefined {
  const channel = (input as { channel?: unknown } | null | undefined)?.channel;
  return typeof channel === "string" ? channel : undefined;
}
