import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Fault,
  faults,
  type ReplayNetwork,
  type ReplayNetworkOptions,
  startReplayNetwork,
} from "@ledgerscope/testkit";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { ledgerTruth, storedTruth, type TableTruth } from "./support/ledgerTruth.ts";
import { LiveStack } from "./support/liveStack.ts";

const recording = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const LAST = 200;
/** Where nodes begin to lie. */
const AT = 90;

const NODES = [
  { name: "peer0", kind: "peer" },
  { name: "peer1", kind: "peer" },
  { name: "peer2", kind: "peer" },
  { name: "orderer0", kind: "orderer" },
] as const;

describe("a running Fabric network, followed through what goes wrong", () => {
  let folder: string;
  let replay: ReplayNetwork | undefined;
  let others: ReplayNetwork[] = [];
  let stack: LiveStack;
  let truth: TableTruth;

  beforeAll(() => {
    truth = ledgerTruth(recording);
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-live-"));
  });
  afterEach(async () => {
    await stack.close();
    await Promise.all([replay, ...others].map((network) => network?.stop()));
    replay = undefined;
    others = [];
    await rm(folder, { recursive: true, force: true });
  });

  /** A network's entry in the configuration, as a user writes it: connection profile, MSP folder. */
  const entry = ({ channel, profile, user }: ReplayNetwork): object => ({
    ...{ family: "fabric", channel, profile, identity: { msp: user.msp } },
  });

  async function start(options: Omit<ReplayNetworkOptions, "recording" | "folder">): Promise<ReplayNetwork> {
    replay = await startReplayNetwork({ recording, folder, nodes: NODES, ...options });
    stack = await LiveStack.start({ relief: entry(replay) });
    stack.startIndexer();
    return replay;
  }

  async function lying(
    name: string,
    liar: string,
    of: readonly Fault[],
  ): Promise<{ name: string; config: object; replayed: ReplayNetwork }> {
    const nodes = NODES.map((node) => (node.name === liar ? { ...node, faults: of } : node));
    const replayed = await startReplayNetwork({ recording, folder: path.join(folder, name), nodes });
    return { name, config: entry(replayed), replayed };
  }

  async function expectWhole(network = "relief"): Promise<void> {
    await stack.waitFor(network, LAST);
    const stored = await storedTruth((sql) => stack.query(sql), network);
    for (const table of Object.keys(truth) as (keyof TableTruth)[]) {
      expect(stored[table].length, table).toBe(truth[table].length);
      expect(stored[table], table).toEqual(truth[table]);
    }
  }

  /** What was not verified, as analysts read it. */
  const exceptions = (network: string): Promise<{ check: string; state: string; height: number; detail: string }[]> =>
    stack.query(
      `SELECT check, state, toUInt32(from) AS height, detail FROM check_exceptions
WHERE network = '${network}' AND check = 'peer_agreement' ORDER BY height`,
    );

  test("kill -9 of the indexer and of peers, stalls, cut connections: the tables are the ledger, nothing twice", async () => {
    const network = await start({ pace: { transactionsPerSecond: 250 } });
    await stack.waitFor("relief", 30);
    await stack.killIndexer();
    stack.startIndexer();
    await stack.waitFor("relief", 60);
    // The peer that sends the blocks is killed and comes back; then the next one stalls, and a connection is cut.
    await network.node("peer0").kill();
    await stack.waitFor("relief", 90);
    await network.node("peer0").start();
    network.node("peer1").setFaults([faults.stall(100)]);
    network.node("peer0").setFaults([faults.drop(120)]);
    await stack.waitFor("relief", 130);
    await stack.killIndexer();
    network.node("peer1").setFaults([]);
    stack.startIndexer();
    await expectWhole();
    expect((await exceptions("relief")).filter(({ state }) => state === "failed")).toEqual([]);
  });

  test("a node that lies is left at its first lie and named; what is stored is what the others agree on", async () => {
    const lies = {
      fork: [faults.fork(AT)],
      change: [faults.change(AT)],
      swap: [faults.swap(AT)],
      number: [faults.number(AT)],
      truncate: [faults.truncate(AT)],
    };
    // The first peer is asked for whole blocks, the others for headers.
    const cases = [
      ...Object.entries(lies).map(([name, of]) => ({ name: `${name}_first`, liar: "peer0", of })),
      { name: "fork_second", liar: "peer1", of: lies.fork },
    ];
    const networks = await Promise.all(cases.map(({ name, liar, of }) => lying(name, liar, of)));
    others.push(...networks.map(({ replayed }) => replayed));
    stack = await LiveStack.start(Object.fromEntries(networks.map(({ name, config }) => [name, config])));
    stack.startIndexer();
    for (const { name, liar } of cases) {
      await expectWhole(name);
      const found = await exceptions(name);
      const named = found.filter(({ detail }) => detail.includes(liar));
      expect(named[0]?.height, name).toBe(AT);
    }
  });
});
