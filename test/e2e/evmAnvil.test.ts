import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "@ledgerscope/core";
import { seededRandom } from "@ledgerscope/testkit";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { id } from "ethers";
import { afterAll, expect, test } from "vitest";
import { AnvilChain, AnvilHung, REVERTIBLE } from "./support/anvilChain.ts";
import { readChain, readWarehouse } from "./support/chainTruth.ts";
import { bin, projectFolder } from "./support/cli.ts";

/**
 * `ledgerscope run` indexes an anvil that grows and reorganises, while the indexer and the warehouse are killed.
 * `LEDGERSCOPE_ANVIL_BLOCKS=2000 npm test -- evmAnvil` is the long run; the seed is printed.
 */
const BLOCKS = Number(process.env["LEDGERSCOPE_ANVIL_BLOCKS"] ?? 250);
const SEED = Number(process.env["LEDGERSCOPE_SEED"] ?? 20_261_121);
/** Blocks there before the indexer starts: it begins at the head and fills those in. */
const BEFORE = Math.max(240, BLOCKS / 4);
/** Longest pause between two blocks, in milliseconds. */
const PACE_MS = 240;
const ATTEMPTS = 3;
const stops: (() => Promise<void>)[] = [];
async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}
afterAll(stopAll);

/** The indexer as a user runs it, started again whenever it was killed. */
class Indexer {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  said = "";

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(): void {
    const child = spawn(process.execPath, [bin, "run"], { cwd: this.#folder, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.said = (this.said + text).slice(-20_000);
    });
    this.#child = child;
  }

  async end(signal: "SIGKILL" | "SIGINT"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}

function killWarehouse(folder: string): void {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, "data", "run", "server.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
  } catch {
    // It is not up again yet.
  }
}

async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      await sleep(100);
    }
  }
}

/** Hash of the newest canonical block. */
async function storedHead(warehouse: Warehouse): Promise<string | undefined> {
  const [row] = await persist(() =>
    warehouse.query<{ hash: string }>(
      "SELECT lower(hex(block_hash)) AS hash FROM store.evm_blocks ORDER BY height DESC LIMIT 1",
    ),
  );
  return row && `0x${row.hash}`;
}

/** Final blocks are moved every few seconds, also when no further one comes. */
async function settled(warehouse: Warehouse, final: number): Promise<void> {
  await expect
    .poll(
      () =>
        persist(() =>
          warehouse.query<{ height: string; zone: string }>(
            `SELECT toString(number) AS height, if(number IN (SELECT height FROM store.evm_blocks_head), 'head', '') AS zone
             FROM numbers({end:UInt64}) WHERE number NOT IN (SELECT height FROM store.evm_blocks_final)`,
            { end: final + 1 },
          ),
        ),
      { timeout: 30_000, interval: 500, message: "final blocks that are not in the final zone" },
    )
    .toEqual([]);
}

test(`${BLOCKS} blocks, reorganised, indexer and warehouse killed: every row is the node's, none twice`, {
  timeout: ATTEMPTS * Math.max(120_000, BLOCKS * 1_000),
}, async () => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await tell(SEED + attempt);
    } catch (error) {
      if (!(error instanceof AnvilHung) || attempt + 1 === ATTEMPTS) throw error;
      process.stdout.write(`${error.message}: begun anew\n`);
      await stopAll();
    }
  }
});

async function tell(seed: number): Promise<void> {
  const started = performance.now();
  const random = seededRandom(seed);
  const chain = await AnvilChain.start(random);
  stops.push(() => chain.stop());
  const project = await projectFolder(`
warehouse: { path: ./data }
networks:
  devnet: { family: evm, rpc: ["${chain.url}"], ws: ["${chain.wsUrl}"] }
`);
  const indexer = new Indexer(project.folder);
  stops.push(
    () => project.remove(),
    () => indexer.end("SIGKILL"),
  );

  while ((await chain.height()) < BEFORE) await chain.grow(4);
  const warehouse = await openWarehouse({ path: join(project.folder, "data") });
  stops.push(() => warehouse.close());
  indexer.start();
  const tally = { reorgs: 0, deepest: 0, indexer: 0, warehouse: 0 };
  let kills = 0;
  let killAtMs = performance.now() + 6_000;
  while ((await chain.height()) < BLOCKS + BEFORE) {
    await chain.grow(8);
    if (random(12) === 0) {
      const depth = 1 + random(REVERTIBLE - 1);
      await chain.reorg(depth);
      tally.reorgs++;
      tally.deepest = Math.max(tally.deepest, depth);
    }
    await sleep(random(PACE_MS));
    if (performance.now() < killAtMs) continue;
    // One, the other, both.
    const kind = kills++ % 3;
    if (kind !== 0) {
      killWarehouse(project.folder);
      tally.warehouse++;
    }
    if (kind !== 1) {
      await indexer.end("SIGKILL");
      tally.indexer++;
      indexer.start();
    }
    killAtMs = performance.now() + 3_000 + random(6_000);
  }

  const caughtUp = async (): Promise<void> => {
    const deadline = performance.now() + 120_000;
    const newest = (await chain.call("eth_getBlockByNumber", ["latest", false])) as { number: string; hash: string };
    const complete = async (): Promise<boolean> => {
      const [row] = await persist(() =>
        warehouse.query<{ n: number }>("SELECT toUInt32(count()) AS n FROM store.evm_blocks"),
      );
      return row?.n === Number(newest.number) + 1 && (await storedHead(warehouse)) === newest.hash;
    };
    while (!(await complete())) {
      if (performance.now() > deadline) {
        const height = Number(newest.number);
        const [missing] = await warehouse.query(
          `SELECT arrayFilter(x -> x NOT IN (SELECT height FROM store.evm_blocks), range({end:UInt64})) AS heights`,
          { end: height + 1 },
        );
        throw new Error(`not caught up with ${height}, missing ${JSON.stringify(missing)}:\n${indexer.said}`);
      }
      await sleep(200);
    }
  };
  // Once more with everything stored, however slow the machine was before.
  await caughtUp();
  await chain.reorg(REVERTIBLE / 2);
  await chain.grow(8);
  await caughtUp();
  const height = await chain.height();
  await settled(warehouse, height - REVERTIBLE);
  const { blocks, transactions, logs } = await readChain(chain.url, height);
  await indexer.end("SIGINT");
  const stored = await persist(() => readWarehouse(warehouse, "devnet"));
  // Row by row, and one after the other: a row too many shifts all that follow.
  expect(stored.blocks).toEqual(blocks);
  expect(stored.transactions).toEqual(transactions);
  expect(stored.logs).toEqual(logs);
  // What is derived from logs and receipts goes with its block.
  expect(
    await warehouse.query(
      `SELECT toString(height) AS height, block_hash, toString(log_index) AS log_index, token, to
       FROM default.evm_token_transfers ORDER BY evm_token_transfers.height, evm_token_transfers.log_index`,
    ),
  ).toEqual(
    logs.flatMap(({ height, block_hash, log_index, address, topics }) => {
      const [event, , to, ...more] = (topics ?? "").split(",");
      if (event !== id("Transfer(address,address,uint256)") || !to || more.length > 0) return [];
      return [{ height, block_hash, log_index, token: address, to: `0x${to.slice(26)}` }];
    }),
  );
  const [twice] = await warehouse.query<{ n: number }>(
    `SELECT toUInt32(count() - uniqExact(height, tx_index, trace_address)) AS n FROM default.evm_contracts`,
  );
  expect(twice?.n).toBe(0);
  expect(await warehouse.query("SELECT address FROM default.evm_contracts ORDER BY height, tx_index")).toEqual(
    transactions.flatMap(({ contract_address: address, status }) => (address && status === "1" ? [{ address }] : [])),
  );
  const [inFinal] = await warehouse.query<{ n: number; heights: number; highest: number }>(
    `SELECT toUInt32(count()) AS n, toUInt32(uniqExact(height)) AS heights, toUInt32(max(height)) AS highest
     FROM store.evm_blocks_final`,
  );
  const moved = height - REVERTIBLE;
  expect(inFinal).toEqual({ n: moved + 1, heights: moved + 1, highest: moved });
  const [orphans] = await warehouse.query<{ n: number }>(
    `SELECT toUInt32(uniqExact(block_hash)) AS n FROM store.evm_blocks_head
     WHERE block_hash NOT IN (SELECT block_hash FROM store.evm_blocks)`,
  );
  process.stdout.write(
    `seed ${seed}: ${height + 1} blocks, ${transactions.length} transactions, ${logs.length} logs equal the node's; ` +
      `${tally.reorgs} reorgs up to ${tally.deepest} deep, ${orphans?.n} orphaned blocks kept, ` +
      `indexer killed ${tally.indexer}x, warehouse ${tally.warehouse}x, ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  );
  expect(tally.indexer).toBeGreaterThan(0);
  expect(tally.warehouse).toBeGreaterThan(0);
  expect(orphans?.n).toBeGreaterThanOrEqual(REVERTIBLE / 2);
}
