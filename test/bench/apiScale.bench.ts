import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApi } from "@ledgerscope/api";
import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, serveWarehouse } from "@ledgerscope/warehouse";
import { usageOf } from "./support/evm/usage.ts";
import { counted, type Ran } from "./support/scale/counted.ts";
import { BUSY } from "./support/scale/evmTables.ts";
import { fill } from "./support/scale/fill.ts";
import { asked, BUDGETS, sample } from "./support/scale/operations.ts";
import { EVM, FABRIC } from "./support/scale/scale.ts";
import { milliseconds, printTable, quantile, timed } from "./support/timings.ts";

/**
 * The operations of the explorer's pages, answered by the API over a Fabric and an EVM network that were made up in the
 * engine: rows of the shapes of real ones, thirty days long, a few keys, accounts and contracts much busier than others,
 * every tenth EVM transaction of one account. Columns that no page reads (signatures, envelopes) are left empty.
 * One request at a time, each kind asked three times before it counts; the time of the very first is told beside.
 *
 * `LEDGERSCOPE_BENCH_TRANSACTIONS=1000000` of each network. From 50 million on only blocks and transactions are made,
 * and the four kinds of operations that have a budget are asked. `LEDGERSCOPE_BENCH_FOLDER` keeps the warehouse there and
 * uses it again; `LEDGERSCOPE_BENCH_ONLY=Transaction` asks operations of these names alone; with
 * `LEDGERSCOPE_BENCH_STATEMENTS=8` so many of the longest statements of each are told.
 */
const transactions = Number(process.env["LEDGERSCOPE_BENCH_TRANSACTIONS"] ?? 1_000_000);
const READS = Number(process.env["LEDGERSCOPE_BENCH_READS"] ?? 30);
const only = process.env["LEDGERSCOPE_BENCH_ONLY"];
const showStatements = Number(process.env["LEDGERSCOPE_BENCH_STATEMENTS"] ?? 0);
const kept = process.env["LEDGERSCOPE_BENCH_FOLDER"];
const everything = transactions < 50_000_000;
const WARM = 3;

const folder = kept ?? (await mkdtemp(join(tmpdir(), "ledgerscope-bench-")));
const served = await serveWarehouse({ path: join(folder, "data") });
const { pid } = JSON.parse(readFileSync(join(folder, "data/run/server.json"), "utf8")) as { pid: number };
const warehouse = await openWarehouse({ url: served.url });
const note = (text: string): void => void process.stderr.write(`${text}\n`);
const isFilled = async (): Promise<boolean> => {
  return (await warehouse.query(`SELECT 1 FROM store._ranges WHERE network = '${EVM.network}' LIMIT 1`)).length > 0;
};
/** The statements that took longest of so many requests, all together. */
function noteStatements(ran: readonly Ran[], requests: number): void {
  const alike = new Map<string, { ms: number; times: number; rows: number; params: Ran["params"] }>();
  for (const { sql, ms, rows, params } of ran) {
    const sum = alike.get(sql) ?? { ms: 0, times: 0, rows: 0, params };
    alike.set(sql, { ...sum, ms: sum.ms + ms, times: sum.times + 1, rows: sum.rows + rows });
  }
  for (const [sql, { ms, times, rows, params }] of [...alike]
    .sort(([, a], [, b]) => b.ms - a.ms)
    .slice(0, showStatements)) {
    const each = `${(times / requests).toFixed(1)} x ${milliseconds(ms / times)} ms, ${Math.round(rows / times)} rows`;
    note(`    ${each}: ${sql.replace(/\s+/g, " ")} ${JSON.stringify(params).slice(0, 300)}`);
  }
}

try {
  await warehouse.migrate([fabric.schema, evm.schema, tracerSchema]);
  if (!(await isFilled())) await fill(warehouse, { transactions, everything }, note);
  const silent = (): void => {};
  const log = { info: silent, warn: silent, error: (...words: unknown[]) => note(JSON.stringify(words)) };
  const recorded = { recorded: true, replayed: false, observe: undefined };
  const networks = {
    [FABRIC.network]: { ...recorded, family: "fabric", input: { channel: FABRIC.channel } },
    [EVM.network]: { ...recorded, family: "evm", input: {} },
  };
  const config = { networks, viewers: undefined } as unknown as Parameters<typeof createApi>[0]["config"];
  const { warehouse: asking, ran } = counted(warehouse);
  const api = createApi({ warehouse: asking, config, log: log as never });
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
    const first = await timed(() => ask(query, each[0] ?? {}));
    for (const one of each.slice(0, WARM)) await ask(query, one);
    ran.length = 0;
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
      milliseconds(first),
      milliseconds(engineMs),
      (ran.length / each.length).toFixed(0),
      String(Math.round(ran.reduce((sum, { rows }) => sum + rows, 0) / each.length)),
      told.size > 0 ? [...told].join("; ").slice(0, 100) : verdict,
    ]);
    note(rows.at(-1)?.join(" | ") ?? "");
    if (showStatements > 0) noteStatements(ran, each.length);
  }
  printTable(
    [
      `${(transactions / 1e6).toFixed(0)} million transactions of each network`,
      "p50 ms",
      "p95 ms",
      "first ms",
      "engine CPU ms",
      "statements",
      "rows read",
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
