import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { evmSchema } from "@ledgerscope/evm";
import { fabricSchema } from "@ledgerscope/fabric";
import { SCHEMA_VERSION } from "@ledgerscope/schema";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { createSink, openWarehouse, pendingMigrations, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";

const fixture = path.join(root, "test/fixtures/warehouse-0.1");
const parts = [evmSchema, fabricSchema, tracerSchema];

/** Counts of the fixture's README: `| table | rows |`. */
const counts: ReadonlyMap<string, number> = new Map(
  [...readFileSync(`${fixture}/README.md`, "utf8").matchAll(/`((?:_|canonical_|fabric_|evm_)\w+)` \| (\d+) \|/g)].map(
    ([, table, rows]) => [String(table), Number(rows)],
  ),
);

describeWith("xz", "a data folder of version 0.1", (xz) => {
  let folder: string;
  let warehouse: Warehouse;
  let before: Map<string, string>;

  /** Every row of every table of version 0.1, as one number; only columns that it had. */
  async function contents(columns: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const sums = new Map<string, string>();
    for (const [table, names] of columns) {
      const [row] = await warehouse.query<{ sum: string }>(
        `SELECT concat(toString(count()), ':', toString(sum(cityHash64(${names})))) AS sum FROM store.${table}`,
      );
      sums.set(table, row?.sum ?? "");
    }
    return sums;
  }
  let columns: Map<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-older-"));
    const tar = execFileSync(xz, ["-dc", `${fixture}/warehouse.tar.xz`], { maxBuffer: 1 << 28 });
    execFileSync("tar", ["-xf", "-", "-C", folder], { input: tar });
    warehouse = await openWarehouse({ path: folder });
    const rows = await warehouse.query<{ table: string; names: string }>(
      `SELECT table, arrayStringConcat(groupArray(concat('ifNull(toString(\`', name, '\`), \\'NULL\\')')), ', ') AS names
       FROM system.columns WHERE database = 'store' AND table IN {tables:Array(String)} GROUP BY table`,
      { tables: [...counts.keys()] },
    );
    columns = new Map(rows.map(({ table, names }) => [table, names]));
    before = await contents(columns);
    await warehouse.migrate(parts);
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  test("is brought to this schema, once", async () => {
    expect(await pendingMigrations(warehouse, parts)).toEqual([]);
    expect(await warehouse.migrate(parts)).toEqual([]);
    const versions = await warehouse.query(
      "SELECT version, count() > 30 AS many FROM store._migrations GROUP BY version ORDER BY version",
    );
    expect(versions).toEqual([
      { version: 1, many: 1 },
      { version: SCHEMA_VERSION, many: 1 },
    ]);
  });

  test("keeps every row, byte for byte, orphans among them", async () => {
    expect(counts.size).toBe(14);
    expect(await contents(columns)).toEqual(before);
    for (const [table, rows] of counts) expect(`${table} ${before.get(table)?.split(":")[0]}`).toBe(`${table} ${rows}`);
    const orphans = await warehouse.query<{ height: string; hash: string }>(
      `SELECT height, lower(hex(substring(block_hash, 1, 4))) AS hash FROM store.evm_blocks_head
       WHERE block_hash NOT IN (SELECT unhex(substring(block_hash, 3)) FROM default.evm_blocks) ORDER BY height`,
    );
    expect(orphans).toEqual([
      { height: "11", hash: "b42a6b76" },
      { height: "12", hash: "7c7a442c" },
    ]);
  });

  test("shows the same chain, and takes up where it was", async () => {
    const [seen] = await warehouse.query(
      `SELECT (SELECT toUInt32(count()) FROM chain_blocks) AS blocks,
        (SELECT toUInt32(count()) FROM chain_transactions) AS transactions`,
    );
    expect(seen).toEqual({ blocks: 44, transactions: 341 });
    const sink = createSink(warehouse, { network: "devnet", tables: evmSchema.tables });
    expect(await sink.stored()).toEqual([{ from: 0, to: 14 }]);
    await sink.finalize(13);
    expect(await sink.stored()).toEqual([{ from: 0, to: 14 }]);
    const [final] = await warehouse.query("SELECT toUInt32(count()) AS n FROM store.evm_blocks_final");
    expect(final).toEqual({ n: 14 });
    // The statement of indexer/schema/README.md: what became final leaves the head tables, orphans stay.
    for (const table of ["evm_blocks", "evm_transactions", "evm_logs"]) {
      await warehouse.command(
        `DELETE FROM store.${table}_head WHERE network = 'devnet'
         AND (height, block_hash) IN (SELECT height, block_hash FROM store.${table}_final WHERE network = 'devnet')`,
      );
    }
    expect(
      await warehouse.query("SELECT toUInt32(height) AS height FROM store.evm_blocks_head ORDER BY height"),
    ).toEqual([{ height: 11 }, { height: 12 }]);
    const [shown] = await warehouse.query("SELECT toUInt32(count()) AS n FROM evm_transactions");
    expect(shown).toEqual({ n: 11 });
    const [found] = await warehouse.query<{ height: string }>(
      "SELECT height FROM evm_blocks WHERE block_hash = (SELECT hash FROM chain_blocks WHERE network = 'devnet' AND height = 12)",
    );
    expect(found).toEqual({ height: "12" });
  });
});
