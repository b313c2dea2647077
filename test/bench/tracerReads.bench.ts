import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operator } from "@ledgerscope/core";
import { trace, why, whyFailed } from "@ledgerscope/tracer-store";
import { openWarehouse, serveWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { usageOf } from "./support/evm/usage.ts";
import { milliseconds, printTable, quantile } from "./support/timings.ts";
import { multiply } from "./support/tracer/multiply.ts";
import { RECORDED, storeRecording } from "./support/tracer/recordedWarehouse.ts";

/**
 * The trace of a transaction by its id, and why one failed, one after the other, out of warehouses of 1, 10 and 100
 * million stage facts: a recorded Fabric network (3.1.5, SmartBFT, every log at debug, 46 facts a transaction), and
 * copies of it made in the engine, with other ids, at later heights and times; the passes have been over all of them.
 * Transactions are picked at random out of all of them. At last every failed transaction is explained in one stream, as `why --network` does.
 *
 * `LEDGERSCOPE_BENCH_FACTS=1000000,10000000,100000000` are the sizes, `LEDGERSCOPE_BENCH_READS=300` the reads.
 */
const sizes = (process.env["LEDGERSCOPE_BENCH_FACTS"] ?? "1000000,10000000,100000000").split(",").map(Number);
const READS = Number(process.env["LEDGERSCOPE_BENCH_READS"] ?? 300);
/** Failed transactions that are explained in one stream. */
const STREAMED = 5_000;
/** Milliseconds, of the 95th percentile. */
const GOAL_MS = 50;
/** Copies made by one statement. */
const COPIES_AT_ONCE = 20;

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
const rows: string[][] = [];

async function pick(warehouse: Warehouse, where: string): Promise<readonly string[]> {
  const found = await warehouse.query<{ id: string }>(
    `SELECT tx_id AS id FROM store.fabric_transactions
WHERE network = {network:String} AND length(tx_id) = 64 AND ${where} ORDER BY rand() LIMIT {reads:UInt32}`,
    { network: RECORDED.network, reads: READS },
  );
  return found.map(({ id }) => id);
}

async function measure(
  what: string,
  facts: number,
  pid: number,
  ids: readonly string[],
  read: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const id of ids.slice(0, 20)) await read(id);
  const samples: number[] = [];
  const [engineBefore, ownBefore] = [usageOf(pid).cpuSeconds, process.cpuUsage()];
  for (const id of ids) {
    const started = performance.now();
    if ((await read(id)) === undefined) throw new Error(`nothing is stored of ${id}`);
    samples.push(performance.now() - started);
  }
  const own = process.cpuUsage(ownBefore);
  const engineMs = ((usageOf(pid).cpuSeconds - engineBefore) * 1000) / ids.length;
  const [p50, p95] = [quantile(samples, 0.5), quantile(samples, 0.95)];
  rows.push([
    what,
    (facts / 1e6).toFixed(1),
    milliseconds(p50),
    milliseconds(p95),
    milliseconds(engineMs),
    milliseconds((own.user + own.system) / 1000 / ids.length),
    what.startsWith("trace") ? (p95 < GOAL_MS ? `met (p95 < ${GOAL_MS} ms)` : `over (p95 < ${GOAL_MS} ms)`) : "",
  ]);
}

const factsIn = async (warehouse: Warehouse): Promise<number> => {
  const [row] = await warehouse.query<{ count: string }>("SELECT count() AS count FROM store.stage_facts");
  return Number(row?.count);
};

const path = join(folder, "data");
const served = await serveWarehouse({ path });
const { pid } = JSON.parse(readFileSync(join(path, "run/server.json"), "utf8")) as { pid: number };
const warehouse = await openWarehouse({ url: served.url });
try {
  await storeRecording(warehouse);
  const once = await factsIn(warehouse);
  let copies = 1;
  for (const size of sizes) {
    const wanted = Math.max(1, Math.round(size / once));
    while (copies < wanted) {
      const to = Math.min(wanted, copies + COPIES_AT_ONCE);
      await multiply(warehouse, { from: copies, to });
      copies = to;
    }
    const facts = await factsIn(warehouse);
    const { network } = RECORDED;
    const read = (id: string) => trace(warehouse, operator, { id, network });
    await measure("trace by id", facts, pid, await pick(warehouse, "1"), read);
    const explain = (id: string) => why(warehouse, operator, { id, network });
    await measure("why by id", facts, pid, await pick(warehouse, "validation_code != 0"), explain);
  }
  let streamed = 0;
  const started = performance.now();
  for await (const _ of whyFailed(warehouse, operator, RECORDED.network)) if (++streamed === STREAMED) break;
  const seconds = (performance.now() - started) / 1000;
  printTable(["", "million facts", "p50 ms", "p95 ms", "engine CPU ms", "CPU ms", "goal"], rows);
  process.stdout.write(`${streamed} failures explained in one stream: ${(streamed / seconds).toFixed(0)}/s\n`);
} finally {
  await warehouse.close();
  await served.close();
  await rm(folder, { recursive: true, force: true });
}
