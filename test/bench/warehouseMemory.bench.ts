import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse } from "@ledgerscope/warehouse";
import { printTable } from "./support/timings.ts";

/**
 * Memory of the server process over 200,000 requests (point reads, small inserts, errors, results left in
 * the middle; `LEDGERSCOPE_BENCH_REQUESTS` changes the number), read from the system ten times. Flat means:
 * the last reading is at most a tenth above the one after a fifth of the requests.
 */
const REQUESTS = Number(process.env["LEDGERSCOPE_BENCH_REQUESTS"] ?? 200_000);
const STEPS = 20;
const IN_FLIGHT = 8;
const GOAL = 1.1;

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
const warehouse = await openWarehouse({ path: folder });

/** Resident memory, in MiB, and open files of the server. */
async function usage(): Promise<{ resident: number; heap: number; files: number; threads: number }> {
  const { pid } = JSON.parse(await readFile(join(folder, "run", "server.json"), "utf8")) as { pid: number };
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const metrics = await (await fetch(`${warehouse.url}/metrics`)).text();
  const metric = (name: string): number => Number(new RegExp(`^${name} (.+)$`, "m").exec(metrics)?.[1]);
  return {
    resident: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    threads: Number(/Threads:\s+(\d+)/.exec(status)?.[1]),
    heap: metric("nodejs_heap_size_used_bytes") / 2 ** 20,
    files: metric("process_open_fds"),
  };
}

async function request(n: number): Promise<void> {
  if (n % 100 === 0) {
    const bytes = Buffer.from(`${JSON.stringify({ id: n, note: "x".repeat(50) })}\n`);
    await warehouse.insert(
      { table: "default.t", format: "JSONEachRow", columns: ["id", "note"], bytes },
      { token: `${n}` },
    );
  } else if (n % 50 === 1) {
    await warehouse.query("SELECT absent FROM t").catch(() => {});
  } else if (n % 500 === 2) {
    for await (const _ of warehouse.rows("SELECT number FROM numbers(1000000)")) break;
  } else {
    const [row] = await warehouse.query<{ id: number }>("SELECT {id:UInt32} AS id", { id: n });
    if (row?.id !== n) throw new Error(`asked for ${n}, got ${JSON.stringify(row)}`);
  }
}

try {
  await warehouse.command("CREATE TABLE t (id UInt64, note String) ENGINE = MergeTree ORDER BY id");
  const table: string[][] = [];
  const resident: number[] = [];
  let next = 0;
  for (let step = 0; step <= STEPS; step++) {
    const end = Math.round((REQUESTS * step) / STEPS);
    const started = performance.now();
    const from = next;
    await Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        while (next < end) await request(next++);
      }),
    );
    const now = await usage();
    resident.push(now.resident);
    const rate = step === 0 ? "" : (((end - from) / (performance.now() - started)) * 1000).toFixed(0);
    table.push([
      String(end),
      now.resident.toFixed(0),
      now.heap.toFixed(0),
      String(now.files),
      String(now.threads),
      rate,
    ]);
    process.stderr.write(`${end} requests: ${now.resident.toFixed(0)} MiB\n`);
  }
  printTable(["requests", "resident MiB", "JS heap MiB", "open files", "threads", "requests/s"], table);
  const ratio = (resident.at(-1) as number) / (resident[STEPS / 5] as number);
  process.stdout.write(`last to a fifth: ${ratio.toFixed(2)}, ${ratio <= GOAL ? "flat" : "growing"}\n`);
} finally {
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
}
