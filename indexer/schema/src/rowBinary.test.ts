import { describe, expect, test } from "vitest";
import { encodeRows } from "./rowBinary.ts";
import { defineTable } from "./table.ts";

const table = defineTable({
  name: "sample",
  comment: "",
  orderBy: ["height"],
  columns: {
    height: { type: "UInt64", comment: "" },
    hash: { type: "FixedString(4)", comment: "" },
    value: { type: "UInt256", comment: "" },
    note: { type: "Nullable(String)", comment: "" },
    tags: { type: "Array(String)", comment: "" },
    time: { type: "DateTime64(3)", comment: "" },
  },
});

const hash = Uint8Array.from([0, 255, 1, 2]);

describe("encodeRows", () => {
  test("writes the bytes that the format's documentation states", () => {
    const { bytes, rows, columns } = encodeRows(table, [
      { height: 258, hash, value: 1n << 64n, note: "é", tags: ["a", "bc"], time: 1 },
    ]);
    expect(columns).toEqual(["height", "hash", "value", "note", "tags", "time"]);
    expect(rows).toBe(1);
    expect(Buffer.from(bytes).toString("hex")).toBe(
      [
        "0201000000000000", // height, little-endian
        "00ff0102", // hash as it is
        `${"00".repeat(8)}01${"00".repeat(23)}`, // 2^64, little-endian
        "00", // not NULL
        "02c3a9", // two bytes of UTF-8
        "02", // two tags
        "0161",
        "026263",
        "0100000000000000",
      ].join(""),
    );
  });

  test("NULL is one byte", () => {
    const row = { height: 0, hash, value: 0n, tags: [], time: 0 };
    const [withNull, withEmpty] = [undefined, ""].map((note) => encodeRows(table, [{ ...row, note }]).bytes.length);
    expect((withEmpty ?? 0) - (withNull ?? 0)).toBe(1);
  });

  test("grows beyond its first buffer without losing a byte", () => {
    const row = { height: 1, hash, value: 2n, note: "x".repeat(5000), tags: ["y"], time: 3 };
    const one = encodeRows(table, [row]).bytes;
    const many = encodeRows(
      table,
      Array.from({ length: 50 }, () => row),
    ).bytes;
    expect(Buffer.from(many).equals(Buffer.concat(Array.from({ length: 50 }, () => Buffer.from(one))))).toBe(true);
  });

  test("a value that does not fit names its table and column", () => {
    const row = { height: 1, hash: new Uint8Array(3), value: 2n, note: undefined, tags: [], time: 3 };
    expect(() => encodeRows(table, [row])).toThrow("sample.hash: FixedString(4) takes 4 bytes, got 3");
    expect(() => encodeRows(table, [{ ...row, hash, value: 1n << 256n }])).toThrow("sample.value");
    expect(() => encodeRows(table, [{ ...row, hash, value: -1n }])).toThrow("sample.value");
  });
});
