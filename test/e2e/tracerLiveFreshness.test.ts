import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Devnet, findFabricBinaries, startDevnet } from "@ledgerscope/fabric-devnet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { describeGiven } from "./support/describeGiven.ts";
import { LiveStack } from "./support/liveStack.ts";
import { subscribeHeads } from "./support/subscribeHeads.ts";

/**
 * `LEDGERSCOPE_TRACER_FRESHNESS=1`: a real network at fifty transactions a second, indexed and observed in full; how
 * long after a peer has committed a block a subscriber of the API is told of it. Asks for the goal with
 * `LEDGERSCOPE_QUIET=1`, where nothing else runs.
 */
const RATE = 50;
const SECONDS = Number(process.env["LEDGERSCOPE_TRACER_FRESHNESS_SECONDS"] ?? 60);
/** Not measured: connections are made, programs get warm. */
const WARM_UP_MS = 10_000;
const GOAL_MS = process.env["LEDGERSCOPE_QUIET"] ? 1_000 : 30_000;
const basePort = Number(process.env["LEDGERSCOPE_TRACER_LIVE_PORT"] ?? 27_600);

let absent = "set LEDGERSCOPE_TRACER_FRESHNESS=1";
const binaries = process.env["LEDGERSCOPE_TRACER_FRESHNESS"]
  ? await findFabricBinaries().catch((error: Error) => {
      absent = error.message;
      return undefined;
    })
  : undefined;

describeGiven(binaries, absent, "a live network at fifty transactions a second", () => {
  let folder = "";
  let devnet: Devnet;
  let stack: LiveStack;
  let api: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-freshness-"));
    devnet = await startDevnet({ folder: join(folder, "devnet"), consensus: "raft", organisations: 2, basePort });
    const { peers, orderers, organisations } = devnet.description;
    const nodes = [...peers, ...orderers];
    const organisation = organisations.find(({ profile }) => profile);
    stack = await LiveStack.start({
      relief: {
        ...{ family: "fabric", channel: "mychannel", discover: true },
        ...{ profile: organisation?.profile, identity: { msp: organisation?.users["User1"] } },
        observe: {
          logs: Object.fromEntries(nodes.map(({ name, log }) => [name, [log]])),
          blocks: Object.fromEntries(nodes.map(({ name, address }) => [name, address])),
          metrics: Object.fromEntries(nodes.map(({ name, operations }) => [name, operations])),
        },
      },
    });
    stack.startIndexer();
    await stack.waitFor("relief", 0);
    const main = join(root, "explorer/api/dist/main.js");
    api = spawn(process.execPath, [main, "--config", stack.config, "--port", "0"], {
      ...{ cwd: stack.folder, stdio: ["ignore", "pipe", "ignore"] },
    });
  }, 120_000);
  afterAll(async () => {
    api?.kill("SIGINT");
    await stack?.close();
    await devnet?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** When the first peer had committed each block, Unix milliseconds, as peers log it. */
  function commits(): Map<number, number> {
    const at = new Map<number, number>();
    for (const { log } of devnet.description.peers) {
      const lines = readFileSync(log, "utf8").matchAll(
        /"ts":([\d.]+),"name":"kvledger"[^\n]*Committed block \[(\d+)\]/g,
      );
      for (const [, seconds, height] of lines) {
        const ms = Number(seconds) * 1_000;
        at.set(Number(height), Math.min(ms, at.get(Number(height)) ?? ms));
      }
    }
    return at;
  }

  test("tells subscribers of a block soon after a peer has committed it", {
    timeout: (SECONDS + 180) * 1_000,
  }, async () => {
    const [line] = (await once(api.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const url = /http:\S+/.exec(String(line))?.[0] ?? "";
    const over = new AbortController();
    const told = new Map<number, number>();
    const subscription = subscribeHeads(url, "relief", (height) => void told.set(height, Date.now()), over.signal);
    const drive = spawn(
      process.execPath,
      [
        join(root, "deploy/fabric-traffic/dist/main.js"),
        ...["drive", "--devnet", join(folder, "devnet"), "--mix", "put", "--out", join(folder, "clients.jsonl")],
        ...["--rate", String(RATE), "--seconds", String(SECONDS)],
      ],
      { stdio: "ignore" },
    );
    const [code] = await once(drive, "exit");
    expect(code).toBe(0);
    await sleep(3_000);
    over.abort();
    await subscription;

    const committed = commits();
    const seen = readFileSync(join(folder, "clients.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as { code?: number; proposedUs?: number });
    const first = Math.min(...seen.flatMap(({ proposedUs }) => (proposedUs === undefined ? [] : [proposedUs / 1_000])));
    // Who is told of a later block knows of this one.
    const heardOf = (height: number): number =>
      Math.min(...[...told].flatMap(([at, ms]) => (at >= height ? [ms] : [])));
    const late = [...committed]
      .flatMap(([height, ms]) => (ms > first + WARM_UP_MS ? [heardOf(height) - ms] : []))
      .sort((a, b) => a - b);
    const share = (part: number): number => Math.round(late[Math.ceil(part * late.length) - 1] as number);
    const valid = seen.filter(({ code: one }) => one === 0).length;
    console.info(
      `${late.length} blocks, ${valid} of ${seen.length} transactions valid at ${RATE}/s, committed to subscriber: ` +
        `p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms, max ${share(1)} ms`,
    );
    expect(late.length).toBeGreaterThan(SECONDS / 2);
    expect(share(0.99)).toBeLessThan(GOAL_MS);
  });
});
