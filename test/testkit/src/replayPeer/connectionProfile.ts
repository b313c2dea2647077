import type { ReplayNode } from "./replayNode.ts";

export interface ProfileParts {
  readonly channel: string;
  readonly mspId: string;
  /** PEM */
  readonly tlsCa: string;
  readonly peers: readonly ReplayNode[];
  readonly orderers: readonly ReplayNode[];
}

/** A common connection profile, as Fabric's samples write it for `fabric-network`. */
export function connectionProfile({ channel, mspId, tlsCa, peers, orderers }: ProfileParts): object {
  const entries = (nodes: readonly ReplayNode[]): object =>
    Object.fromEntries(
      nodes.map(({ name, address }) => [
        name,
        {
          url: `grpcs://${address}`,
          tlsCACerts: { pem: tlsCa },
          grpcOptions: { "ssl-target-name-override": name, hostnameOverride: name },
        },
      ]),
    );
  const names = peers.map(({ name }) => name);
  return {
    name: "replay",
    version: "1.0.0",
    client: { organization: mspId, connection: { timeout: { peer: { endorser: "300" } } } },
    channels: {
      [channel]: {
        orderers: orderers.map(({ name }) => name),
        peers: Object.fromEntries(names.map((name) => [name, {}])),
      },
    },
    organizations: Object.fromEntries(
      [mspId, ...peers.map((peer) => peer.mspId)].map((id) => [
        id,
        { mspid: id, peers: peers.filter((peer) => peer.mspId === id).map(({ name }) => name) },
      ]),
    ),
    orderers: entries(orderers),
    peers: entries(peers),
  };
}
