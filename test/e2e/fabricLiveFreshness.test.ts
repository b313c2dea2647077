import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ReplayNetwork, startReplayNetwork } from "@ledgerscope/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { LiveStack } from "./support/liveStack.ts";
import { subscribeHeads } from "./support/subscribeHeads.ts";

/** Transactions a second that the recording is replayed at. */
const RATE = 50;
/** Blocks until everything is warm, and blocks that are measured. */
const WARM_UP = 20;
const BLOCKS = Number(process.env["LEDGERSCOPE_FRESHNESS_BLOCKS"] ?? 60);
/** The goal, asked for where nothing else runs (LEDGERSCOPE_QUIET=1); beside other tests it is a matter of luck. */
const PATIENCE_MS = process.env["LEDGERSCOPE_QUIET"] ? 1_000 : 30_000;

let folder: string;
let replay: ReplayNetwork;
let stack: LiveStack;
let api: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-live-"));
  const recording = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
  const nodes = [
    { name: "peer0", kind: "peer" },
    { name: "peer1", kind: "peer" },
  ] as const;
  replay = await startReplayNetwork({ recording, folder, nodes, pace: { transactionsPerSecond: RATE } });
  const { channel, profile, user } = replay;
  stack = await LiveStack.start({ relief: { family: "fabric", channel, profile, identity: { msp: user.msp } } });
  stack.startIndexer();
}, 60_000);
afterAll(async () => {
  api?.kill("SIGINT");
  if (api) await once(api, "exit");
  await stack?.close();
  await replay?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a subscriber is told of a block soon after a peer has it", { timeout: 180_000 }, async () => {
  await stack.waitFor("relief", 1);
  api = spawn(
    process.execPath,
    [path.join(root, "explorer/api/dist/main.js"), "--config", stack.config, "--port", "0"],
    { cwd: stack.folder, stdio: ["ignore", "pipe", "ignore"] },
  );
  const [line] = (await once(api.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const url = /http:\S+/.exec(String(line))?.[0] ?? "";
  const over = new AbortController();
  const seen = new Map<number, number>();
  const subscription = subscribeHeads(url, "relief", (height) => void seen.set(height, Date.now()), over.signal);
  const first = replay.chain.height + WARM_UP;
  await replay.chain.waitFor(first + BLOCKS, AbortSignal.timeout(170_000));
  await stack.waitFor("relief", first + BLOCKS);
  await expect.poll(() => Math.max(...seen.keys()), { timeout: 10_000 }).toBeGreaterThanOrEqual(first + BLOCKS);
  over.abort();
  await subscription;

  /** A subscriber that is told of a later block knows of this one. */
  const arrival = (height: number): number => Math.min(...[...seen].flatMap(([at, ms]) => (at >= height ? [ms] : [])));
  const late = Array.from({ length: BLOCKS }, (_, index) => {
    const height = first + index;
    return arrival(height) - (replay.chain.availableAtMs(height) as number);
  }).sort((a, b) => a - b);
  const share = (part: number): number => Math.round(late[Math.ceil(part * late.length) - 1] as number);
  console.info(
    `${BLOCKS} blocks at ${RATE} transactions/s, block served to subscriber: p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms, max ${share(1)} ms`,
  );
  expect(share(0.99)).toBeLessThan(PATIENCE_MS);
});
