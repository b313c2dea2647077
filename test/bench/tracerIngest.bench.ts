import { execFileSync } from "node:child_process";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import type { StageFact } from "@ledgerscope/core";
import { fabric, fabricLogParser } from "@ledgerscope/fabric";
import { collect } from "@ledgerscope/tracer-collector";
import { FactBatch, tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, serveWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { usageOf } from "./support/evm/usage.ts";
import { printTable } from "./support/timings.ts";

/**
 * From log files to queryable stage facts: the logs of a recorded Fabric network (3.1.5, SmartBFT, most of it debug
 * lines that tell nothing), as plain files, read by `collect()` into an empty warehouse. Beside it, in the same run:
 * the limit (the same facts, encoded before, posted to the engine with nothing in between) and what a single core
 * takes to parse the lines and to encode the facts.
 *
 * `LEDGERSCOPE_BENCH_COPIES=4` times the recording is read, each under a network of its own.
 */
const root = resolve(import.meta.dirname, "../..");
const RECORDING = join(root, "test/fixtures/fabric-bft/logs");
const COPIES = Number(process.env["LEDGERSCOPE_BENCH_COPIES"] ?? 4);
/** Facts per second on two cores. */
const GOAL = 45_000;
/** Rows posted at once, as the collector does. */
const BATCH = 20_000;

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
const logs = join(folder, "logs");
await mkdir(logs);
for (const file of readdirSync(RECORDING).filter((name) => name.endsWith(".log.xz"))) {
  execFileSync("sh", ["-c", `xz -dc "${join(RECORDING, file)}" > "${join(logs, file.replace(/\.xz$/, ""))}"`]);
}
const nodes = readdirSync(logs)
  .map((file) => file.replace(/\.log$/, ""))
  .sort();
const bytes = nodes.reduce((sum, node) => sum + statSync(join(logs, `${node}.log`)).size, 0);

const rows: string[][] = [];
function report(what: string, facts: number, seconds: number, own: number, engine: number): void {
  rows.push([
    what,
    String(facts),
    seconds.toFixed(2),
    own.toFixed(2),
    engine.toFixed(2),
    (facts / seconds).toFixed(0),
    ((2 * facts) / (own + engine)).toFixed(0),
  ]);
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Timed<T> {
  readonly result: T;
  readonly seconds: number;
  readonly own: number;
  readonly engine: number;
}

/** @param pid the engine's process; undefined where it has nothing to do. */
async function timed<T>(pid: number | undefined, work: () => Promise<T>): Promise<Timed<T>> {
  const engine = (): number => (pid === undefined ? 0 : usageOf(pid).cpuSeconds);
  const [started, ownBefore, engineBefore] = [performance.now(), cpu(), engine()];
  const result = await work();
  return {
    result,
    seconds: (performance.now() - started) / 1000,
    own: cpu() - ownBefore,
    engine: engine() - engineBefore,
  };
}

async function withWarehouse(work: (warehouse: Warehouse, pid: number) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(folder, "data-"));
  const served = await serveWarehouse({ path });
  const { pid } = JSON.parse(readFileSync(join(path, "run/server.json"), "utf8")) as { pid: number };
  const warehouse = await openWarehouse({ url: served.url });
  try {
    await warehouse.migrate([fabric.schema, tracerSchema]);
    await work(warehouse, pid);
  } finally {
    await warehouse.close();
    await served.close();
    await rm(path, { recursive: true, force: true });
  }
}

const keyOf = ({ attributes: _, evidence: __, startNs, endNs, ...fact }: StageFact): string =>
  Object.values({ ...fact, at: endNs ?? startNs, edge: startNs === undefined ? 1 : endNs === undefined ? 2 : 3 }).join(
    "|",
  );

/** What is stored, in the bytes in which it was posted. */
async function readBatches(warehouse: Warehouse): Promise<{ columns: readonly string[]; bytes: Uint8Array[] }> {
  const columns = (
    await warehouse.query<{ name: string }>(
      "SELECT name FROM system.columns WHERE database = 'store' AND table = 'stage_facts' ORDER BY position",
    )
  ).map(({ name }) => name);
  const [row] = await warehouse.query<{ count: string }>("SELECT count() AS count FROM store.stage_facts");
  const bytes: Uint8Array[] = [];
  for (let from = 0; from < Number(row?.count); from += BATCH) {
    const answer = await warehouse.client.exec({
      query: `SELECT ${columns.map((name) => `\`${name}\``).join(", ")} FROM store.stage_facts
ORDER BY at, network, id, stage, node LIMIT ${BATCH} OFFSET ${from} FORMAT RowBinary`,
    });
    bytes.push(await buffer(answer.stream));
  }
  return { columns, bytes };
}

async function linesOf(node: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(join(logs, `${node}.log`)) })) lines.push(line);
  return lines;
}

try {
  let lines = 0;
  const parsed = await timed(undefined, async () => {
    const facts: StageFact[] = [];
    for (const node of nodes) {
      const parse = fabricLogParser();
      for (const line of await linesOf(node)) {
        lines++;
        const one = parse(line, { network: "limit", channel: "mychannel", node });
        if (one.kind === "facts") facts.push(...one.facts);
      }
    }
    return facts;
  });
  const facts = parsed.result;
  report("lines read and parsed", facts.length, parsed.seconds, parsed.own, 0);
  const encoded = await timed(undefined, async () => {
    for (let from = 0; from < facts.length; from += BATCH) {
      const batch = new FactBatch();
      for (const fact of facts.slice(from, from + BATCH)) batch.add(fact);
    }
  });
  report("facts encoded", facts.length, encoded.seconds, encoded.own, 0);

  await withWarehouse(async (warehouse, pid) => {
    const observe = { logs: Object.fromEntries(nodes.map((node) => [node, [join(logs, `${node}.log`)]])) };
    const whole = await timed(pid, async () => {
      let stored = 0;
      for (let copy = 0; copy < COPIES; copy++) {
        const { facts: count } = await collect({
          ...{ warehouse, network: `copy${copy}`, channel: "mychannel", family: "fabric", observe, baseDir: folder },
          signal: new AbortController().signal,
          follow: false,
        });
        stored += count;
      }
      return stored;
    });
    const [row] = await warehouse.query<{ count: string; copies: string }>(
      "SELECT count() AS count, uniqExact(network) AS copies FROM store.stage_facts FINAL",
    );
    const distinct = new Set(facts.map(keyOf)).size * COPIES;
    if (Number(row?.count) !== distinct || whole.result !== facts.length * COPIES)
      throw new Error(`${whole.result} facts read, ${row?.count} of ${distinct} stored`);
    report("log files to queryable facts", whole.result, whole.seconds, whole.own, whole.engine);
    const ready = await readBatches(warehouse);
    await warehouse.command("TRUNCATE TABLE store.stage_facts");
    const limit = await timed(pid, async () => {
      for (const [index, body] of ready.bytes.entries())
        await warehouse.insert(
          { table: "store.stage_facts", format: "RowBinary", columns: ready.columns, bytes: body },
          { token: `limit ${index}` },
        );
    });
    report("limit: the same rows, ready, posted", distinct, limit.seconds, limit.own, limit.engine);
    const rate = whole.result / whole.seconds;
    process.stdout.write(
      `${lines * COPIES} lines, ${((bytes * COPIES) / 1e6).toFixed(0)} MB; ${rate.toFixed(0)} facts/s, goal ${GOAL}: ${rate >= GOAL ? "met" : "missed"}\n`,
    );
  });
  printTable(["", "facts", "seconds", "CPU s", "engine CPU s", "facts/s", "facts/s of 2 cores' CPU"], rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}
