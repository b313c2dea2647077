import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { generateLedger, startReplayNetwork } from "@ledgerscope/testkit";
import { openWarehouse } from "@ledgerscope/warehouse";
import { milliseconds, printTable, quantile } from "./support/timings.ts";

/**
 * Live indexing at the rate that is asked for: a generated ledger, replayed by two peers over Deliver, `ledgerscope run`
 * (every check made, every pass run) as a process of its own. Prints how far the stored blocks lag behind the served
 * ones, and the memory of indexer, passes and warehouse, minute by minute. Ends with 1 when the lag is not bounded:
 * when the last quarter lags more than a second longer than the first.
 * `LEDGERSCOPE_LIVE_SECONDS` says how long (600 is what the mission asks for), `LEDGERSCOPE_LIVE_RATE` how many
 * transactions a second.
 */
const SECONDS = Number(process.env["LEDGERSCOPE_LIVE_SECONDS"] ?? 60);
const RATE = Number(process.env["LEDGERSCOPE_LIVE_RATE"] ?? 100);
/** Half a second each, as a network with a batch timeout of that cuts them. */
const BLOCK_TRANSACTIONS = Math.max(1, Math.round(RATE / 2));
const ALLOWED_DRIFT_MS = 1_000;
const ROWS = 10;
const root = resolve(import.meta.dirname, "../..");

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-live-"));
const recording = join(folder, "blockfile_000000");
const blocks = 2 + Math.ceil((SECONDS * RATE) / BLOCK_TRANSACTIONS);
await generateLedger({ path: recording, blocks, blockTransactions: BLOCK_TRANSACTIONS, seed: 1 });
const nodes = [
  { name: "peer0", kind: "peer" },
  { name: "peer1", kind: "peer" },
] as const;
const replay = await startReplayNetwork({
  recording,
  folder: join(folder, "replay"),
  nodes,
  pace: "manual",
  height: 2,
});
const { channel, profile, user } = replay;
const networks = { relief: { family: "fabric", channel, profile, identity: { msp: user.msp } } };
await writeFile(
  join(folder, "ledgerscope.yaml"),
  `warehouse: { path: ./data }\nnetworks: ${JSON.stringify(networks)}\n`,
);
const warehouse = await openWarehouse({ path: join(folder, "data") });
let indexer: ChildProcess | undefined;
try {
  indexer = spawn(process.execPath, [join(root, "indexer/cli/bin/ledgerscope.mjs"), "run"], {
    cwd: folder,
    env: { ...process.env, LOG_LEVEL: "error" },
    stdio: "inherit",
  });
  while ((await storedHeight()) < 1) await sleep(100);

  // Blocks come at the rate from here on.
  const startMs = performance.now();
  const pacing = setInterval(() => {
    const due = 2 + Math.floor(((performance.now() - startMs) / 1000) * (RATE / BLOCK_TRANSACTIONS));
    replay.chain.release(due);
  }, 10);
  const lags: { readonly atMs: number; readonly lagMs: number; readonly memory: readonly [number, number] }[] = [];
  for (let newest = 1; newest < blocks - 1; ) {
    await sleep(250);
    newest = await storedHeight();
    const oldestMissing = replay.chain.availableAtMs(newest + 1);
    const lagMs = oldestMissing === undefined ? 0 : Date.now() - oldestMissing;
    lags.push({ atMs: performance.now() - startMs, lagMs, memory: await residentMegabytes() });
    if (performance.now() - startMs > (SECONDS + 120) * 1000) break;
  }
  clearInterval(pacing);
  const [row] = await warehouse.query<{ n: string; distinct: string }>(
    "SELECT toString(count()) AS n, toString(uniqExact(tx_id)) AS distinct FROM store.fabric_transactions WHERE network = 'relief'",
  );
  process.stdout.write(
    `${SECONDS} s at ${RATE} transactions/s in blocks of ${BLOCK_TRANSACTIONS}: ${row?.n} transactions stored, ${row?.distinct} of them different\n`,
  );
  const span = (lags.at(-1)?.atMs ?? 0) / ROWS;
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const part = lags.filter(({ atMs }) => atMs >= index * span && atMs <= (index + 1) * span);
    const late = part.map(({ lagMs }) => lagMs);
    return [
      `${Math.round((index * span) / 1000)} s`,
      ...[0.5, 0.99, 1].map((share) => milliseconds(quantile(late, share))),
      ...[0, 1].map((which) => Math.max(...part.map(({ memory }) => memory[which] as number)).toFixed(0)),
    ];
  });
  printTable(["from", "lag p50 ms", "p99", "max", "indexer MB", "warehouse MB"], rows);
  const quarter = Math.floor(lags.length / 4);
  const median = (part: typeof lags): number =>
    quantile(
      part.map(({ lagMs }) => lagMs),
      0.5,
    );
  if (median(lags.slice(-quarter)) - median(lags.slice(0, quarter)) > ALLOWED_DRIFT_MS) process.exitCode = 1;
  if (row?.n !== row?.distinct) process.exitCode = 1;
} finally {
  indexer?.kill("SIGINT");
  if (indexer) await new Promise((done) => indexer?.once("exit", done));
  await warehouse.close();
  await replay.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

/** Height of the newest block that is stored with all of its rows; -1 before there is one. */
async function storedHeight(): Promise<number> {
  const sql = "SELECT toInt32(max(to) - 1) AS newest FROM store._ranges WHERE network = 'relief'";
  const [row] = await warehouse.query<{ newest: number }>(sql).catch(() => []);
  return row?.newest ?? -1;
}

/** Of the indexer with its passes, and of the warehouse, in megabytes. */
async function residentMegabytes(): Promise<readonly [indexer: number, warehouse: number]> {
  const pid = indexer?.pid ?? 0;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const server = JSON.parse(await readFile(join(folder, "data/run/server.json"), "utf8")) as { readonly pid: number };
  const ofIndexer = await Promise.all([String(pid), ...children.split(" ").filter(Boolean)].map(residentOf));
  return [ofIndexer.reduce((sum, one) => sum + one, 0), await residentOf(String(server.pid))];
}

async function residentOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
