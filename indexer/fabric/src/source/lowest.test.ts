import { expect, test } from "vitest";
import { lowest } from "./lowest.ts";

test("the lowest height is found among more than a call takes arguments", () => {
  const heights = Array.from({ length: 300_000 }, (_, index) => 300_000 - index);
  expect(lowest(heights)).toBe(1);
  expect(lowest(heights, 7)).toBe(7);
  expect(lowest(heights, 300_001)).toBeUndefined();
});
