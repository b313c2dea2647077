import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, type BlockHeader, RetryableError } from "@ledgerscope/core";
import { defineTable, encodeRows } from "@ledgerscope/schema";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { expect, test } from "vitest";

/**
 * The server process is killed with SIGKILL at random moments while four writers insert, a sink stores blocks
 * and a reader reads. `LEDGERSCOPE_CRASHES` says how often: `LEDGERSCOPE_CRASHES=200 npm test -- warehouseCrash`.
 */
const CRASHES = Number(process.env["LEDGERSCOPE_CRASHES"] ?? 20);
const WRITERS = 4;
const BLOCKS_PER_BATCH = 10;

const blocks = defineTable({
  name: "toy_blocks",
  comment: "Blocks of a chain that reverts",
  reorgs: true,
  orderBy: ["network", "height"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Network" },
    height: { type: "UInt64", comment: "Height" },
    block_hash: { type: "FixedString(32)", comment: "Hash", hex: "0x" },
  },
});

const serverPid = (folder: string): number =>
  (JSON.parse(readFileSync(join(folder, "run", "server.json"), "utf8")) as { pid: number }).pid;

/** Repeats the same call, as the indexer does, for as long as the warehouse says that it may succeed later. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      await sleep(20);
    }
  }
}

test(`${CRASHES} crashes: every acknowledged insert is there, none twice, and the folder opens again`, {
  timeout: CRASHES * 15_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "ledgerscope-crash-"));
  const started = performance.now();
  let warehouse: Warehouse | undefined;
  try {
    warehouse = await openWarehouse({ path: folder });
    const used = warehouse;
    await used.migrate([{ tables: [blocks], views: [] }]);
    await used.command(`CREATE TABLE rows (batch UInt32, n UInt32, filler String) ENGINE = MergeTree ORDER BY (batch, n)
      SETTINGS non_replicated_deduplication_window = 1000`);
    await used.command(`CREATE TABLE sums (batch UInt32, rows UInt64, total UInt64) ENGINE = SummingMergeTree ORDER BY batch
      SETTINGS non_replicated_deduplication_window = 1000`);
    await used.command(`CREATE MATERIALIZED VIEW to_sums TO sums AS
      SELECT batch, count() AS rows, sum(n) AS total FROM rows GROUP BY batch`);

    /** Rows of each batch that was acknowledged. */
    const acknowledged = new Map<number, number>();
    let nextBatch = 0;
    let retried = 0;
    let nextHeight = 0;

    const insertBatch = async (): Promise<void> => {
      const batch = nextBatch++;
      const count = Math.random() < 0.1 ? 50_000 : 1 + Math.floor(Math.random() * 500);
      const lines = Array.from({ length: count }, (_, n) => `${batch}\t${n}\t${"x".repeat(n % 40)}\n`);
      const rows = {
        table: "default.rows",
        format: "TSV",
        columns: ["batch", "n", "filler"],
        bytes: Buffer.from(lines.join("")),
      };
      let attempts = 0;
      await persist(() => {
        if (attempts++ > 0) retried++;
        return used.insert(rows, { token: `batch:${batch}` });
      });
      acknowledged.set(batch, count);
      // Sometimes the answer is lost on its way: the writer repeats what was acknowledged.
      if (Math.random() < 0.1) await persist(() => used.insert(rows, { token: `batch:${batch}` }));
    };

    const writeBlocks = async (): Promise<void> => {
      const hashOf = (height: number): string => `0x${height.toString(16).padStart(64, "0")}`;
      const headers = Array.from({ length: BLOCKS_PER_BATCH }, (_, index): BlockHeader => {
        const number = nextHeight + index;
        return { number, hash: hashOf(number), parentHash: hashOf(number - 1), timeSource: "header" };
      });
      const rows = headers.map(({ number, hash }) => ({
        network: "toy",
        height: number,
        block_hash: Buffer.from(hash.slice(2), "hex"),
      }));
      const batch: Batch = {
        from: nextHeight,
        to: nextHeight + BLOCKS_PER_BATCH,
        headers,
        payloads: [encodeRows(blocks, rows)],
        checks: [],
        quarantined: [],
        final: nextHeight % (2 * BLOCKS_PER_BATCH) === 0,
      };
      // A new sink each time: what it knows comes from the warehouse alone.
      await persist(() => createSink(used, { network: "toy", tables: [blocks] }).write(batch));
      if (!batch.final) {
        await persist(() => createSink(used, { network: "toy", tables: [blocks] }).finalize(batch.to - 1));
      }
      nextHeight += BLOCKS_PER_BATCH;
    };

    for (let crash = 1; crash <= CRASHES; crash++) {
      const pid = serverPid(folder);
      let killed = false;
      const until = (work: () => Promise<void>) => async (): Promise<void> => {
        do await work();
        while (!killed);
      };
      const read = async (): Promise<void> => {
        await persist(() => used.query("SELECT count(), sum(n) FROM rows"));
      };
      const load = [...Array.from({ length: WRITERS }, () => insertBatch), writeBlocks, read].map((work) =>
        until(work)(),
      );
      await sleep(Math.random() * 400);
      process.kill(pid, "SIGKILL");
      killed = true;
      await Promise.all(load);
      expect(serverPid(folder)).not.toBe(pid);

      const stored = await used.query<{ batch: number; rows: number; distinct: number }>(
        "SELECT batch, toUInt32(count()) AS rows, toUInt32(uniqExact(n)) AS distinct FROM rows GROUP BY batch ORDER BY batch",
      );
      const expected = [...acknowledged]
        .sort(([a], [b]) => a - b)
        .map(([batch, rows]) => ({ batch, rows, distinct: rows }));
      expect(stored, `after crash ${crash}`).toEqual(expected);
      const [views] = await used.query(
        "SELECT sum(rows) = (SELECT count() FROM default.rows) AS rows, sum(total) = (SELECT sum(n) FROM default.rows) AS total FROM sums",
      );
      expect(views, `view after crash ${crash}`).toEqual({ rows: 1, total: 1 });
      const [chain] = await used.query(
        "SELECT toUInt32(count()) AS blocks, toUInt32(uniqExact(height)) AS heights, toUInt32(max(height) + 1) AS next FROM store.toy_blocks",
      );
      expect(chain, `chain after crash ${crash}`).toEqual({
        blocks: nextHeight,
        heights: nextHeight,
        next: nextHeight,
      });
      const ranges = await createSink(used, { network: "toy", tables: [blocks] }).stored();
      expect(ranges).toEqual([{ from: 0, to: nextHeight }]);
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const rows = [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `${CRASHES} crashes in ${seconds} s: ${acknowledged.size} inserts (${rows} rows) and ${nextHeight} blocks acknowledged, ` +
        `${retried} repeated with their token; all there, none twice\n`,
    );
    expect(retried).toBeGreaterThan(0);
  } finally {
    await warehouse?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
});
