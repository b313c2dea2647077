import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import type { Contender } from "./contender.ts";
import { landingStatements } from "./landingTable.ts";
import type { OwnUsage } from "./ownUsage.ts";
import { ponder, squid } from "./peers.ts";
import { writeReadyRows } from "./readyRows.ts";
import { type Ran, ran } from "./usage.ts";

const root = resolve(import.meta.dirname, "../../../..");
const cli = join(root, "indexer/cli/bin/ledgerscope.mjs");
/** Requests in flight, of every contender that can be told. */
const IN_FLIGHT = 16;
const PER_INSERT = 200;

/** The two parts that no program can do without. */
export const ONLY_READ = "only read: the same answers, thrown away";
export const ONLY_INSERT = "only insert: the same rows, ready as Native";

function ledgerscope(name: string, options: string): Contender {
  return {
    name,
    stores: "warehouse",
    async prepare({ folder, node, warehouse, from }) {
      const network = `family: evm, rpc: "${node}", from: ${from}, concurrency: ${IN_FLIGHT}${options}`;
      const config = `warehouse: { url: "${warehouse}" }\nnetworks:\n  mainnet: { ${network} }\n`;
      await writeFile(join(folder, "ledgerscope.yaml"), config);
      await ran([process.execPath, cli, "migrate"], { cwd: folder });
    },
    async run({ folder, from, to }) {
      const profile = process.env["LEDGERSCOPE_BENCH_PROFILE"];
      const profiled = profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [];
      const command = [cli, "backfill", "--no-passes", "--network", "mainnet", `${from}:${to}`];
      return ran([process.execPath, ...profiled, ...command], { cwd: folder });
    },
  };
}

/** The same tables as everybody else's; token transfers and created contracts are off. */
const SAME_TABLES = ", datasets: { token_transfers: false, contracts: false }";

const barePipe: Contender = {
  name: "bare pipe",
  stores: "warehouse",
  async prepare(_task, warehouse) {
    for (const statement of landingStatements) await warehouse.command(statement);
  },
  run({ node, warehouse, from, to }) {
    const args = [node, warehouse, from, to, PER_INSERT, IN_FLIGHT].map(String);
    return ran([process.execPath, "--import=tsx", join(import.meta.dirname, "barePipe.ts"), ...args]);
  },
};

/** Runs a part of this bench that tells what it has used itself. */
async function ranOwn(file: string, args: readonly (string | number)[]): Promise<Ran> {
  const done = await ran([process.execPath, "--import=tsx", join(import.meta.dirname, file), ...args.map(String)]);
  return { ...done, ...(JSON.parse(done.output) as OwnUsage) };
}

const onlyRead: Contender = {
  name: ONLY_READ,
  stores: "nowhere",
  run: ({ node, from, to }) => ranOwn("onlyRead.ts", [node, from, to, IN_FLIGHT]),
};

/** Larger ranges fill the disk. */
const MOST_READY = 5_000;

function onlyInsert(): Contender {
  const folders = new Map<number, string>();
  return {
    name: ONLY_INSERT,
    stores: "warehouse",
    most: MOST_READY,
    async prepare(task) {
      if (folders.has(task.to)) return;
      const folder = await mkdtemp(join(tmpdir(), "ledgerscope-ready-"));
      folders.set(task.to, folder);
      await writeReadyRows(folder, { datasets: { token_transfers: false, contracts: false } }, task);
    },
    run: ({ warehouse, to }) => ranOwn("onlyInsert.ts", [warehouse, folders.get(to) as string]),
    async cleanUp() {
      for (const folder of folders.values()) await rm(folder, { recursive: true, force: true });
    },
  };
}

const cryo = (program: string): Contender => ({
  name: "cryo (Parquet, nothing verified)",
  stores: "itself",
  most: 20_000,
  async run({ folder, node, from, to }) {
    const out = join(folder, "cryo");
    await mkdir(out);
    const what = ["blocks", "txs", "logs", "--include-columns", "all", "--blocks", `${from}:${to}`];
    const how = ["--rpc", node, "--output-dir", out, "--max-concurrent-requests", String(IN_FLIGHT)];
    const done = await ran([program, ...what, ...how]);
    const rows = /rows written: ([\d,]+)/.exec(done.output)?.[1];
    return { ...done, rows: Number(rows?.replaceAll(",", "")) };
  },
});

function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** @param peers whether programs of others are installed from npm into a folder of their own. */
export function contenders(peers: boolean): Contender[] {
  const program = onPath("cryo");
  if (!program) process.stdout.write("cryo is not on PATH: left out\n");
  return [
    ledgerscope("ledgerscope, verified", SAME_TABLES),
    ledgerscope("ledgerscope, verified, all default datasets", ""),
    ledgerscope("ledgerscope, unverified", `${SAME_TABLES}, verify: false`),
    barePipe,
    onlyRead,
    onlyInsert(),
    ...(program ? [cryo(program)] : []),
    ...(peers ? [squid, ponder] : []),
  ];
}
