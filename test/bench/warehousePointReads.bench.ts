import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openWarehouse } from "@ledgerscope/warehouse";
import { DirectEngine } from "./support/directEngine.ts";
import { milliseconds, printTable, quantile } from "./support/timings.ts";

/**
 * Reads of one row by its key out of 5 million, with 1, 4 and 16 in flight: through the server, and by chDB
 * called directly (one session per read in flight, at most 4, as one session runs one query at a time). Then
 * the same through the server beside a scan of everything that does not end, an analyst's (profile `reader`)
 * and an administrator's. The goal beside the scan is a p95 below 10 ms.
 *
 * With n in flight no read can be faster than n divided by the reads that all cores together make in a second:
 * "floor" is that number, from chDB called directly with as many in flight and nothing beside it.
 */
const ROWS = 5_000_000;
const READS = Number(process.env["LEDGERSCOPE_BENCH_READS"] ?? 1000);
const IN_FLIGHT = [1, 4, 16];
const GOAL_MS = 10;

const CREATE = `CREATE TABLE default.t (id UInt64, hash FixedString(32), note String) ENGINE = MergeTree ORDER BY id`;
const FILL = `INSERT INTO default.t SELECT number, unhex(hex(SHA256(toString(number)))), repeat('x', number % 50) FROM numbers(${ROWS})`;
const READ = "SELECT id, lower(hex(hash)) AS hash, note FROM default.t WHERE id = {id:UInt64}";
const SCAN = "SELECT sum(sipHash64(a.hash, b.number)) FROM default.t AS a, numbers(100000) AS b";

/** Milliseconds of each of `READS` reads, and the seconds of all. */
async function measure(
  inFlight: number,
  read: (id: number, worker: number) => Promise<unknown>,
): Promise<{ samples: number[]; seconds: number }> {
  const samples: number[] = [];
  let left = READS;
  const started = performance.now();
  const work = async (worker: number): Promise<void> => {
    while (left-- > 0) {
      const id = Math.floor(Math.random() * ROWS);
      const from = performance.now();
      await read(id, worker);
      samples.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, worker) => work(worker)));
  return { samples, seconds: (performance.now() - started) / 1000 };
}

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
const ANALYST = { username: "analyst", password: "analyst's" };
const warehouse = await openWarehouse({
  path: folder,
  users: {
    analyst: {
      profile: "reader",
      password: ANALYST.password,
      databases: ["default"],
      limits: { max_execution_time: 3600 },
    },
  },
});
const engine = new DirectEngine();
const table: string[][] = [];
/** Milliseconds, by reads in flight. */
const floors = new Map<number, number>();

async function row(
  what: string,
  inFlight: number,
  read: (id: number, worker: number) => Promise<unknown>,
): Promise<void> {
  const { samples, seconds } = await measure(inFlight, read);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(samples, share)) as [number, number, number];
  if (!floors.has(inFlight)) floors.set(inFlight, (seconds * 1000 * inFlight) / READS);
  const goal = what.includes("scan") ? (p95 < GOAL_MS ? `met (p95 < ${GOAL_MS})` : `over (p95 < ${GOAL_MS})`) : "";
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const times = [p50, p95, p99, floors.get(inFlight) ?? Number.NaN].map(milliseconds);
  table.push([what, String(inFlight), ...times, (READS / seconds).toFixed(0), load, goal]);
}

try {
  const sessions = Array.from({ length: 4 }, () => engine.open());
  const [first] = sessions as [(typeof sessions)[0]];
  await warehouse.command(CREATE);
  await warehouse.command(FILL);
  await first.queryAsync(CREATE);
  await first.queryAsync(FILL);
  const served = async (id: number): Promise<void> => {
    const [found] = await warehouse.query<{ id: string }>(READ, { id });
    if (found?.id !== String(id)) throw new Error(`asked for ${id}, got ${JSON.stringify(found)}`);
  };
  const directly = (id: number, worker: number): Promise<unknown> =>
    (sessions[worker % 4] as (typeof sessions)[0]).queryBindAsync(READ, { id }, { format: "JSONEachRow" });
  for (const read of [served, directly]) await measure(4, read);
  for (const inFlight of IN_FLIGHT) {
    await row("chDB directly", inFlight, directly);
    await row("through the server", inFlight, served);
  }
  for (const who of ["an analyst", "an administrator"]) {
    const scan = new AbortController();
    const scanning = warehouse.client
      .query({ query: SCAN, abort_signal: scan.signal, ...(who === "an analyst" ? { auth: ANALYST } : {}) })
      .then(
        () => "it ended",
        (error: Error) => error.message,
      );
    await sleep(3000);
    for (const inFlight of IN_FLIGHT) await row(`through the server, beside a scan of ${who}`, inFlight, served);
    const state = await Promise.race([scanning, sleep(1, "runs")]);
    if (state !== "runs") throw new Error(`the scan was to run all the time: ${state}`);
    scan.abort();
    await scanning;
  }
  printTable(["", "in flight", "p50 ms", "p95 ms", "p99 ms", "floor ms", "reads/s", "load", "goal"], table);
  process.stdout.write(`${cpus().length} cores; load: processes that run or wait for a core, this bench's included\n`);
} finally {
  await warehouse.close();
  engine.close();
  await rm(folder, { recursive: true, force: true });
}
