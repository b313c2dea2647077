import { describe, expect, test } from "vitest";
import { encodeRows } from "../rowBinary.ts";
import { defineTable } from "../table.ts";
import { ColumnEncoder } from "./columnEncoder.ts";
import { nativeBlocks } from "./nativeBlocks.ts";

const comment = "";
const table = defineTable({
  name: "sample",
  comment,
  orderBy: ["id"],
  columns: {
    id: { type: "UInt64", comment },
    hash: { type: "FixedString(4)", comment },
    text: { type: "String", comment },
    maybe: { type: "Nullable(String)", comment },
    number: { type: "Nullable(UInt16)", comment },
    tags: { type: "Array(String)", comment },
    wide: { type: "UInt256", comment },
    time: { type: "DateTime64(9)", comment },
  },
});

const row = (id: number) => ({
  id: id * 3_000_000_000,
  hash: Uint8Array.of(id, 1, 2, 3),
  text: id % 2 ? "é".repeat(id % 200) : "x".repeat(id % 300),
  maybe: id % 3 ? undefined : `text ${id}`,
  number: id % 4 ? id & 0xffff : undefined,
  tags: Array.from({ length: id % 4 }, (_, index) => Buffer.alloc(index * 90, id)),
  wide: (1n << 200n) + BigInt(id),
  time: 1_700_000_000_000_000_000n + BigInt(id),
});

describe("ColumnEncoder", () => {
  test("writes what the kernel makes of the same rows, and writes it again in the memory that was given back", () => {
    const rows = Array.from({ length: 200 }, (_, id) => row(id));
    const { columns, bytes } = encodeRows(table, rows);
    const turned = Buffer.concat([...(nativeBlocks(table, columns, bytes) ?? [])]);
    const encoder = new ColumnEncoder(table);
    for (let time = 0; time < 3; time++) {
      for (const each of rows) encoder.push(each);
      const encoded = encoder.take();
      expect(encoded).toMatchObject({ table: "sample", format: "Native", columns, rows: 200 });
      expect(turned.equals(encoded.bytes)).toBe(true);
      if (time > 0) encoded.release();
    }
  });

  test("begins a block of its own where one is large", () => {
    const encoder = new ColumnEncoder(table);
    const text = "x".repeat(100_000);
    for (let id = 0; id < 100; id++) encoder.push({ ...row(id), text });
    // Eight columns, and how many rows.
    const blocks = Buffer.from(encoder.take().bytes).toString("latin1").split("\u0002id\u0006UInt64").length - 1;
    expect(blocks).toBeGreaterThan(1);
    expect(blocks).toBeLessThan(12);
  });

  test("a value that does not fit names its table and column", () => {
    const push = (more: object) => () => new ColumnEncoder(table).push({ ...row(1), ...more });
    expect(push({ hash: new Uint8Array(3) })).toThrow("sample.hash: FixedString(4) takes 4 bytes, got 3");
    for (const wide of [1n << 256n, -1n]) expect(push({ wide })).toThrow("sample.wide");
    for (const number of [-1, 0x10000, Number.NaN]) expect(push({ number })).toThrow("sample.number");
    for (const id of [-1, 0.5, 1n << 64n]) expect(push({ id })).toThrow("sample.id");
  });

  test("a column of a type that is not written in columns is refused", () => {
    const attributes = { ...table, columns: { map: { type: "Map(String, String)", comment } } } as const;
    expect(() => new ColumnEncoder(attributes)).toThrow("sample.map");
  });
});
