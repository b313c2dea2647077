import { describe, expect, test } from "vitest";
import { countRanges, subtractRanges, unionRanges } from "./range.ts";

describe("ranges", () => {
  test("overlapping and adjacent ranges join, gaps stay", () => {
    expect(
      unionRanges([
        { from: 5, to: 9 },
        { from: 0, to: 3 },
        { from: 3, to: 4 },
        { from: 8, to: 12 },
        { from: 20, to: 20 },
      ]),
    ).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 12 },
    ]);
  });

  test("what is missing is exactly what is wanted and not stored", () => {
    // Against a plain set of heights, over many random cases.
    let seed = 7;
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      const stored = unionRanges(Array.from({ length: random(5) }, () => ({ from: random(40), to: random(40) })));
      const wanted = { from: random(20), to: 20 + random(20) };
      const held = new Set(
        stored.flatMap((range) => Array.from({ length: range.to - range.from }, (_, i) => range.from + i)),
      );
      const missing = subtractRanges(wanted, stored);
      const heights = missing.flatMap((range) =>
        Array.from({ length: range.to - range.from }, (_, i) => range.from + i),
      );
      const expected = Array.from({ length: wanted.to - wanted.from }, (_, i) => wanted.from + i).filter(
        (h) => !held.has(h),
      );
      expect(heights).toEqual(expected);
      expect(countRanges(missing)).toBe(expected.length);
    }
  });
});
