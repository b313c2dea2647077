import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { collect } from "@ledgerscope/tracer-collector";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bin, runLedgerscope } from "./support/cli.ts";
import { type FabricRecordingFiles, recordingFiles } from "./support/recordedNetwork.ts";

const files = recordingFiles("fabric-bft") as FabricRecordingFiles;
const NODES = ["peer1", "peer2", "orderer1"];
const KILLS = 3;

let folder: string;
let warehouse: Warehouse;

const configure = (name: string, logs: Readonly<Record<string, string>>): void =>
  writeFileSync(
    path.join(folder, "ledgerscope.yaml"),
    `warehouse: { path: ./data }
networks:
  ${name}:
    family: fabric
    channel: ${files.channel}
    ledger: ${files.ledger}
    observe: { logs: ${JSON.stringify(logs)} }
`,
  );

const backfill = (...args: string[]) => ["backfill", "--network", ...args, "--no-passes"];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-logs-"));
  warehouse = await openWarehouse({ path: path.join(folder, "data") });
}, 60_000);
afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

test("a reader that is killed again and again stores the same facts as one that is not, and counts no line twice", async () => {
  for (const node of NODES) {
    const text = execFileSync("xz", ["-dc", files.logs[node] as string], { maxBuffer: 1 << 28 });
    writeFileSync(path.join(folder, `${node}.log`), text);
  }
  const logs = Object.fromEntries(NODES.map((node) => [node, `./${node}.log`]));
  configure("whole", logs);
  const whole = await runLedgerscope(folder, backfill("whole"));
  expect(whole.stderr).toContain("stage facts");
  expect(whole.code).toBe(0);

  configure("killed", logs);
  let kills = 0;
  for (;;) {
    const before = await count("fact_batches", "killed");
    const child = spawn(process.execPath, [bin, ...backfill("killed")], { cwd: folder, stdio: "ignore" });
    const ended = once(child, "exit");
    if (kills < KILLS) await killWhenMore(child, before);
    const [code, signal] = await ended;
    if (signal !== "SIGKILL") {
      expect(code).toBe(0);
      break;
    }
    kills++;
  }
  expect(kills).toBeGreaterThan(1);
  const digests = await warehouse.query<Record<string, string>>(
    `SELECT count() AS facts, sum(cityHash64(* EXCEPT (network))) AS digest FROM store.stage_facts FINAL
GROUP BY network ORDER BY network`,
  );
  expect(digests).toHaveLength(2);
  expect(digests[0]).toEqual(digests[1]);
  const counts = await warehouse.query(
    `SELECT node, lines, facts, malformed, stages FROM store.log_positions FINAL WHERE network = 'killed' ORDER BY node`,
  );
  expect(counts).toEqual(
    await warehouse.query(
      `SELECT node, lines, facts, malformed, stages FROM store.log_positions FINAL WHERE network = 'whole' ORDER BY node`,
    ),
  );
}, 240_000);

const count = async (table: string, network: string): Promise<number> => {
  const [row] = await warehouse.query<{ count: string }>(
    `SELECT count() AS count FROM store.${table} WHERE network = {network:String}`,
    { network },
  );
  return Number(row?.count);
};

/** Kills a process as soon as it has stored facts: what it was reading then has no position yet. */
async function killWhenMore(child: ChildProcess, before: number): Promise<void> {
  while (child.exitCode === null) {
    if ((await count("fact_batches", "killed")) > before) {
      child.kill("SIGKILL");
      return;
    }
    await sleep(5);
  }
}

test("a file full of lines that are none is kept line by line, in little memory", async () => {
  const good = JSON.stringify({
    ...{ level: "info", ts: 1795250507.5627818, name: "gossip.privdata", caller: "x.go:1" },
    ...{ msg: "Received block [7] from buffer", channel: files.channel },
  });
  const broken = 500;
  const bad = (index: number): string => `{"level":"${index} 坏${"x".repeat(100_000)}`;
  const text = Array.from({ length: broken }, (_, index) => bad(index)).join(`\n${good}\n`);
  writeFileSync(path.join(folder, "flood.log"), `${text}\n`);
  configure("flood", { peer1: "./flood.log" });
  const env = { NODE_OPTIONS: "--max-old-space-size=80" };
  const { code, stderr } = await runLedgerscope(folder, backfill("flood"), { env });
  expect(stderr).not.toContain("heap");
  expect(code).toBe(0);
  const lines = await warehouse.query<{ offset: string; bytes: string; start: string }>(
    `SELECT offset, length(line) AS bytes, extract(line, '"level":"(\\\\d+) ') AS start FROM store.malformed_log_lines FINAL
WHERE network = 'flood' ORDER BY offset`,
  );
  expect(lines).toHaveLength(broken);
  const bytes = Buffer.from(text);
  for (const index of [0, 1, 300, broken - 1]) {
    expect(lines[index]).toMatchObject({ start: String(index), offset: String(bytes.indexOf(bad(index))) });
  }
  expect(await count("stage_facts FINAL", "flood")).toBe(1);
}, 120_000);

/** A line of a peer about a block, each node's in its own words. */
function lineOf(node: string, height: number): string {
  const ts = 1_795_250_507 + height + Number(node.at(-1)) / 1_000;
  const [name, msg] =
    node === "peer2"
      ? ["committer.txvalidator", `[${files.channel}] Validated block [${height}] in 3ms`]
      : ["gossip.privdata", `Received block [${height}] from buffer`];
  return `${JSON.stringify({ level: "info", ts, name, caller: "x.go:1", msg, channel: files.channel })}\n`;
}

test("what the logs of several nodes have new is stored together, each with its own place", async () => {
  const network = "growing";
  const fileOf = (node: string): string => path.join(folder, `${network}-${node}.log`);
  const unfinished = '{"level":"bro';
  await warehouse.migrate([tracerSchema]);
  async function followUntil(facts: number): Promise<void> {
    const ended = new AbortController();
    let read = 0;
    await collect({
      ...{ warehouse, network, channel: files.channel, family: "fabric", baseDir: "/", follow: true },
      observe: { logs: Object.fromEntries(NODES.map((node) => [node, fileOf(node)])) },
      config: {},
      signal: ended.signal,
      onProgress: (progress) => {
        read += progress.facts;
        if (read >= facts) ended.abort();
      },
    });
  }
  for (const node of NODES) writeFileSync(fileOf(node), lineOf(node, 7));
  await followUntil(NODES.length);
  for (const node of NODES) appendFileSync(fileOf(node), `${lineOf(node, 8)}${unfinished}`);
  await followUntil(NODES.length);
  const batches = await warehouse.query(
    "SELECT heights FROM store.fact_batches WHERE network = {network:String} ORDER BY seq",
    { network },
  );
  expect(batches).toEqual([{ heights: ["7"] }, { heights: ["8"] }]);
  const positions = await warehouse.query(
    `SELECT node, offset, lines, facts, malformed FROM store.log_positions FINAL
WHERE network = {network:String} ORDER BY node`,
    { network },
  );
  expect(positions).toEqual(
    [...NODES].sort().map((node) => ({
      node,
      offset: String(statSync(fileOf(node)).size - unfinished.length),
      ...{ lines: "2", facts: "2", malformed: "0" },
    })),
  );
}, 120_000);
