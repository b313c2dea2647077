import { expect, test } from "vitest";
import { type ProgressState, progressLines } from "./progress.ts";

const state: ProgressState = {
  network: "mainnet",
  blocks: 50,
  transactions: 900,
  total: 200,
  height: 49,
  head: 1000,
  lag: 951,
  blocksPerSecond: 25,
  transactionsPerSecond: 450.4,
  leftMs: 6000,
  bottleneck: "reading",
  shares: { reading: 0.71, computing: 0.2, writing: 0.09 },
};

test("a backfill shows how far, how fast, how long, and what it waits for", () => {
  expect(progressLines(state)).toEqual([
    "mainnet  ██████░░░░░░░░░░░░░░░░░░ 25 %  50/200 blocks, 6 s left",
    "  25 blocks/s, 450 tx/s",
    "  slowest: reading the source 71 % (computing 20 %, writing 9 %)",
  ]);
});

test("a network that is followed shows how far it is behind, and waits at the head", () => {
  expect(progressLines({ ...state, total: null })[0]).toBe("mainnet  block 49, 951 behind, 6 s left");
  expect(progressLines({ ...state, total: null, lag: 0 })).toEqual([
    "mainnet  block 49, at the head",
    "  25 blocks/s, 450 tx/s",
    "  waiting for new blocks",
  ]);
  expect(progressLines({ ...state, total: null, lag: null, height: null, bottleneck: null })).toEqual([
    "mainnet  nothing new yet",
    "  25 blocks/s, 450 tx/s",
    "  idle",
  ]);
});
