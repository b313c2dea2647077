import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import type { Contender } from "./contender.ts";
import { landingStatements } from "./landingTable.ts";
import { ponder, squid } from "./peers.ts";
import { ran } from "./usage.ts";

const root = resolve(import.meta.dirname, "../../../..");
const cli = join(root, "indexer/cli/bin/ledgerscope.mjs");
/** Requests in flight, of every contender that can be told. */
const IN_FLIGHT = 16;
const PER_INSERT = 200;

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
    ...(program ? [cryo(program)] : []),
    ...(peers ? [squid, ponder] : []),
  ];
}
