import { expect, test } from "vitest";
import { Laggards } from "./laggards.ts";

const second = 1_000_000_000n;

test("a node that lacks a block for three seconds is silent since the block first arrived elsewhere", () => {
  const laggards = new Laggards();
  for (const node of ["a", "b"]) expect(laggards.arrived(node, 1, 0n)).toEqual([]);
  expect(laggards.arrived("a", 2, 10n * second)).toEqual([]);
  expect(laggards.arrived("a", 3, 12n * second)).toEqual([]);
  expect(laggards.arrived("a", 4, 13n * second)).toEqual([{ node: "b", height: 2, sinceNs: 10n * second }]);
});

test("a node that comes after the others within three seconds is not", () => {
  const laggards = new Laggards();
  for (let height = 1; height < 9; height++) {
    expect(laggards.arrived("a", height, BigInt(height) * second)).toEqual([]);
    expect(laggards.arrived("b", height, BigInt(height) * second + 900_000_000n)).toEqual([]);
  }
});

test("a silent chain makes no node silent", () => {
  const laggards = new Laggards();
  for (const node of ["a", "b"]) laggards.arrived(node, 1, 0n);
  expect(laggards.arrived("a", 2, 3600n * second)).toEqual([]);
});
