import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { faults, type ReplayNetwork, type ReplayNetworkOptions, startReplayNetwork } from "@ledgerscope/testkit";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { ledgerTruth, storedTruth, type TableTruth } from "./support/ledgerTruth.ts";
import { LiveStack } from "./support/liveStack.ts";

const recording = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const LAST = 200;

const NODES = [
  { name: "peer0", kind: "peer" },
  { name: "peer1", kind: "peer" },
  { name: "peer2", kind: "peer" },
  { name: "orderer0", kind: "orderer" },
] as const;

describe("a running Fabric network, followed through what goes wrong", () => {
  let folder: string;
  let replay: ReplayNetwork;
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
    await replay.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** The replayed network, and whoever indexes it with its connection profile and a user's MSP folder. */
  async function start(options: Omit<ReplayNetworkOptions, "recording" | "folder">, more: object = {}): Promise<void> {
    replay = await startReplayNetwork({ recording, folder, nodes: NODES, ...options });
    const identity = { msp: replay.user.msp };
    const relief = { family: "fabric", channel: replay.channel, profile: replay.profile, identity, ...more };
    stack = await LiveStack.start({ relief });
    stack.startIndexer();
  }

  async function expectWhole(): Promise<void> {
    await stack.waitFor("relief", LAST);
    const stored = await storedTruth((sql) => stack.query(sql), "relief");
    console.log(Object.entries(stored).map(([k, v]) => [k, v.length]));
    for (const table of Object.keys(truth) as (keyof TableTruth)[]) {
      expect(stored[table].length, table).toBe(truth[table].length);
      expect(stored[table], table).toEqual(truth[table]);
    }
  }

  /** Checks that failed, as analysts read them. */
  const failures = (): Promise<{ check: string; height: number; detail: string }[]> =>
    stack.query(
      `SELECT check, toUInt32(from) AS height, detail FROM check_exceptions
WHERE network = 'relief' AND state = 'failed' ORDER BY height, check`,
    );

  test("kill -9 of the indexer and of peers, stalls, cut connections: the tables are the ledger, nothing twice", async () => {
    await start({ pace: { transactionsPerSecond: 250 } });
    await stack.waitFor("relief", 30);
    await stack.killIndexer();
    stack.startIndexer();
    await stack.waitFor("relief", 60);
    // The peer that sends the blocks is killed and comes back; then the next one stalls, and a connection is cut.
    await replay.node("peer0").kill();
    await stack.waitFor("relief", 90);
    await replay.node("peer0").start();
    replay.node("peer1").setFaults([faults.stall(100)]);
    replay.node("peer0").setFaults([faults.drop(120)]);
    await stack.waitFor("relief", 130);
    await stack.killIndexer();
    replay.node("peer1").setFaults([]);
    stack.startIndexer();
    await expectWhole();
    expect(await failures()).toEqual([]);
  });
});
