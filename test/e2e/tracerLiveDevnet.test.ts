import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Devnet, findFabricBinaries, startDevnet } from "@ledgerscope/fabric-devnet";
import type { FaultSeen, Seen } from "@ledgerscope/fabric-traffic";
import type { FailedTransaction } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ledgerscope, root } from "./support/cli.ts";
import { describeGiven } from "./support/describeGiven.ts";
import { LiveStack } from "./support/liveStack.ts";
import { copyShifted } from "./support/shiftedLog.ts";
import { printTable, type StoredSummary, tracerTable } from "./support/tracerTable.ts";

/**
 * `LEDGERSCOPE_TRACER_LIVE=raft` or `bft`: a real network of the user's own Fabric programs, a thousand transactions
 * of every kind at ten a second, while things are done to it; then everything is explained, and the table printed.
 * `LEDGERSCOPE_TRACER_LIVE_PORT`: the first of its 300 ports.
 */
const wanted = process.env["LEDGERSCOPE_TRACER_LIVE"] ?? "";
const basePort = Number(process.env["LEDGERSCOPE_TRACER_LIVE_PORT"] ?? 27_000);
/** Where what the run saw is left, for a second look. */
const keep = process.env["LEDGERSCOPE_TRACER_LIVE_KEEP"];
const RATE = Number(process.env["LEDGERSCOPE_TRACER_LIVE_RATE"] ?? 10);
const SECONDS = Number(process.env["LEDGERSCOPE_TRACER_LIVE_SECONDS"] ?? 100);
/** Its log's times are off by so much. */
const SHIFTED = "peer0.org1";
const SHIFT_MS = 7_000;
/** Its log is not read. */
const MISSING = "peer0.org3";
const PAUSED = "peer0.org2";

let absent = "set LEDGERSCOPE_TRACER_LIVE=raft or bft";
const binaries = /^(raft|bft)$/.test(wanted)
  ? await findFabricBinaries().catch((error: Error) => {
      absent = error.message;
      return undefined;
    })
  : undefined;

interface NodeEvent {
  readonly stage: string;
  readonly node: string;
  readonly source: string;
  readonly start_at: string | null;
  readonly end_at: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

describeGiven(binaries, absent, `a thousand transactions on a live network (${wanted})`, () => {
  let folder = "";
  let devnet: Devnet;
  let stack: LiveStack;
  let seen: readonly Seen[];
  let faults: readonly FaultSeen[];
  let nodeLogs: readonly string[];
  let failed: readonly (FailedTransaction & { sub_cause?: string | null })[];
  let summaries: readonly StoredSummary[];

  beforeAll(async () => {
    folder = keep ?? (await mkdtemp(join(tmpdir(), "ledgerscope-tracer-live-")));
    devnet = await startDevnet({
      ...{
        folder: join(folder, "devnet"),
        consensus: wanted as "raft" | "bft",
        organisations: 3,
        debug: true,
        basePort,
      },
      ...(keep ? { fresh: true } : {}),
    });
    const { peers, orderers, organisations } = devnet.description;
    const nodes = [...peers, ...orderers];
    const shiftedLog = join(folder, `${SHIFTED}.shifted.log`);
    const endShift = copyShifted(nodes.find(({ name }) => name === SHIFTED)?.log ?? "", shiftedLog, SHIFT_MS);
    const logs = nodes
      .filter(({ name }) => name !== MISSING)
      .map(({ name, log }) => [name, name === SHIFTED ? shiftedLog : log] as const);
    nodeLogs = logs.map(([, file]) => file);
    const organisation = organisations.find(({ profile }) => profile);
    stack = await LiveStack.start({
      relief: {
        ...{ family: "fabric", channel: "mychannel", discover: true },
        ...{ profile: organisation?.profile, identity: { msp: organisation?.users["User1"] } },
        observe: {
          logs: Object.fromEntries(logs),
          blocks: Object.fromEntries(nodes.map(({ name, address }) => [name, address])),
          metrics: Object.fromEntries(nodes.map(({ name, operations }) => [name, operations])),
        },
      },
    });
    stack.startIndexer();
    faults = await drive(join(folder, "clients.jsonl"));
    seen = readFileSync(join(folder, "clients.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    endShift();
    await caughtUp();
    await stack.stopIndexer();
    const explained = await ledgerscope(stack.folder, "explain", "--network", "relief");
    expect(explained.code, explained.stderr).toBe(0);
    failed = (await ledgerscope(stack.folder, "why", "--network", "relief", "--json")).json();
    summaries = await stack.query<StoredSummary>(
      "SELECT tx_id, status, gaps, unknown_ns, duration_ns FROM store.trace_summaries WHERE network = 'relief'",
    );
    if (keep) writeFileSync(join(folder, "failed.json"), JSON.stringify(failed, undefined, 1));
  }, 900_000);

  afterAll(async () => {
    await devnet?.stop();
    await stack?.close();
    if (!keep) await rm(folder, { recursive: true, force: true });
  });

  /** A kill of whoever leads, a stopped peer, chaincodes that change, a configuration; the traffic has slow endorsers. */
  async function drive(out: string): Promise<readonly FaultSeen[]> {
    // Asked now, while nothing runs: busy nodes do not always answer who leads.
    const leader = await vi.waitFor(
      async () => {
        const name = await devnet.leader();
        expect(name).toBeDefined();
        return name as string;
      },
      { timeout: 60_000, interval: 500 },
    );
    const at = (share: number): string => String(Math.round(share * SECONDS));
    const faults = `kill:${leader}@${at(0.25)}+10,pause:${PAUSED}@${at(0.6)}+8,config@${at(0.85)}`;
    const child: ChildProcess = spawn(
      process.execPath,
      [
        join(root, "deploy/fabric-traffic/dist/main.js"),
        ...["drive", "--devnet", join(folder, "devnet"), "--mix", "all,slowEndorser=4", "--seed", "8"],
        ...["--rate", String(RATE), "--seconds", String(SECONDS), "--faults", faults, "--out", out],
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const [code] = await once(child, "exit");
    expect(code, said.slice(-2_000)).toBe(0);
    return said.split(/[\r\n]+/).flatMap((line): FaultSeen[] => (line.startsWith('{"kind"') ? [JSON.parse(line)] : []));
  }

  /** Until every block is stored, and every line read. */
  async function caughtUp(): Promise<void> {
    const heights = (await devnet.status()).flatMap(({ height }) => height ?? []);
    await stack.waitFor("relief", Math.max(...heights) - 1);
    // Nodes go on writing: what was there by now is enough.
    const bytes = nodeLogs.reduce((sum, file) => sum + statSync(file).size, 0);
    const read = async (): Promise<number> => {
      const sql = "SELECT toFloat64(sum(offset)) AS bytes FROM store.log_positions FINAL WHERE network = 'relief'";
      return (await stack.query<{ bytes: number }>(sql))[0]?.bytes ?? 0;
    };
    for (const deadline = Date.now() + 120_000; (await read()) < bytes; await sleep(500)) {
      if (Date.now() > deadline) throw new Error(`of ${bytes} bytes of logs ${await read()} were read`);
    }
  }

  const events = (stages: readonly string[]): Promise<NodeEvent[]> =>
    stack.query<NodeEvent>(
      `SELECT stage, node, source, start_at, end_at, attributes FROM store.stage_facts FINAL
WHERE network = 'relief' AND subject = 'node' AND stage IN (${stages.map((stage) => `'${stage}'`).join(", ")}) ORDER BY at`,
    );

  test("each is explained, and the table of intents and diagnoses can be looked at", async () => {
    const stored = failed.map(({ id, height, diagnosis, sub_cause }) => ({
      ...{ tx_id: id, height: height === null ? null : String(height), code: diagnosis, sub_cause: sub_cause ?? "" },
    }));
    const submitted = seen.map(({ txId, intends, code }) => ({ txId, intends, code }));
    console.info(`${seen.length} submissions on ${wanted}\n${printTable(tracerTable(submitted, stored, summaries))}`);
    const slow = await stack.query(
      `SELECT kind, code, sub_cause, count() AS transactions, any(summary_en) AS sample FROM store.diagnoses
WHERE network = 'relief' AND kind != 'failure' GROUP BY kind, code, sub_cause ORDER BY transactions DESC`,
    );
    console.info(slow.map((row) => JSON.stringify(row)).join("\n"));
    const gaps = await stack.query(
      `SELECT arrayJoin(gaps) AS gap, count() AS transactions FROM store.trace_summaries
WHERE network = 'relief' AND height IS NOT NULL GROUP BY gap ORDER BY transactions DESC LIMIT 30`,
    );
    console.info(gaps.map((row) => JSON.stringify(row)).join("\n"));
    const valid = new Set(seen.flatMap(({ txId, code }) => (code === 0 && txId ? [txId] : [])));
    expect(failed.filter(({ id, code }) => valid.has(id) && code !== 9)).toEqual([]);
  });

  test("each fault is named by something", async () => {
    const found = await events([
      "fabric.node.unreachable",
      "fabric.node.leader",
      "fabric.node.view",
      "fabric.node.started",
      "fabric.node.stopped",
    ]);
    for (const fault of faults) console.info(JSON.stringify(fault));
    for (const { stage, node, source, start_at, end_at, attributes } of found) {
      console.info(
        `${stage} ${node} ${start_at ?? ""}..${end_at ?? ""} ${source} ${JSON.stringify(attributes).slice(0, 160)}`,
      );
    }
    const killed = faults.find(({ kind }) => kind === "kill")?.target;
    const away = (node: string | undefined): NodeEvent[] =>
      found.filter((event) => event.stage === "fabric.node.unreachable" && event.node === node);
    expect(away(killed).length).toBeGreaterThan(0);
    expect(away(PAUSED).length).toBeGreaterThan(0);
    expect(found.some(({ stage, node }) => /leader|view/.test(stage) && node !== killed)).toBe(true);
  });

  test("the node whose clock is off is named with how far, and the one whose log is missing", async () => {
    const one = seen.find(
      ({ code, client, as }) => code === 0 && client === "fabric-gateway" && as.mspId === "Org1MSP",
    );
    const { stdout } = await ledgerscope(stack.folder, "trace", one?.txId ?? "", "--network", "relief", "--json");
    const trace = JSON.parse(stdout) as { clocks?: unknown; gaps: readonly { stage: string; node?: string }[] };
    console.info(JSON.stringify(trace.clocks), JSON.stringify(trace.gaps).slice(0, 1_000));
    if (keep) console.info((await ledgerscope(stack.folder, "trace", one?.txId ?? "", "--network", "relief")).stdout);
    expect(JSON.stringify(trace.clocks)).toContain(SHIFTED);
  });
});
