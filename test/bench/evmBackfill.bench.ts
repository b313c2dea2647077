import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { evm } from "@ledgerscope/evm";
import { openWarehouse, serveWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import type { Contender } from "./support/evm/contender.ts";
import { contenders, ONLY_INSERT, ONLY_READ } from "./support/evm/contenders.ts";
import { started, usageOf } from "./support/evm/usage.ts";
import { median, printTable } from "./support/timings.ts";

/**
 * From a node to queryable tables: blocks, transactions merged with their receipts, logs. The node is a process
 * over *tiled* real blocks (the 20 of ../shared/data/evm again and again: number, parent hash and time rewritten, the
 * header hash recomputed), in memory, on the same machine; its own CPU is shown beside, and not counted. Everything else is: of the
 * program and of the engine; the start of the program is included, the making of tables is not.
 *
 * The bare pipe is the limit: it reads the same bytes from the same node and posts them as they are into a landing
 * table, whose views fill the same tables. Checksums over all columns must be equal, or the bench fails.
 *
 * *Only read* throws the node's answers away, *only insert* posts the same rows, which lie ready in the engine's own format;
 * of both the start of the program is not counted. Their sum is what nobody who reads these answers and stores these rows
 * can do without on this machine: the bench tells how far from the others it leaves room to be.
 *
 * LEDGERSCOPE_BENCH_BLOCKS: numbers of blocks (200,2000); …_RUNS: of which the median is shown (3);
 * …_LONG=1: 20,000 blocks as well; …_PEERS=1: ponder and @subsquid/evm-processor, installed into the system's
 * temporary folder; …_ONLY: parts of contenders' names; …_PROFILE: folder for CPU profiles. cryo runs where it is on
 * PATH. Linux alone: CPU and memory are read from /proc.
 */
const { env } = process;
const sizes = (env["LEDGERSCOPE_BENCH_BLOCKS"] ?? (env["LEDGERSCOPE_BENCH_LONG"] ? "200,2000,20000" : "200,2000"))
  .split(",")
  .map(Number);
const runs = Number(env["LEDGERSCOPE_BENCH_RUNS"] ?? 3);
const only = env["LEDGERSCOPE_BENCH_ONLY"]?.split(",");

/** Blocks above those that are asked for: some programs take only what is so deep for final. */
const ABOVE = 100;

interface Result {
  readonly contender: string;
  readonly blocks: number;
  readonly wallSeconds: number;
  readonly programCpu: number;
  readonly engineCpu: number;
  /** Of the replay node, meanwhile. */
  readonly nodeCpu: number;
  readonly programPeak: number;
  readonly enginePeak: number;
  readonly checksum: string | undefined;
}

const support = join(import.meta.dirname, "support/evm");
const replay = await started<{ url: string; first: number; end: number; bytesPerBlock: number }>(
  join(support, "replayNode.ts"),
  [String(Math.max(...sizes) + ABOVE)],
).catch((error: Error) => {
  if (error.message.includes("ended with 2 ")) return undefined;
  throw error;
});
if (!replay) {
  process.stdout.write("the recorded blocks of ../shared/data/evm are not there: nothing to measure\n");
  process.exit(0);
}
const { told: node, child: nodeProcess } = replay;

const checksums = (["evm_blocks", "evm_transactions", "evm_logs"] as const).map((name) => {
  const table = evm.schema.tables.find((each) => each.name === name);
  const columns = Object.keys(table?.columns ?? {}).map((column) => `\`${column}\``);
  const row = `cityHash64(formatRow('RowBinary', ${columns.join(", ")}))`;
  return `SELECT '${name}' AS name, count() AS rows, sum(${row}) AS sum FROM store.${name}_final`;
});

async function checksumOf(warehouse: Warehouse): Promise<string> {
  const sums = await warehouse.query<{ name: string; rows: string; sum: string }>(checksums.join(" UNION ALL "));
  const sorted = sums.sort((a, b) => a.name.localeCompare(b.name));
  return sorted.map(({ name, rows, sum }) => `${name} ${rows} ${sum}`).join(", ");
}

async function once(contender: Contender, blocks: number): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
  const served = await serveWarehouse({ path: join(folder, "data") });
  const { pid } = JSON.parse(readFileSync(join(folder, "data/run/server.json"), "utf8")) as { pid: number };
  const warehouse = await openWarehouse({ url: served.url });
  try {
    await warehouse.migrate([evm.schema]);
    const task = { folder, node: node.url, warehouse: served.url, from: node.first, to: node.first + blocks };
    await contender.prepare?.(task, warehouse);
    const before = usageOf(pid);
    const nodeBefore = usageOf(nodeProcess.pid as number);
    const result = await contender.run(task);
    const after = usageOf(pid);
    const nodeCpu = usageOf(nodeProcess.pid as number).cpuSeconds - nodeBefore.cpuSeconds;
    const usesEngine = contender.stores === "warehouse" || contender.stores === "engine";
    return {
      contender: contender.name,
      blocks,
      wallSeconds: result.wallSeconds,
      programCpu: result.cpuSeconds,
      engineCpu: usesEngine ? after.cpuSeconds - before.cpuSeconds : 0,
      nodeCpu,
      programPeak: result.peakBytes,
      enginePeak: usesEngine ? after.peakBytes : 0,
      checksum: contender.stores === "warehouse" ? await checksumOf(warehouse) : undefined,
    };
  } finally {
    await warehouse.close();
    await served.close();
    folders.push(folder);
  }
}

/**
 * Removed at the end: files made soon after others were deleted cost a file system without a journal a search among
 * the deleted, which the next contender would pay.
 */
const folders: string[] = [];
const results: Result[] = [];
const middle = (of: readonly Result[], value: (result: Result) => number): number => median(of.map(value));

const chosen = contenders(env["LEDGERSCOPE_BENCH_PEERS"] !== undefined).filter(
  ({ name }) => !only || only.some((part) => name.includes(part)),
);
try {
  for (const blocks of sizes) {
    // Turn by turn, so that what else the machine does falls on all alike.
    const all: Result[] = [];
    for (let run = 0; run < runs; run++) {
      for (const contender of chosen) {
        if (blocks > (contender.most ?? Number.POSITIVE_INFINITY)) continue;
        all.push(await once(contender, blocks));
      }
    }
    const sums = new Set(all.flatMap(({ checksum }) => checksum ?? []));
    if (sums.size > 1) throw new Error(`the tables differ:\n${[...sums].join("\n")}`);
    for (const { name } of chosen) {
      const own = all.filter(({ contender }) => contender === name);
      const [first] = own;
      if (!first) continue;
      results.push({
        ...first,
        wallSeconds: middle(own, (r) => r.wallSeconds),
        programCpu: middle(own, (r) => r.programCpu),
        engineCpu: middle(own, (r) => r.engineCpu),
        nodeCpu: middle(own, (r) => r.nodeCpu),
        programPeak: middle(own, (r) => r.programPeak),
        enginePeak: middle(own, (r) => r.enginePeak),
      });
    }
  }
} finally {
  nodeProcess.kill();
  for (const { cleanUp } of chosen) await cleanUp?.();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

const MIB = 2 ** 20;
const megabytes = (blocks: number): number => (blocks * node.bytesPerBlock) / 1e6;
printTable(
  [
    "tiled real blocks",
    "blocks",
    "wall s",
    "blocks/s",
    "MB/s",
    "CPU s program",
    "engine",
    "per 1000",
    "node",
    "MiB program",
    "engine",
  ],
  results.map((r) => [
    r.contender,
    String(r.blocks),
    r.wallSeconds.toFixed(2),
    (r.blocks / r.wallSeconds).toFixed(0),
    (megabytes(r.blocks) / r.wallSeconds).toFixed(0),
    r.programCpu.toFixed(2),
    r.engineCpu.toFixed(2),
    (((r.programCpu + r.engineCpu) / r.blocks) * 1000).toFixed(2),
    r.nodeCpu.toFixed(2),
    (r.programPeak / MIB).toFixed(0),
    (r.enginePeak / MIB).toFixed(0),
  ]),
);

/** At the largest number of blocks that both have: a's value over b's. */
function compared(a: string, b: string, value: (result: Result) => number): number | undefined {
  const pairs = sizes.flatMap((blocks) => {
    const [first, second] = [a, b].map((part) =>
      results.find((r) => r.blocks === blocks && r.contender.startsWith(part)),
    );
    return first && second ? value(first) / value(second) : [];
  });
  return pairs.at(-1);
}

const rate = (r: Result): number => r.blocks / r.wallSeconds;
const cpu = (r: Result): number => r.programCpu + r.engineCpu;
const verified = "ledgerscope, verified";
const goals: readonly [string, number | undefined, (value: number) => boolean][] = [
  [
    "unverified over bare pipe, blocks/s, at least 0.8",
    compared("ledgerscope, unverified", "bare", rate),
    (x) => x >= 0.8,
  ],
  ["verified over bare pipe, blocks/s, at least 0.5", compared(verified, "bare", rate), (x) => x >= 0.5],
  ["verified over @subsquid/evm-processor, blocks/s, at least 5", compared(verified, "@subsquid", rate), (x) => x >= 5],
  ["verified over ponder, blocks/s, at least 5", compared(verified, "ponder", rate), (x) => x >= 5],
  ["verified over cryo, CPU seconds, at most 0.5", compared(verified, "cryo", cpu), (x) => x <= 0.5],
  ["unverified over cryo, CPU seconds", compared("ledgerscope, unverified", "cryo", cpu), (x) => x <= 0.5],
];
for (const [goal, value, holds] of goals) {
  if (value !== undefined) process.stdout.write(`${goal}: ${value.toFixed(2)}${holds(value) ? "" : " (missed)"}\n`);
}

/** What reading and inserting take without anything between, and so how far ahead of the others anybody could be. */
const cores = availableParallelism();
for (const blocks of sizes) {
  const of = (part: string): Result | undefined =>
    results.find((r) => r.blocks === blocks && r.contender.startsWith(part));
  const [read, insert, squid, parquet] = [ONLY_READ, ONLY_INSERT, "@subsquid", "cryo"].map(of);
  if (!read || !insert) continue;
  const leastCpu = cpu(read) + cpu(insert);
  const leastWall = Math.max(read.wallSeconds, insert.wallSeconds, (leastCpu + read.nodeCpu) / cores);
  const told = [
    `${blocks} blocks: to read and to insert take ${leastCpu.toFixed(2)} CPU s, to serve them ${read.nodeCpu.toFixed(2)}: ` +
      `on ${cores} cores no program is done before ${leastWall.toFixed(2)} s`,
    ...(squid
      ? [`at most ${(squid.wallSeconds / leastWall).toFixed(1)} times as fast as @subsquid/evm-processor`]
      : []),
    ...(parquet ? [`at least ${(leastCpu / cpu(parquet)).toFixed(2)} of cryo's CPU`] : []),
  ];
  process.stdout.write(`${told.join("; ")}\n`);
}
const ours = results.filter(({ contender }) => contender === verified);
for (const [index, larger] of ours.entries()) {
  const smaller = ours[index - 1];
  if (!smaller) continue;
  const [time, program, engine] = [
    (r: Result) => r.wallSeconds,
    (r: Result) => r.programPeak,
    (r: Result) => r.enginePeak,
  ].map((value) => (value(larger) / value(smaller)).toFixed(2));
  process.stdout.write(
    `verified, ${larger.blocks} blocks over ${smaller.blocks}: time ${time}, memory of the program ${program}, of the engine ${engine}\n`,
  );
}
