import { expect, test } from "vitest";
import { widens } from "./widens.ts";

test.each([
  ["UInt8", "UInt64"],
  ["UInt64", "UInt256"],
  ["UInt32", "Int64"],
  ["Bool", "UInt8"],
  ["String", "LowCardinality(String)"],
  ["LowCardinality(String)", "String"],
  ["FixedString(32)", "Nullable(FixedString(32))"],
  ["Nullable(UInt32)", "Nullable(UInt64)"],
  ["Array(UInt8)", "Array(UInt16)"],
])("every %s is a %s", (from, to) => {
  expect(widens(from, to)).toBe(true);
});

test.each([
  ["UInt64", "UInt32"],
  ["UInt64", "Int64"],
  ["Int64", "UInt64"],
  ["Nullable(UInt32)", "UInt32"],
  ["FixedString(32)", "FixedString(20)"],
  ["FixedString(20)", "FixedString(32)"],
  ["FixedString(32)", "String"],
  ["String", "UInt64"],
  ["UInt64", "Float64"],
  ["DateTime64(9, 'UTC')", "DateTime64(3, 'UTC')"],
  ["Array(UInt16)", "UInt16"],
])("not every %s is a %s", (from, to) => {
  expect(widens(from, to)).toBe(false);
});
