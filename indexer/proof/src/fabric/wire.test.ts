import { describe, expect, test } from "vitest";
import { fromHex } from "./bytes.ts";
import { encodeVarint, WireError, WireReader } from "./wire.ts";

/** Reads every field with `read`. */
const readAll = <T>(hex: string, read: (reader: WireReader) => T): T[] => {
  const reader = new WireReader(fromHex(hex));
  const values: T[] = [];
  while (reader.next()) values.push(read(reader));
  return values;
};

describe("the protobuf reader", () => {
  test("reads the values of protobuf's own examples", () => {
    expect(readAll("089601", (reader) => [reader.field, reader.uint()])).toEqual([[1, 150]]);
    expect(readAll("120774657374696e67", (reader) => [reader.field, reader.text()])).toEqual([[2, "testing"]]);
    expect(readAll("08feffffffffffffffff01", (reader) => reader.int64())).toEqual([-2n]);
    expect(readAll("08feffffffffffffffff01", (reader) => reader.int32())).toEqual([-2]);
  });

  test("passes over what it does not know", () => {
    const known = readAll("0a0161 1501020304 190102030405060708 2005 3a0162".replaceAll(" ", ""), (reader) => {
      if (reader.field === 7) return reader.text();
      reader.skip();
      return "";
    });
    expect(known.filter(Boolean)).toEqual(["b"]);
  });

  test.each([
    ["a length beyond the end", "0a05616263", "text"],
    ["a varint without an end", "0880808080", "uint"],
    ["a varint of eleven bytes", "088080808080808080808001", "uint"],
    ["an integer beyond 2^53", "08ffffffffffffffff7f", "uint"],
    ["field 0", "0001", "uint"],
    ["a group", "0b", "skip"],
    ["another wire type than asked for", "0801", "text"],
    ["text that is not UTF-8", "0a02c328", "text"],
  ] as const)("refuses %s, naming the byte", (_, hex, read) => {
    expect(() => readAll(hex, (reader) => reader[read]())).toThrow(WireError);
    expect(() => readAll(hex, (reader) => reader[read]())).toThrow(/at byte \d/);
  });

  test("writes varints as Go does", () => {
    expect([0, 127, 128, 300, 2 ** 40].map((value) => Buffer.from(encodeVarint(value)).toString("hex"))).toEqual([
      "00",
      "7f",
      "8001",
      "ac02",
      "808080808020",
    ]);
  });
});
