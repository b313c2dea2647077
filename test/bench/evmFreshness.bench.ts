import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jsonRpc, runTraffic, startAnvil } from "@ledgerscope/evm-devnet";
import { freePort } from "./support/freePort.ts";
import { milliseconds, printTable, quantile } from "./support/timings.ts";

/**
 * How long after a block exists a GraphQL subscriber has it: anvil, `ledgerscope run` (every check made), the warehouse
 * and the API as processes of their own, a subscription over server-sent events. The clock starts before anvil
 * is asked to mine, so that mining is included. Ends with 1 when the 99th percentile is not under a second.
 * `LEDGERSCOPE_FRESHNESS_BLOCKS` says over how many blocks, `LEDGERSCOPE_TRAFFIC` how many transactions a second,
 * `LEDGERSCOPE_HEADS=polled` leaves the websocket out.
 */
const BLOCKS = Number(process.env["LEDGERSCOPE_FRESHNESS_BLOCKS"] ?? 200);
const TRAFFIC = Number(process.env["LEDGERSCOPE_TRAFFIC"] ?? 20);
const POLLED = process.env["LEDGERSCOPE_HEADS"] === "polled";
const WARM_UP = 10;
const GOAL_MS = 1_000;
const BETWEEN_MS = 1_000;
const root = resolve(import.meta.dirname, "../..");

const folder = await mkdtemp(join(tmpdir(), "ledgerscope-freshness-"));
const ending = new AbortController();
const children: ChildProcess[] = [];
const port = await freePort();
const anvil = await startAnvil({ port, statePath: join(folder, "anvil.json"), saveEveryMs: 3_600_000 });
try {
  const config = join(folder, "ledgerscope.yaml");
  await writeFile(
    config,
    `warehouse: { path: ./data }
networks:
  devnet: { family: evm, rpc: ["${anvil.url}"]${POLLED ? "" : `, ws: ["ws://127.0.0.1:${port}"]`} }
`,
  );
  const traffic = runTraffic({ url: anvil.url, ratePerSecond: TRAFFIC, seed: 1, signal: ending.signal });
  // Contracts are deployed before blocks come when they are asked for.
  await sleep(6_000);
  await jsonRpc(anvil.url, "evm_setIntervalMining", [0]);
  start("indexer/cli/bin/ledgerscope.mjs", "run", "--config", config);
  const api = start("explorer/api/dist/main.js", "--config", config, "--port", "0");
  const url = await firstUrl(api);

  /** When the subscriber had this height or a later one. */
  const seen = new Map<number, number>();
  void subscribe(url, seen);
  const mined = new Map<number, number>();
  while (mined.size < BLOCKS + WARM_UP) {
    await sleep(BETWEEN_MS * (0.5 + Math.random()));
    const atMs = performance.now();
    await jsonRpc(anvil.url, "evm_mine");
    const height = Number(await jsonRpc(anvil.url, "eth_blockNumber"));
    // The subscribers' connections and caches are warm, the indexer has caught up.
    if (mined.size > 0 || seen.has(height - 1)) mined.set(height, atMs);
  }
  await sleep(3_000);
  ending.abort();
  await traffic;

  const late = [...mined].slice(WARM_UP).map(([height, atMs]) => arrivalOf(seen, height) - atMs);
  const shares = [0.5, 0.95, 0.99, 1].map((share) => quantile(late, share));
  const heads = POLLED ? "polled" : "announced";
  process.stdout.write(
    `${late.length} blocks, heads ${heads}, ${TRAFFIC} transactions/s, ms from evm_mine to the subscriber\n`,
  );
  printTable(["p50", "p95", "p99", "max"], [shares.map(milliseconds)]);
  if (!((shares[2] ?? Number.POSITIVE_INFINITY) < GOAL_MS)) process.exitCode = 1;
} finally {
  ending.abort();
  for (const child of children) child.kill("SIGINT");
  await Promise.all(children.map((child) => new Promise((done) => child.once("exit", done))));
  await anvil.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

function start(program: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: folder,
    env: { ...process.env, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

function firstUrl(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const url = /http:\S+/.exec(text)?.[0];
      if (url) found(url);
    });
    child.once("exit", (code) => failed(new Error(`the API ended with ${code}`)));
  });
}

async function subscribe(url: string, arrivals: Map<number, number>): Promise<void> {
  const target = new URL(url);
  target.searchParams.set("query", 'subscription { headAdvanced(network: "devnet") { block { height hash } } }');
  const response = await fetch(target, { headers: { accept: "text/event-stream" }, signal: ending.signal });
  let text = "";
  try {
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString("utf8");
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const data = /^data: (.+)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        const height = data && JSON.parse(data).data?.headAdvanced.block.height;
        if (height !== undefined && height !== "") arrivals.set(Number(height), performance.now());
      }
    }
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  }
}

/** A subscriber that is told of a later block knows of this one. */
function arrivalOf(arrivals: ReadonlyMap<number, number>, height: number): number {
  const later = [...arrivals].filter(([at]) => at >= height).map(([, atMs]) => atMs);
  return later.length > 0 ? Math.min(...later) : Number.POSITIVE_INFINITY;
}
