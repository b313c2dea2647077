import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { referenceEntries } from "@ledgerscope/schema";
import { openWarehouse, pendingMigrations, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusterStatements, privateParts, publicParts } from "./writtenFiles.ts";

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-schema-"));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([...privateParts, ...publicParts.slice(1)]);
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const entries = referenceEntries([...privateParts, ...publicParts.slice(1)]);

test("the engine takes the whole schema, and then has nothing left to change", async () => {
  expect(await pendingMigrations(warehouse, [...privateParts, ...publicParts.slice(1)])).toEqual([]);
});

test.each(entries.map(({ view, example }) => [view.name, example] as const))(
  "the example for %s runs",
  async (_, sql) => {
    await expect(warehouse.query(sql)).resolves.toBeInstanceOf(Array);
  },
);

test("every view's columns have the types and comments that the reference states, without a conversion", async () => {
  const views = await warehouse.query<{ name: string; as_select: string }>(
    "SELECT name, as_select FROM system.tables WHERE database = 'default' AND engine = 'View'",
  );
  expect(views.map(({ name }) => name).sort()).toEqual(entries.map(({ view }) => view.name).sort());
  for (const { name, as_select } of views) {
    const column = "name, type";
    const declared = await warehouse.query<{ name: string; type: string; comment: string }>(
      `SELECT ${column}, comment FROM system.columns WHERE database = 'default' AND table = '${name}' ORDER BY position`,
    );
    const given = await warehouse.query<{ name: string; type: string }>(`DESCRIBE (${as_select})`);
    const types = new Map(given.map((one) => [one.name, one.type]));
    for (const { name: of, type, comment } of declared) {
      expect(`${name}.${of} ${types.get(of)}`).toBe(`${name}.${of} ${type}`);
      expect(comment, `${name}.${of}`).not.toBe("");
    }
  }
});

describe("conditions on views reach the tables", () => {
  const hash = (n: number): string => n.toString(16).padStart(64, "0");
  const ROWS = 200_000;

  beforeAll(async () => {
    // Rows enough for many granules (8192 rows each); 100 transactions a block, the last blocks in the head zone.
    const fill = (table: string, from: number, count: number): Promise<void> =>
      warehouse.command(
        `INSERT INTO store.${table} (network, height, block_hash, tx_index, hash, to)
         SELECT 'n', intDiv(number, 100), unhex(leftPad(hex(intDiv(number, 100)), 64, '0')), number % 100,
           unhex(leftPad(lower(hex(number)), 64, '0')), unhex(leftPad(lower(hex(number % 1000)), 40, '0'))
         FROM numbers(${from}, ${count})`,
      );
    await fill("evm_transactions_final", 0, ROWS);
    await fill("evm_transactions_head", ROWS, 20_000);
    await warehouse.command(
      `INSERT INTO store.canonical_log SELECT 'n', number, unhex(leftPad(hex(number), 64, '0')), true, 1
       FROM numbers(${ROWS / 100}, 200)`,
    );
    await warehouse.command(
      `INSERT INTO store.fabric_transactions (network, channel, height, tx_index, tx_id)
       SELECT 'f', 'c', intDiv(number, 100), number % 100, lower(hex(SHA256(toString(number)))) FROM numbers(${ROWS})`,
    );
  });

  /** Rows that the statement reads, as the engine counts them. */
  async function rowsRead(sql: string): Promise<number> {
    const result = await warehouse.client.query({ query: sql, format: "JSON" });
    return (await result.json<unknown>()).statistics?.rows_read ?? Number.NaN;
  }

  const key = `0x${hash(123_456)}`;
  const headKey = `0x${hash(ROWS + 12_345)}`;
  test.each([
    ["SELECT count() AS n FROM evm_transactions WHERE network = 'n' AND height = 1234", "100"],
    ["SELECT count() AS n FROM store.evm_transactions WHERE network = 'n' AND height = 1234", "100"],
    [`SELECT count() AS n FROM evm_transactions WHERE network = 'n' AND height = ${ROWS / 100 + 10}`, "100"],
    ["SELECT count() AS n FROM chain_transactions WHERE network = 'n' AND height BETWEEN 1234 AND 1235", "200"],
    [`SELECT count() AS n FROM evm_transactions WHERE hash = '${key}'`, "1"],
    [`SELECT count() AS n FROM evm_transactions WHERE hash = '${headKey}'`, "1"],
    [`SELECT count() AS n FROM evm_transactions WHERE hash IN ('${key}', '${headKey}')`, "2"],
    [`SELECT count() AS n FROM chain_transactions WHERE id = '${key}'`, "1"],
    ["SELECT count() AS n FROM chain_transactions WHERE network = 'f' AND height = 17", "100"],
    [`SELECT count() AS n FROM store.evm_transactions WHERE hash = unhex('${hash(123_456)}')`, "1"],
  ])("%s", async (sql, n) => {
    expect(await warehouse.query(sql)).toEqual([{ n }]);
    // The mapping of the head zone (200 rows, read once for each zone) and a few granules of both zones.
    expect(await rowsRead(sql)).toBeLessThan(8 * 8192);
    expect(await rowsRead(sql)).toBeGreaterThan(0);
  });

  test("what no index knows reads everything: the measure can fail", async () => {
    expect(await rowsRead("SELECT count() AS n FROM evm_transactions WHERE gas_used = 12345")).toBeGreaterThan(ROWS);
  });
});

describe("statements for a cluster", () => {
  const statements = clusterStatements();

  test("are parsed by the engine, each to a statement of the cluster", async () => {
    for (const statement of statements) {
      const [row] = await warehouse.query<{ text: string }>("SELECT formatQuerySingleLine({sql:String}) AS text", {
        sql: statement,
      });
      expect(row?.text).toMatch(/^CREATE (DATABASE|TABLE|OR REPLACE VIEW|VIEW) .*ON CLUSTER ledgerscope/);
    }
    const engines = statements.map((statement) => /\nENGINE = (\w+)/.exec(statement)?.[1]).filter(Boolean);
    const physical = (await warehouse.query<{ n: string }>(
      "SELECT count() AS n FROM system.tables WHERE database = 'store' AND engine LIKE '%MergeTree' AND name NOT LIKE 'disclos%'",
    )) as [{ n: string }];
    expect(engines.filter((engine) => engine === "Distributed")).toHaveLength(Number(physical[0].n));
    expect(engines.filter((engine) => engine?.startsWith("Replicated"))).toHaveLength(Number(physical[0].n));
    await expect(warehouse.query("SELECT formatQuery({sql:String})", { sql: `${statements[0]} OF` })).rejects.toThrow();
  });

  test("are run, less what needs a cluster: keys, indexes, settings, expressions and views hold together", async () => {
    // A shard's tables lie in store_local; here a plain view stands for the distributed table over them.
    const other = `${folder}-cluster`;
    const single = await openWarehouse({ path: other });
    try {
      for (const statement of statements) {
        const local = statement
          .replace(/ ON CLUSTER `ledgerscope`/, "")
          .replace(/ENGINE = Replicated(\w+)\('[^']+', '\{replica\}'(?:, )?/, "ENGINE = $1(")
          .replaceAll("cluster('ledgerscope', system.parts)", "system.parts");
        const distributed = /ENGINE = Distributed\(`ledgerscope`, `(\w+)`, `(\w+)`, (.*)\)\n/.exec(local);
        if (!distributed) {
          await single.command(local);
          continue;
        }
        const [, database, name, shardBy] = distributed;
        await single.command(`SELECT ${shardBy} FROM ${database}.${name}`);
        await single.command(`CREATE VIEW store.${name} AS SELECT * FROM ${database}.${name}`);
      }
      await single.command(
        `INSERT INTO store_local.evm_blocks_head (network, height, block_hash) VALUES ('n', 7, 'a'), ('n', 7, 'b')`,
      );
      await single.command(`INSERT INTO store_local.canonical_log VALUES ('n', 7, 'b', true, 1)`);
      expect(await single.query("SELECT height, substring(block_hash, 1, 4) AS hash FROM evm_blocks")).toEqual([
        { height: "7", hash: "0x62" },
      ]);
    } finally {
      await single.close();
      rmSync(other, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });
});
