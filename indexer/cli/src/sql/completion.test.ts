import { expect, test } from "vitest";
import { complete } from "./completion.ts";

const vocabulary = {
  keywords: ["SELECT", "SETTINGS", "FROM"],
  tables: ["fabric_blocks", "store.fabric_blocks"],
  columns: ["from", "selector"],
  functions: ["sellOff"],
};

test("completes columns, keywords in the case that is typed, and functions", () => {
  expect(complete("sel", vocabulary)).toEqual([["selector", "select", "sellOff"], "sel"]);
  expect(complete("SEL", vocabulary)).toEqual([["selector", "SELECT", "sellOff"], "SEL"]);
  expect(complete("SELECT ", vocabulary)).toEqual([[], ""]);
});

test("behind FROM come tables only, with their database", () => {
  expect(complete("SELECT 1 FROM f", vocabulary)).toEqual([["fabric_blocks"], "f"]);
  expect(complete("SELECT 1 from store.f", vocabulary)).toEqual([["store.fabric_blocks"], "store.f"]);
});
