import type { Table } from "@ledgerscope/schema";
import { describe, expect, test } from "vitest";
import { fabricWrites } from "../tables/fabricWrites.ts";
import { compareRows } from "./compareRows.ts";
import { expectedText } from "./rowText.ts";

const write = (txIndex: number, value: string, isDelete = false) =>
  expectedText(fabricWrites as Table, {
    network: "n",
    channel: "c",
    namespace: "bench",
    collection: "",
    key: Uint8Array.of(0x6b),
    height: 7,
    tx_index: txIndex,
    action_index: 0,
    tx_id: "ab",
    validation_code: 0,
    is_delete: isDelete,
    is_metadata: false,
    value,
  });

const compare = (stored: ReturnType<typeof write>[], expected: ReturnType<typeof write>[]) =>
  compareRows(fabricWrites as Table, stored, expected);

describe("stored rows of a block", () => {
  test("are equal in any order, and as often as they stand there", () => {
    expect(compare([write(1, "a"), write(0, "b")], [write(0, "b"), write(1, "a")])).toEqual([]);
    expect(compare([write(0, "a")], [write(0, "a"), write(0, "a")])).toEqual([
      expect.stringContaining("fabric_writes: a row is missing: tx_index 0"),
    ]);
  });

  test("a changed value is named with its table, column and place, both sides", () => {
    expect(compare([write(3, "evil"), write(4, "x")], [write(3, "good"), write(4, "x")])).toEqual([
      'fabric_writes.value: stored "evil", the block gives "good" (tx_index 3, action_index 0, namespace "bench", collection "", key "k")',
    ]);
    expect(compare([write(3, "v", true)], [write(3, "v")])[0]).toContain(
      "fabric_writes.is_delete: stored true, the block gives false",
    );
  });

  test("a row too many is named", () => {
    expect(compare([write(0, "a"), write(1, "b")], [write(0, "a")])).toEqual([
      expect.stringContaining("fabric_writes: a row that the block does not give: tx_index 1"),
    ]);
  });
});
