import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The Fabric network of the local installation. Paths are absolute. */
export interface FabricNetwork {
  /** Name in the configuration. */
  readonly name: string;
  readonly title: string;
  /** What is said of its first peer's address. */
  readonly what: string;
  /** Folder of its keys, certificates and state. */
  readonly folder: string;
  /** Its value in the configuration. */
  readonly config: object;
  /** Program under the root, and arguments; ports are added. */
  readonly command: readonly [program: string, ...args: string[]];
}

/** The recorded relief fund, replayed at the pace of the recording. */
export function replayedNetwork(root: string, data: string): FabricNetwork {
  const folder = join(data, "fabric");
  const recording = join(root, "test/fixtures/fabric-relief-fund");
  const { nodes } = JSON.parse(readFileSync(join(recording, "recording.json"), "utf8"));
  const names: readonly string[] = nodes.map(({ name }: { readonly name: string }) => name);
  return {
    name: "relief",
    title: "Recorded Fabric network, replayed",
    what: "a recording, replayed: gRPC with TLS",
    folder,
    config: {
      family: "fabric",
      replayed: true,
      profile: join(folder, "connection-profile.json"),
      identity: { msp: join(folder, "user/msp") },
      observe: logsIn(folder, names),
    },
    command: ["deploy/local/dist/replay.js", "--recording", recording, "--folder", folder],
  };
}

/** Each node's log, as both kinds of network write them. */
const logsIn = (folder: string, nodes: readonly string[]): object => ({
  logs: Object.fromEntries(nodes.map((node) => [node, [join(folder, `logs/${node}.log`)]])),
});

const CHANNEL = "relief";
/** Nodes with their ports after the first one, as `@ledgerscope/fabric-devnet` lays them out: ten apart, metrics next. */
const NODES = [
  ...["orderer1", "orderer2", "orderer3"].map((name, index) => ({ name, port: 1 + 10 * index })),
  ...["peer0.org1", "peer0.org2", "peer0.org3"].map((name, index) => ({ name, port: 101 + 10 * index })),
];

/**
 * Nodes of the user's own Fabric binaries, laid out as `@ledgerscope/fabric-devnet` does.
 * @param firstPort of the network's 300.
 */
export function realNetwork(data: string, firstPort: number): FabricNetwork {
  const observed = <T>(value: (port: number) => T): Record<string, T> =>
    Object.fromEntries(NODES.map(({ name, port }) => [name, value(firstPort + port)]));
  const folder = join(data, "fabric-devnet");
  const user = "crypto/peerOrganizations/org1.example.com/users/User1@org1.example.com/msp";
  return {
    name: "fabric",
    title: "Fabric network of your own binaries",
    what: "its ports begin here",
    folder,
    config: {
      family: "fabric",
      channel: CHANNEL,
      profile: join(folder, "profiles/connection-org1.json"),
      identity: { msp: join(folder, user) },
      discover: true,
      observe: {
        ...logsIn(
          folder,
          NODES.map(({ name }) => name),
        ),
        blocks: observed((port) => `127.0.0.1:${port}`),
        metrics: observed((port) => `http://127.0.0.1:${port + 1}`),
      },
    },
    command: ["deploy/local/dist/realFabric.js", "--folder", folder, "--channel", CHANNEL],
  };
}
