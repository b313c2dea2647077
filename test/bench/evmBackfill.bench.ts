import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { evm } from "@ledgerscope/evm";
import { openWarehouse, serveWarehouse } from "@ledgerscope/warehouse";
import { landingStatements } from "./support/evm/landingTable.ts";
import { type Ran, ran, started, usageOf } from "./support/evm/usage.ts";
import { printTable } from "./support/timings.ts";

const root = resolve(import.meta.dirname, "../..");
const support = join(import.meta.dirname, "support/evm");
const sizes = (process.env["LEDGERSCOPE_BENCH_BLOCKS"] ?? "200,1000").split(",").map(Number);
const only = process.env["LEDGERSCOPE_BENCH_ONLY"]?.split(",");

const most = Math.max(...sizes);
const node = await started<{ url: string; first: number }>(join(support, "replayNode.ts"), [String(most)]);
const { url, first } = node.told;

interface Contender {
  readonly name: string;
  run(at: { folder: string; warehouse: string; from: number; to: number }): Promise<Ran>;
}

const cli = join(root, "indexer/cli/bin/ledgerscope.mjs");
const NODE = process.execPath;

const contenders: readonly Contender[] = [
  {
    name: "ledgerscope verified",
    async run({ folder, warehouse, from, to }) {
      const config = `warehouse: { url: "${warehouse}" }\nnetworks:\n  mainnet: { family: evm, rpc: "${url}", from: ${first}, datasets: { token_transfers: false, contracts: false } }\n`;
      await writeFile(join(folder, "ledgerscope.yaml"), config);
      const prof = process.env["LEDGERSCOPE_BENCH_PROFILE"]
        ? ["--cpu-prof", `--cpu-prof-dir=${process.env["LEDGERSCOPE_BENCH_PROFILE"]}`]
        : [];
      return ran([NODE, ...prof, cli, "backfill", "--network", "mainnet", `${from}:${to}`], { cwd: folder });
    },
  },
  {
    name: "bare pipe",
    async run({ warehouse, from, to }) {
      const args = [url, warehouse, from, to, 50, 16].map(String);
      return ran([NODE, "--import=tsx", join(support, "barePipe.ts"), ...args]);
    },
  },
];

const checksums = (["evm_blocks", "evm_transactions", "evm_logs"] as const).map((name) => {
  const table = evm.schema.tables.find((each) => each.name === name);
  const columns = Object.keys(table?.columns ?? {}).map((column) => `\`${column}\``);
  return `SELECT '${name}' AS name, count() AS rows, sum(cityHash64(formatRow('RowBinary', ${columns.join(", ")}))) AS sum FROM store.${name}_final`;
});

const rows: string[][] = [];
try {
  for (const blocks of sizes) {
    for (const contender of contenders) {
      if (only && !only.some((part) => contender.name.includes(part))) continue;
      const folder = await mkdtemp(join(tmpdir(), "ledgerscope-bench-"));
      const served = await serveWarehouse({ path: join(folder, "data") });
      const pid = JSON.parse(readFileSync(join(folder, "data/run/server.json"), "utf8")).pid as number;
      const warehouse = await openWarehouse({ url: served.url });
      try {
        await warehouse.migrate([evm.schema]);
        if (contender.name === "bare pipe")
          for (const statement of landingStatements) await warehouse.command(statement);
        const before = usageOf(pid);
        const result = await contender.run({ folder, warehouse: served.url, from: first, to: first + blocks });
        const after = usageOf(pid);
        const engine = after.cpuSeconds - before.cpuSeconds;
        const sums = await warehouse.query<{ name: string; rows: string; sum: string }>(checksums.join(" UNION ALL "));
        sums.sort((a, b) => a.name.localeCompare(b.name));
        rows.push([
          contender.name,
          String(blocks),
          result.wallSeconds.toFixed(2),
          (blocks / result.wallSeconds).toFixed(0),
          (result.cpuSeconds + engine).toFixed(2),
          result.cpuSeconds.toFixed(2),
          engine.toFixed(2),
          (((result.cpuSeconds + engine) / blocks) * 1000).toFixed(2),
          (result.peakBytes / 2 ** 20).toFixed(0),
          (after.peakBytes / 2 ** 20).toFixed(0),
          sums.map(({ rows, sum }) => `${rows}:${sum.slice(-6)}`).join(" "),
        ]);
      } finally {
        await warehouse.close();
        await served.close();
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
} finally {
  node.child.kill();
}
printTable(
  [
    "",
    "blocks",
    "wall s",
    "blocks/s",
    "CPU s",
    "of it program",
    "of it engine",
    "CPU s/1000",
    "MiB program",
    "MiB engine",
    "checksums",
  ],
  rows,
);
