import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import { defineTable, type SchemaPart, type Table } from "@ledgerscope/schema";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readServerFile } from "./embedded/serverFile.ts";
import { pendingMigrations } from "./migrate.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

let folder: string;
let warehouse: Warehouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledgerscope-migrate-"));
  warehouse = await openWarehouse({ path: folder });
});
afterEach(async () => {
  await warehouse.close();
  kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Ends the folder's server as a power cut would. */
function kill(): void {
  const pid = readServerFile(folder)?.pid;
  if (pid !== undefined) process.kill(pid, "SIGKILL");
}

const toy = defineTable({
  name: "toy",
  comment: "Toy",
  orderBy: ["network", "height"],
  indexes: ["INDEX by_hash block_hash TYPE bloom_filter(0.001) GRANULARITY 1"],
  expires: "toDateTime(height)",
  columns: {
    network: { type: "LowCardinality(String)", comment: "Network" },
    height: { type: "UInt64", comment: "Height", codec: "DoubleDelta, ZSTD(1)" },
    block_hash: { type: "FixedString(32)", comment: "Hash", hex: "0x" },
    count: { type: "UInt32", comment: "Count" },
  },
});
const reverting: Table = { ...toy, name: "toy_blocks", reorgs: true };
const part: SchemaPart = {
  tables: [toy, reverting],
  views: [
    {
      name: "one",
      comment: "One",
      columns: [{ name: "x", type: "UInt8", comment: "One" }],
      select: "SELECT 1 AS x",
    },
  ],
};
const withTables = (...tables: Table[]): SchemaPart => ({ ...part, tables });
const withColumns = (table: Table, columns: Table["columns"]): Table => ({
  ...table,
  columns: { ...table.columns, ...columns },
});

/** What the engine itself says of the whole schema. */
const shape = (of: Warehouse = warehouse): Promise<unknown[]> =>
  of.query(
    `SELECT database, name, create_table_query FROM system.tables
     WHERE database IN ('store', 'default') ORDER BY database, name`,
  );

test("a plan runs nothing, a migration runs the plan, and again there is nothing to run", async () => {
  const pending = await pendingMigrations(warehouse, [part]);
  expect(pending[0]).toBe("CREATE DATABASE IF NOT EXISTS store");
  expect(await shape()).toEqual([]);
  expect(await warehouse.migrate([part])).toEqual(pending);
  expect(await pendingMigrations(warehouse, [part])).toEqual([]);
  expect(await warehouse.migrate([part])).toEqual([]);
  const log = await warehouse.query<{ statement: string }>("SELECT statement FROM store._migrations");
  expect(log.map(({ statement }) => statement).sort()).toEqual([...pending].sort());
});

test("a view is made anew when its statement has changed, or somebody has dropped it", async () => {
  await warehouse.migrate([part]);
  const changed: SchemaPart = { ...part, views: part.views.map((view) => ({ ...view, select: "SELECT 2 AS x" })) };
  expect(await warehouse.migrate([changed])).toHaveLength(1);
  expect(await warehouse.query("SELECT x FROM one")).toEqual([{ x: 2 }]);
  expect(await warehouse.migrate([part])).toHaveLength(1);
  expect(await warehouse.query("SELECT x FROM one")).toEqual([{ x: 1 }]);
  await warehouse.command("DROP VIEW one");
  expect(await warehouse.migrate([part])).toHaveLength(1);
});

test("an older table gets the columns, indexes, codecs and comments that it lacks, and keeps what it has besides", async () => {
  await warehouse.command("CREATE DATABASE store");
  for (const name of ["toy", "toy_blocks_final", "toy_blocks_head"]) {
    const key = name.endsWith("_head") ? "network, block_hash, height" : "network, height";
    const extra = name === "toy_blocks_head" ? "" : "note String,";
    await warehouse.command(
      `CREATE TABLE store.${name} (network LowCardinality(String), ${extra} height UInt64, block_hash FixedString(32) CODEC(ZSTD(5)))
       ENGINE = ${name.endsWith("_head") ? "ReplacingMergeTree" : "MergeTree"} ORDER BY (${key})`,
    );
    await warehouse.command(`INSERT INTO store.${name} (network, height, block_hash) VALUES ('n', 7, 'abc1')`);
  }
  await warehouse.command("INSERT INTO store.toy (network, height, block_hash, note) VALUES ('n', 8, 'abcd', 'kept')");
  const grown = withTables(
    withColumns(toy, { count: { type: "UInt32", comment: "Count", default: "3" } }),
    withColumns(reverting, { count: { type: "UInt32", comment: "Count", default: "3" } }),
  );
  await warehouse.migrate([grown]);
  expect(await pendingMigrations(warehouse, [grown])).toEqual([]);
  expect(await warehouse.query("SELECT * FROM toy ORDER BY height")).toEqual([
    { network: "n", height: "7", block_hash: `0x61626331${"00".repeat(28)}`, count: 3 },
    { network: "n", height: "8", block_hash: `0x61626364${"00".repeat(28)}`, count: 3 },
  ]);
  expect(await warehouse.query("SELECT note FROM store.toy WHERE height = 8")).toEqual([{ note: "kept" }]);
  expect(await warehouse.query("SELECT height, count FROM toy_blocks")).toEqual([{ height: "7", count: 3 }]);
  // The engine's own word: as if it had been created so, but for the column that only this warehouse has.
  const described = (await shape()) as { name: string; create_table_query: string }[];
  const [table] = described.filter(({ create_table_query }) => /^CREATE TABLE store.toy /.test(create_table_query));
  expect(table?.create_table_query).toMatch(/`height` UInt64 COMMENT 'Height' CODEC\(DoubleDelta, ZSTD\(1\)\)/);
  expect(table?.create_table_query).toMatch(/`block_hash` FixedString\(32\) COMMENT 'Hash', `count` UInt32 DEFAULT 3/);
  expect(table?.create_table_query).toMatch(/INDEX by_hash block_hash .*INDEX by_hash_text concat/);
  expect(table?.create_table_query).toMatch(/non_replicated_deduplication_window = 10000.* COMMENT 'Toy'/);
});

test("a type may become wider, and the views over it with it", async () => {
  await warehouse.migrate([part]);
  await warehouse.command("INSERT INTO store.toy VALUES ('n', 1, 'abcd', 4000000000)");
  const wide = withTables(withColumns(toy, { count: { type: "Nullable(UInt256)", comment: "Count" } }), reverting);
  await warehouse.migrate([wide]);
  expect(await warehouse.query("SELECT toTypeName(count) AS t, toString(count) AS n FROM toy")).toEqual([
    { t: "Nullable(UInt256)", n: "4000000000" },
  ]);
  expect(await pendingMigrations(warehouse, [wide])).toEqual([]);
});

test("what would narrow, rearrange or replace stored rows is refused, all of it at once, and nothing is changed", async () => {
  await warehouse.migrate([part]);
  const before = await shape();
  const refused = async (tables: Table[]): Promise<string> => {
    const error = await warehouse.migrate([withTables(...tables)]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(await shape()).toEqual(before);
    return (error as Error).message;
  };
  const narrowed = withColumns(toy, {
    count: { type: "UInt16", comment: "Count" },
    added: { type: "String", comment: "Would be added" },
  });
  const message = await refused([narrowed, { ...reverting, orderBy: ["network", "count"] }]);
  expect(message).toContain("store.toy: column count is UInt32 in the warehouse and UInt16 in this program's schema");
  expect(message).toContain("add one of another name, or index into a new warehouse");
  expect(message).toContain(
    "store.toy_blocks_final: the sorting key is network,height in the warehouse and network,count",
  );
  expect(await refused([withColumns(toy, { block_hash: { type: "String", comment: "Hash" } })])).toMatch(
    /FixedString\(32\)/,
  );
  expect(await refused([{ ...toy, partitionBy: "network" }])).toMatch(/the partition key is absent .* and network/);
  expect(await refused([{ ...toy, replacingBy: "count" }])).toMatch(
    /the engine is MergeTree\(\) .* ReplacingMergeTree\(count\)/,
  );
  // A view in its place would take the table's name and its rows with it.
  expect(await refused([{ ...toy, reorgs: true }])).toMatch(
    /store.toy: is a table \(MergeTree\) in the warehouse and a view/,
  );
  expect(await refused([{ ...reverting, reorgs: false }])).toMatch(
    /store.toy_blocks: this name is a View in the warehouse/,
  );
});

test("rows expire only where that is configured, and stay again when it is taken back", async () => {
  await warehouse.migrate([part]);
  const now = Math.floor(Date.now() / 1000);
  await warehouse.command(
    `INSERT INTO store.toy VALUES ('n', ${now - 40 * 86_400}, 'abcd', 1), ('n', ${now}, 'abcd', 2)`,
  );
  await warehouse.migrate([part]);
  expect(await warehouse.query("SELECT count FROM toy ORDER BY height")).toEqual([{ count: 1 }, { count: 2 }]);
  await expect(warehouse.migrate([part], { retention: { _ranges: 30 } })).rejects.toThrow(
    "rows of _ranges do not expire, _ranges says that they are stored; it can be set for _quarantine, toy",
  );
  await expect(warehouse.migrate([part], { retention: { toys: 30 } })).rejects.toThrow("there is no table toys");
  await warehouse.migrate([part], { retention: { toy: 30 } });
  await warehouse.command("OPTIMIZE TABLE store.toy FINAL");
  await expect.poll(() => warehouse.query("SELECT count FROM toy")).toEqual([{ count: 2 }]);
  const expires = "SELECT expires FROM table_sizes WHERE table = 'toy'";
  expect(await warehouse.query(expires)).toEqual([{ expires: "toDateTime(height) + toIntervalDay(30)" }]);
  // Programs that are not told leave it as it is.
  expect(await warehouse.migrate([part])).toEqual([]);
  expect(await warehouse.migrate([part], { retention: { toy: "forever" } })).toHaveLength(1);
  expect(await warehouse.query(expires)).toEqual([{ expires: "" }]);
});

test("a newer version is recorded even when no statement differs", async () => {
  await warehouse.migrate([part]);
  await warehouse.command("ALTER TABLE store._migrations UPDATE version = 1 WHERE 1 SETTINGS mutations_sync = 2");
  expect(await warehouse.migrate([part])).toEqual([]);
  expect(await warehouse.query("SELECT max(version) > 1 AS raised FROM store._migrations")).toEqual([{ raised: 1 }]);
});

test("a warehouse of a newer version is left alone", async () => {
  await warehouse.migrate([part]);
  await warehouse.command("INSERT INTO store._migrations (statement, version) VALUES ('', 99)");
  const before = await shape();
  const changed = withTables(withColumns(toy, { more: { type: "String", comment: "More" } }));
  for (const open of [() => warehouse.migrate([changed]), () => pendingMigrations(warehouse, [changed])]) {
    await expect(open()).rejects.toThrow(
      /written by a newer Ledgerscope \(schema version 99, this program knows \d+\): update this program, or use another warehouse/,
    );
  }
  expect(await shape()).toEqual(before);
});

test("five that migrate at once end in the schema of one", async () => {
  const users = await Promise.all(Array.from({ length: 5 }, () => openWarehouse({ path: folder })));
  await Promise.all(users.map((user) => user.migrate([part])));
  expect(await pendingMigrations(warehouse, [part])).toEqual([]);
  const changed = withTables(
    withColumns(toy, { more: { type: "String", comment: "More" } }),
    withColumns(reverting, { more: { type: "String", comment: "More" }, count: { type: "UInt64", comment: "Wider" } }),
  );
  await Promise.all(users.map((user) => user.migrate([changed])));
  expect(await pendingMigrations(warehouse, [changed])).toEqual([]);
  expect(await warehouse.query("SELECT more, count FROM toy_blocks")).toEqual([]);
  await Promise.all(users.map((user) => user.close()));
});

test("a migration that is killed anywhere is completed by the next one, with all rows", async () => {
  await warehouse.migrate([part]);
  await warehouse.command("INSERT INTO store.toy SELECT 'n', number, 'abcd', number FROM numbers(1000)");
  let inTheMiddle = 0;
  for (let round = 1; round <= 5; round++) {
    const added = Object.fromEntries(
      Array.from({ length: round }, (_, i) => [`c${i}`, { type: "UInt32", comment: "Added", default: "5" } as const]),
    );
    const grown = withTables(withColumns(toy, added), withColumns(reverting, added));
    const pending = await pendingMigrations(warehouse, [grown]);
    let ended = false;
    const migrating = warehouse.migrate([grown]).then(
      () => (ended = true),
      () => (ended = true),
    );
    await sleep(round * 25);
    if (!ended) inTheMiddle++;
    kill();
    await migrating;
    await warehouse.close();
    warehouse = await openWarehouse({ path: folder });
    expect((await pendingMigrations(warehouse, [grown])).length).toBeLessThanOrEqual(pending.length);
    await warehouse.migrate([grown]);
    expect(await pendingMigrations(warehouse, [grown])).toEqual([]);
    expect(await warehouse.query(`SELECT count() AS n, sum(count) AS s, sum(c${round - 1}) AS c FROM toy`)).toEqual([
      { n: "1000", s: "499500", c: "5000" },
    ]);
  }
  expect(inTheMiddle).toBeGreaterThan(2);
});
