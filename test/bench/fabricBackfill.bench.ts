import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Payload, Source } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { generateLedger } from "@ledgerscope/testkit";
import { openWarehouse, serveWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { type Ran, ran, usageOf } from "./support/evm/usage.ts";
import { type Block, explorerWay } from "./support/fabric/explorerWay.ts";
import { median, printTable } from "./support/timings.ts";

/**
 * From a Fabric block file to queryable tables, through the command line: every block with all of its inline
 * checks, every transaction with its read and write sets. Ledgers of three sizes come from the testkit's block
 * generator (own authority, valid hashes and signatures, about 3 kB a transaction); the recorded one is the
 * project's fixture. Beside it the way of today's Fabric explorer, on the smallest, into the same engine.
 *
 * `LEDGERSCOPE_BENCH_BLOCKS=20,200,2000` (of 100 transactions each) are the sizes.
 */
const root = resolve(import.meta.dirname, "../..");
const cli = join(root, "indexer/cli/bin/ledgerscope.mjs");
const BLOCK_TRANSACTIONS = 100;
const sizes = (process.env["LEDGERSCOPE_BENCH_BLOCKS"] ?? "20,200,2000").split(",").map(Number);
const REPEATS = 3;
/** Transactions per second on two cores. */
const GOAL = 30_000;

interface Measured extends Ran {
  readonly engineCpuSeconds: number;
  readonly enginePeakBytes: number;
}

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));

/** Runs `work` against a warehouse of its own, which is there before and after it. */
async function withWarehouse<T>(work: (warehouse: Warehouse, pid: number) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(folder, "data-"));
  const served = await serveWarehouse({ path });
  const pid = (JSON.parse(readFileSync(join(path, "run/server.json"), "utf8")) as { pid: number }).pid;
  const warehouse = await openWarehouse({ url: served.url });
  try {
    await warehouse.migrate([fabric.schema]);
    return await work(warehouse, pid);
  } finally {
    await warehouse.close();
    await served.close();
    await rm(path, { recursive: true, force: true });
  }
}

function backfill(ledger: string, channel: string, transactions: number): Promise<Measured> {
  return withWarehouse(async (warehouse, pid) => {
    await writeFile(
      join(folder, "ledgerscope.yaml"),
      `warehouse: { url: "${warehouse.url}" }\nnetworks:\n  bench: { family: fabric, channel: ${channel}, ledger: ${ledger} }\n`,
    );
    // Tables are there before, as they are whenever a warehouse is filled further.
    await ran([process.execPath, cli, "migrate"], { cwd: folder });
    const before = usageOf(pid);
    const command = [process.execPath, cli, "backfill", "--network", "bench", "--no-passes"] as const;
    const program = await ran(command, { cwd: folder });
    const after = usageOf(pid);
    const [stored] = await warehouse.query<{ count: string }>("SELECT count() AS count FROM store.fabric_transactions");
    if (Number(stored?.count) !== transactions) throw new Error(`${stored?.count} of ${transactions} are stored`);
    return {
      ...program,
      engineCpuSeconds: after.cpuSeconds - before.cpuSeconds,
      enginePeakBytes: after.peakBytes,
    };
  });
}

/** The rows of a ledger, as the indexer hands them to the warehouse, batch by batch. */
async function encoded(ledger: string, to: number): Promise<Payload[][]> {
  const batches: Payload[][] = [];
  const source = await openLedger(ledger);
  try {
    for await (const { payloads } of source.stream({ from: 0, to }, new AbortController().signal)) {
      batches.push([...payloads]); // never given back, so that the bytes stay
    }
  } finally {
    await source.close();
  }
  return batches;
}

/** All tables of a batch side by side, one batch after the other, as the sink does. */
async function insertAlone(warehouse: Warehouse, batches: readonly (readonly Payload[])[]): Promise<void> {
  for (const [index, payloads] of batches.entries()) {
    await Promise.all(
      payloads.map(({ table, format, columns, bytes }) =>
        warehouse.insert({ table: `store.${table}`, format, columns, bytes }, { token: `${table} ${index}` }),
      ),
    );
  }
}

/** Runs `work` in this process and tells what it took, and what the engine did. */
async function measured(pid: number, work: () => Promise<unknown>): Promise<Measured> {
  const [cpuBefore, engineBefore, started] = [process.cpuUsage(), usageOf(pid), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  const engine = usageOf(pid);
  return {
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakBytes: process.memoryUsage.rss(),
    output: "",
    engineCpuSeconds: engine.cpuSeconds - engineBefore.cpuSeconds,
    enginePeakBytes: engine.peakBytes,
  };
}

const rows: string[][] = [];
function report(name: string, transactions: number, bytes: number, runs: readonly Measured[]): void {
  const of = (value: (run: Measured) => number): number => median(runs.map(value));
  const seconds = of((run) => run.wallSeconds);
  const cpu = of((run) => run.cpuSeconds + run.engineCpuSeconds);
  rows.push([
    name,
    String(transactions),
    (bytes / 1e6).toFixed(0),
    seconds.toFixed(2),
    (transactions / seconds).toFixed(0),
    of((run) => run.cpuSeconds).toFixed(2),
    of((run) => run.engineCpuSeconds).toFixed(2),
    ((cpu / bytes) * 1e9).toFixed(1),
    ((cpu / transactions) * 1e6).toFixed(0),
    (of((run) => run.peakBytes) / 2 ** 20).toFixed(0),
    (of((run) => run.enginePeakBytes) / 2 ** 20).toFixed(0),
  ]);
}

function openLedger(ledger: string): Promise<Source> {
  const config = fabric.parseConfig(
    { family: "fabric", channel: "generated", ledger },
    { network: "bench", baseDir: folder },
  );
  return fabric.open(config);
}

async function* blocksOf(ledger: string, to: number): AsyncIterable<Block> {
  const source = await openLedger(ledger);
  try {
    const { blocks } = source as unknown as {
      blocks(
        from: number,
        to: number,
        signal: AbortSignal,
      ): AsyncIterable<{
        height: number;
        block?: { data: Uint8Array[]; metadata: Uint8Array[] };
      }>;
    };
    for await (const { height, block } of blocks(0, to, new AbortController().signal)) {
      if (block) yield { number: height, data: block.data, filter: block.metadata[2] ?? new Uint8Array(0) };
    }
  } finally {
    await source.close();
  }
}

try {
  const recorded = join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
  const runs: Measured[] = [];
  for (let run = 0; run < REPEATS; run++) runs.push(await backfill(recorded, "mychannel", 2880));
  report("recorded, 3.1.5 BFT (xz)", 2880, 12_700_000, runs);
  for (const blocks of sizes) {
    const path = join(folder, `blockfile_${String(blocks).padStart(6, "0")}`);
    const made = await generateLedger({
      path,
      blocks: blocks + 1,
      blockTransactions: BLOCK_TRANSACTIONS,
      seed: blocks,
    });
    const backfills: Measured[] = [];
    const repeats = blocks > 1000 ? 1 : REPEATS;
    for (let run = 0; run < repeats; run++) {
      backfills.push(await backfill(path, "generated", made.transactions + 1));
    }
    report("generated", made.transactions, made.bytes, backfills);
    if (blocks === Math.min(...sizes)) {
      await withWarehouse(async (warehouse, pid) => {
        let transactions = 0;
        const work = async (): Promise<void> => {
          transactions = await explorerWay(warehouse, blocksOf(path, blocks + 2));
        };
        const run = await measured(pid, work);
        report("  as today's explorer", transactions, made.bytes, [run]);
      });
    }
    if (blocks <= 1000) {
      const batches = await encoded(path, blocks + 1);
      const alone: Measured[] = [];
      for (let run = 0; run < repeats; run++) {
        await withWarehouse(async (warehouse, pid) => {
          alone.push(await measured(pid, () => insertAlone(warehouse, batches)));
        });
      }
      report("  its rows, inserted alone", made.transactions, made.bytes, alone);
    }
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
printTable(
  [
    "ledger",
    "transactions",
    "MB",
    "wall s",
    "tx/s",
    "CPU s program",
    "CPU s engine",
    "CPU s/GB",
    "CPU µs/tx",
    "MiB program",
    "MiB engine",
  ],
  rows,
);
process.stdout.write(`wall: with the start of the program. goal: ${GOAL} tx/s on two cores\n`);
