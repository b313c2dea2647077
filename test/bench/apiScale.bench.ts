import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApi } from "@ledgerscope/api";
import { openWarehouse, serveWarehouse } from "@ledgerscope/warehouse";
import { usageOf } from "./support/evm/usage.ts";
import { BUSY } from "./support/scale/evmTables.ts";
import { fill } from "./support/scale/fill.ts";
import { asked, BUDGETS, sample } from "./support/scale/operations.ts";
import { EVM, FABRIC } from "./support/scale/scale.ts";
import { milliseconds, printTable, quantile } from "./support/timings.ts";

/**
 * The operations of the explorer's pages, answered by the API over a Fabric and an EVM network that were made up in the
 * engine: rows of the shapes of real ones, thirty days long, a few keys, accounts and contracts much busier than others,
 * every tenth EVM transaction of one account. Columns that no page reads (signatures, envelopes) are left empty.
 * One request at a time, each asked three times before it counts.
 *
 * `LEDGERSCOPE_BENCH_TRANSACTIONS=1000000` of each network. From 50 million on only blocks and transactions are made,
 * and the four kinds of operations that have a budget are asked. `LEDGERSCOPE_BENCH_FOLDER` keeps the warehouse there and
 * uses it again; `LEDGERSCOPE_BENCH_ONLY=Transaction` asks operations of these names alone.
 */
const transactions = Number(process.env["LEDGERSCOPE_BENCH_TRANSACTIONS"] ?? 1_000_000);
const READS = Number(process.env["LEDGERSCOPE_BENCH_READS"] ?? 30);
const only = process.env["LEDGERSCOPE_BENCH_ONLY"];
const kept = process.env["LEDGERSCOPE_BENCH_FOLDER"];
const everything = transactions < 50_000_000;
const WARM = 3;

const folder = kept ?? (await mkdtemp(join(tmpdir(), "ledgerscope-bench-")));
const served = await serveWarehouse({ path: join(folder, "data") });
const { pid } = JSON.parse(readFileSync(join(folder, "data/run/server.json"), "utf8")) as { pid: number };
const warehouse = await openWarehouse({ url: served.url });
const note = (text: string): void => void process.stderr.write(`${text}\n`);
const isFilled = async (): Promise<boolean> => {
  const tables = await warehouse.query("SELECT 1 FROM system.tables WHERE database = 'store' AND name = '_ranges'");
  if (tables.length === 0) return false;
  return (await warehouse.query(`SELECT 1 FROM store._ranges WHERE network = '${EVM.network}' LIMIT 1`)).length > 0;
};
try {
  if (!(await isFilled())) await fill(warehouse, { transactions, everything }, note);
  const silent = (): void => {};
  const log = { info: silent, warn: silent, error: (...words: unknown[]) => note(JSON.stringify(words)) };
  const recorded = { recorded: true, replayed: false, observe: undefined };
  const networks = {
    [FABRIC.network]: { ...recorded, family: "fabric", input: { channel: FABRIC.channel } },
    [EVM.network]: { ...recorded, family: "evm", input: {} },
  };
  const config = { networks, viewers: undefined } as unknown as Parameters<typeof createApi>[0]["config"];
  const api = createApi({ warehouse, config, log: log as never });
  const ask = async (query: string, variables: object): Promise<string> => {
    const answer = await api.yoga.fetch("http://127.0.0.1/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return answer.text();
  };
  const [row] = await warehouse.query<{ busy: string }>(`SELECT '0x' || lower(hex(${BUSY})) AS busy`);
  const operations = asked(await sample(warehouse, READS), { busy: row?.busy ?? "", everything });
  const rows: string[][] = [];
  for (const { name, kind, query, variables } of operations) {
    if (only !== undefined && !only.split(",").some((one) => name.startsWith(one))) continue;
    const each = Array.from({ length: READS }, (_, at) => variables[at % variables.length] ?? {});
    const told = new Set<string>();
    const samples: number[] = [];
    for (const one of each.slice(0, WARM)) await ask(query, one);
    const before = usageOf(pid).cpuSeconds;
    for (const one of each) {
      const started = performance.now();
      const text = await ask(query, one);
      samples.push(performance.now() - started);
      const { errors } = JSON.parse(text) as { errors?: { message: string }[] };
      for (const { message } of errors ?? []) told.add(message);
    }
    const engineMs = ((usageOf(pid).cpuSeconds - before) * 1000) / each.length;
    const p95 = quantile(samples, 0.95);
    const budget = kind === "page" ? undefined : BUDGETS[kind];
    const verdict = budget === undefined ? "" : `${p95 < budget ? "met" : "over"} (${kind}, ${budget} ms)`;
    rows.push([
      name,
      milliseconds(quantile(samples, 0.5)),
      milliseconds(p95),
      milliseconds(engineMs),
      told.size > 0 ? [...told].join("; ").slice(0, 100) : verdict,
    ]);
    note(rows.at(-1)?.join(" | ") ?? "");
  }
  printTable(
    [
      `${(transactions / 1e6).toFixed(0)} million transactions of each network`,
      "p50 ms",
      "p95 ms",
      "engine CPU ms",
      "budget",
    ],
    rows,
  );
  await api.yoga.dispose();
} finally {
  await warehouse.close();
  await served.close();
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
}
