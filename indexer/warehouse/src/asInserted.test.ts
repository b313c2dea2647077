import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ColumnEncoder, defineTable, encodeRows, nativeBlocks, type Row } from "@ledgerscope/schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asInserted } from "./asInserted.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

const comment = "";
const table = defineTable({
  name: "sample",
  comment,
  orderBy: ["id"],
  indexes: ["INDEX by_hash hash TYPE bloom_filter(0.01) GRANULARITY 1"],
  columns: {
    id: { type: "UInt64", comment },
    same: { type: "LowCardinality(String)", comment },
    few: { type: "LowCardinality(String)", comment },
    many: { type: "LowCardinality(String)", comment },
    byte: { type: "UInt8", comment },
    short: { type: "UInt16", comment },
    int: { type: "UInt32", comment },
    signed: { type: "Int64", comment },
    wide: { type: "UInt256", comment },
    real: { type: "Float64", comment },
    flag: { type: "Bool", comment },
    time: { type: "DateTime64(3)", comment },
    nanos: { type: "DateTime64(9)", comment },
    hash: { type: "FixedString(32)", comment, hex: "0x" },
    text: { type: "String", comment },
    maybe: { type: "Nullable(UInt64)", comment },
    maybe_hash: { type: "Nullable(FixedString(20))", comment },
    maybe_text: { type: "Nullable(String)", comment },
    hashes: { type: "Array(FixedString(32))", comment },
    texts: { type: "Array(String)", comment },
    names: { type: "Array(LowCardinality(String))", comment },
    numbers: { type: "Array(UInt32)", comment },
  },
});

function bytes(length: number, seed: number): Uint8Array {
  const made = new Uint8Array(length);
  for (let index = 0; index < length; index++) made[index] = Math.imul(seed + index, 2654435761) >>> 13;
  return made;
}

/** Lengths around what one and two bytes of a length hold, strings as long as words and a little more, long rows. */
const LENGTHS = [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 64, 65, 127, 128, 300, 16_383, 16_384];

function rowOf(id: number): Row<typeof table> {
  const length = id === 700 ? 2_500_000 : (LENGTHS[id % LENGTHS.length] as number);
  const isNull = id % 3 === 0;
  return {
    id,
    same: "mainnet",
    few: ["", "Org1MSP", "Org2MSP", "a name that is longer than a word"][id % 4] as string,
    many: `key-${(id * 7919) % 1201}`,
    byte: id & 255,
    short: id & 65535,
    int: Math.imul(id, 2654435761) >>> 0,
    signed: -BigInt(id) * 7n,
    wide: (1n << 255n) + BigInt(id),
    real: id / 3,
    flag: id % 2 === 1,
    time: 1_700_000_000_000 + id,
    nanos: 1_700_000_000_000_000_000n + BigInt(id),
    hash: bytes(32, id),
    text: bytes(length, id),
    maybe: isNull ? undefined : id,
    maybe_hash: isNull ? undefined : bytes(20, id),
    maybe_text: isNull ? undefined : "x".repeat(id % 200),
    hashes: Array.from({ length: id % 5 }, (_, index) => bytes(32, id + index)),
    texts: Array.from({ length: id % 3 }, (_, index) => bytes(index * 70, id)),
    names: id % 2 === 0 ? [] : ["one", "two"],
    numbers: Array.from({ length: id % 4 }, (_, index) => id * index),
  };
}

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-native-"));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const rows = Array.from({ length: 3000 }, (_, id) => rowOf(id));

test("rows that go as columns are the rows that were encoded", async () => {
  await warehouse.migrate([{ tables: [table], views: [] }]);
  const encoded = encodeRows(table, rows);
  const sent = asInserted(table, encoded);
  expect(sent.format).toBe("Native");
  const encoder = new ColumnEncoder(table);
  for (const row of rows) encoder.push(row);
  const sums: unknown[] = [];
  for (const [index, body] of [encoded, sent, encoder.take()].entries()) {
    await warehouse.insert({ ...body, table: "store.sample" }, { token: `${index}` });
    const row = `formatRow('RowBinary', ${Object.keys(table.columns).join(", ")})`;
    sums.push(await warehouse.query(`SELECT count() AS rows, sum(cityHash64(${row})) AS sum FROM store.sample`));
    await warehouse.command("TRUNCATE TABLE store.sample");
  }
  expect(sums[1]).toEqual(sums[0]);
  expect(sums[2]).toEqual(sums[0]);
  expect(sums[0]).toEqual([{ rows: "3000", sum: expect.any(String) }]);
});

test("filters over texts are made by the first merge", async () => {
  const sizes = async (): Promise<unknown> =>
    warehouse.query(`SELECT name, data_uncompressed_bytes > 100 AS made FROM system.data_skipping_indices
      WHERE database = 'store' AND table = 'sample' ORDER BY name`);
  await warehouse.insert({ ...asInserted(table, encodeRows(table, rows)), table: "store.sample" }, { token: "later" });
  expect(await sizes()).toEqual([
    { name: "by_hash", made: 1 },
    { name: "by_hash_text", made: 0 },
  ]);
  await warehouse.command("OPTIMIZE TABLE store.sample FINAL");
  expect(await sizes()).toEqual([
    { name: "by_hash", made: 1 },
    { name: "by_hash_text", made: 1 },
  ]);
  const text = `0x${Buffer.from(rowOf(5).hash).toString("hex")}`;
  const found = await warehouse.query("SELECT id FROM default.sample WHERE hash = {text:String}", { text });
  expect(found).toContainEqual({ id: "5" });
});

test("a block ends where a dictionary is full, or what is turned at a time", () => {
  const { columns, bytes: whole } = encodeRows(table, rows);
  const turned = nativeBlocks(table, columns, whole) ?? [];
  const blocks = [...turned];
  // An insert that has to be sent again sends the same.
  expect(Buffer.concat([...turned]).equals(Buffer.concat(blocks))).toBe(true);
  // 1,201 names, of which one byte tells 255 and the empty one.
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  expect(blocks.length).toBeLessThan(40);
});

test("bytes that end within a row are refused, and no row is made up", () => {
  const { columns, bytes: whole } = encodeRows(table, rows.slice(0, 40));
  for (const cut of [1, 9, 100, 1000]) {
    const part = whole.subarray(0, whole.length - cut);
    expect(() => [...(nativeBlocks(table, columns, part) ?? [])]).toThrow(/sample: the bytes from \d+ on are no rows/);
  }
});

test("few rows, and columns of other types, stay as they are", () => {
  const few = encodeRows(table, rows.slice(0, 10));
  expect(asInserted(table, few)).toEqual({ format: few.format, columns: few.columns, bytes: few.bytes });
  const attributes = defineTable({
    name: "attributes",
    comment,
    orderBy: ["id"],
    columns: { id: { type: "UInt64", comment }, map: { type: "Map(String, String)", comment } },
  });
  const maps = encodeRows(
    attributes,
    Array.from({ length: 2000 }, (_, id) => ({ id, map: { a: "b" } })),
  );
  expect(asInserted(attributes, maps).format).toBe("RowBinary");
});
