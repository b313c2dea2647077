import { expect, test } from "vitest";
import { parseDuration, parseLifetimes } from "./duration.ts";

test("durations have a unit", () => {
  expect(["500ms", "90s", "10m", "8h", "30d", "1.5s"].map(parseDuration)).toEqual([
    500, 90_000, 600_000, 28_800_000, 2_592_000_000, 1_500,
  ]);
  for (const wrong of ["", "10", "s", "-1s", "0s", "1w"]) expect(() => parseDuration(wrong)).toThrow(`not "${wrong}"`);
});

test("a lifetime is of one identity, or of all", () => {
  expect(parseLifetimes(["User1@org1=90s", "30d"])).toEqual({ "User1@org1": 90_000, "*": 2_592_000_000 });
});
