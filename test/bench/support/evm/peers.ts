import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "./contender.ts";
import { ran, usageOf } from "./usage.ts";

/** Blocks that a peer is asked for at most: they take seconds per hundred. */
const MOST = 200;

const SQUID_PACKAGES = ["@subsquid/evm-processor@1.27.3"];
const PONDER_PACKAGES = ["ponder@1.0.0", "viem@2.40.0", "hono@4"];

const folderOf = (name: string): string => join(tmpdir(), `ledgerscope-bench-${name}`);

/** Programs of others, installed once into a folder of their own; nothing of them is a dependency of the project. */
async function install(
  name: string,
  packages: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = folderOf(name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  await ran(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], { cwd: folder });
}

const SQUID_FIELDS = {
  block:
    "parentHash timestamp sha3Uncles logsBloom transactionsRoot stateRoot receiptsRoot miner difficulty gasLimit gasUsed extraData mixHash nonce size baseFeePerGas",
  transaction:
    "hash from to gas gasPrice maxFeePerGas maxPriorityFeePerGas input nonce value v r s yParity chainId type status gasUsed cumulativeGasUsed effectiveGasPrice contractAddress sighash",
  log: "transactionHash address topics data",
};

/** Blocks, transactions with receipts and logs, all fields, posted as JSON rows into tables of the same engine. */
const SQUID = `
import { EvmBatchProcessor } from "@subsquid/evm-processor";
const [url, engine, from, to] = process.argv.slice(2);
const names = Object.fromEntries(Object.entries(${JSON.stringify(SQUID_FIELDS)}).map(([k, v]) => [k, v.split(" ")]));
const all = (list) => Object.fromEntries(list.map((name) => [name, true]));
async function post(query, body = "") {
  const answer = await fetch(engine + "/?" + new URLSearchParams({ query }), { method: "POST", body });
  if (!answer.ok) throw new Error(await answer.text());
}
await post("CREATE DATABASE squid");
for (const [table, fields] of Object.entries(names)) {
  const columns = fields.map((field) => field + (field === "topics" ? " Array(String)" : " Nullable(String)"));
  await post("CREATE TABLE squid." + table + " (height UInt64, place UInt32, " + columns + ") ENGINE = MergeTree ORDER BY (height, place)");
}
const text = (value) => (Array.isArray(value) ? value : value == null ? null : String(value));
const row = (height, place, fields, item) =>
  JSON.stringify({ height, place, ...Object.fromEntries(fields.map((field) => [field, text(item[field])])) });
const database = {
  connect: async () => ({ height: Number(from) - 1, hash: "0x" }),
  transact: (info, work) => work({}),
};
new EvmBatchProcessor()
  .setRpcEndpoint({ url, capacity: 16 })
  .setFinalityConfirmation(1)
  .setBlockRange({ from: Number(from), to: Number(to) - 1 })
  .includeAllBlocks()
  .addTransaction({})
  .addLog({})
  .setFields({ block: all(names.block), transaction: all(names.transaction), log: all(names.log) })
  .run(database, async ({ blocks }) => {
    const lines = { block: [], transaction: [], log: [] };
    for (const { header, transactions, logs } of blocks) {
      lines.block.push(row(header.height, 0, names.block, header));
      for (const tx of transactions) lines.transaction.push(row(header.height, tx.transactionIndex, names.transaction, tx));
      for (const log of logs) lines.log.push(row(header.height, log.logIndex, names.log, log));
    }
    for (const [table, rows] of Object.entries(lines)) {
      if (rows.length > 0) await post("INSERT INTO squid." + table + " FORMAT JSONEachRow", rows.join("\\n"));
    }
  });
`;

export const squid: Contender = {
  name: "@subsquid/evm-processor (same tables as text, nothing verified)",
  stores: "engine",
  most: 10 * MOST,
  prepare: () =>
    install("squid", SQUID_PACKAGES, {
      "package.json": '{ "private": true, "type": "module" }',
      "squid.mjs": SQUID,
    }),
  run: ({ node, warehouse, from, to }) =>
    ran([process.execPath, "squid.mjs", node, warehouse, String(from), String(to)], { cwd: folderOf("squid") }),
};

/** The ERC-20 transfers of all contracts, by its way of indexing, into its embedded database. */
const PONDER: Readonly<Record<string, string>> = {
  "package.json": '{ "private": true, "type": "module", "overrides": { "viem": "2.40.0" } }',
  "ponder.config.ts": `
import { createConfig } from "ponder";
import { http } from "viem";
const address = { type: "address", indexed: true } as const;
const transfer = { type: "event", name: "Transfer", inputs: [
  { name: "from", ...address }, { name: "to", ...address }, { name: "value", type: "uint256", indexed: false },
] } as const;
const { BENCH_RPC, BENCH_FROM, BENCH_TO, BENCH_DATA } = process.env;
export default createConfig({
  database: { kind: "pglite", directory: BENCH_DATA },
  networks: { mainnet: { chainId: 1, transport: http(BENCH_RPC) } },
  contracts: {
    Token: { network: "mainnet", abi: [transfer], startBlock: Number(BENCH_FROM), endBlock: Number(BENCH_TO) },
  },
});
`,
  "ponder.schema.ts": `
import { onchainTable } from "ponder";
export const transfer = onchainTable("transfer", (t) => ({
  id: t.text().primaryKey(), token: t.hex(), from: t.hex(), to: t.hex(), amount: t.bigint(), block: t.bigint(), tx: t.hex(),
}));
`,
  "src/index.ts": `
import { ponder } from "ponder:registry";
import { transfer } from "ponder:schema";
ponder.on("Token:Transfer", async ({ event, context }) => {
  const { args, block, log, transaction } = event;
  await context.db.insert(transfer).values({
    id: block.number + "-" + log.logIndex, token: log.address, from: args.from, to: args.to, amount: args.value,
    block: block.number, tx: transaction.hash,
  });
});
`,
  "src/api/index.ts": `
import { Hono } from "hono";
import { graphql } from "ponder";
import { db } from "ponder:api";
import schema from "ponder:schema";
const app = new Hono();
app.use("/graphql", graphql({ db, schema }));
export default app;
`,
};

const PORT = 42_969;
const LOOK_MS = 50;
/** How long it may take, in milliseconds. */
const PATIENCE_MS = 300_000;

export const ponder: Contender = {
  name: "ponder (ERC-20 transfers alone, nothing verified)",
  stores: "itself",
  most: MOST,
  prepare: () => install("ponder", PONDER_PACKAGES, PONDER),
  async run({ node, from, to, folder: data }) {
    const folder = folderOf("ponder");
    const program = join(folder, "node_modules/ponder/dist/esm/bin/ponder.js");
    const started = performance.now();
    const environment = { BENCH_RPC: node, BENCH_FROM: String(from), BENCH_TO: String(to - 1) };
    const child = spawn(
      process.execPath,
      [program, "start", "--schema", "public", "--port", String(PORT), "--root", folder],
      {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environment, PONDER_TELEMETRY_DISABLED: "1", BENCH_DATA: join(data, "ponder") },
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    let ended = false;
    child.once("exit", () => {
      ended = true;
    });
    try {
      for (;;) {
        if (ended || performance.now() - started > PATIENCE_MS) throw new Error(`ponder did not get ready:\n${output}`);
        const status = await fetch(`http://127.0.0.1:${PORT}/ready`).then(
          (answer) => answer.status,
          () => 0,
        );
        if (status === 200) break;
        await sleep(LOOK_MS);
      }
      const wallSeconds = (performance.now() - started) / 1000;
      return { ...usageOf(child.pid as number), wallSeconds, output };
    } finally {
      child.kill("SIGKILL");
    }
  },
};
