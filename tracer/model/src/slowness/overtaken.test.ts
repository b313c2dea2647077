import { describe, expect, test } from "vitest";
import { leaderScores } from "./leaderScores.ts";
import { type Arrival, type LedBlock, overtaken } from "./overtaken.ts";

const ms = (value: number): bigint => BigInt(value) * 1_000_000n;

/** A block of orderer1's every second. */
const block = (height: number, more: Partial<LedBlock> = {}): LedBlock => ({
  ...{ height, leader: "orderer1", cutNs: ms(height * 1000), full: false },
  ...more,
});
const blocks = [1, 2, 3, 4].map((height) => block(height));

const arrival = (id: string, height: number | undefined, ...atMs: readonly number[]): Arrival => ({
  id,
  ...(height === undefined ? {} : { height }),
  seen: atMs.map((at, index) => ({ node: `node${index}`, orderer: index > 0, atNs: ms(at) })),
});

/** One transaction of each block, half a second before its cut. */
const others = [1, 2, 3, 4].map((height) =>
  arrival(`other${height}`, height, height * 1000 - 500, height * 1000 - 499),
);

const held = [...others, arrival("held", 4, 100, 101)];
const leader = (atMs: number) => ({
  ...{ stage: "fabric.node.leader" as const, node: "orderer1", atNs: ms(atMs), attributes: {} },
});

describe("a transaction that two nodes knew", () => {
  test("was passed over by each block with room that holds a later one", () => {
    const [found, ...none] = overtaken({ blocks, arrivals: [...others, arrival("held", 4, 100, 101)] });
    expect(none).toEqual([]);
    expect(found).toMatchObject({
      ...{ id: "held", height: 4, blocks: [1, 2, 3], overtakenBy: 3, example: "other3" },
      leaders: [{ leader: "orderer1", blocks: 3 }],
      passedOverNs: ms(3000 - 101),
    });
  });

  test("and that never came to a block counts as well", () => {
    expect(overtaken({ blocks, arrivals: [...others, arrival("lost", undefined, 100, 101)] })[0]).toMatchObject({
      blocks: [1, 2, 3, 4],
    });
  });

  test("was not passed over when it came later than the others, or by less than clocks may differ", () => {
    expect(overtaken({ blocks, arrivals: [...others, arrival("own", 2, 1400, 1401)] })).toEqual([]);
    expect(overtaken({ blocks, arrivals: [...others, arrival("near", 2, 300, 301)] })).toEqual([]);
  });

  test("had no place in full blocks, and no leader to blame while the leader changed", () => {
    const full = blocks.map((one) => ({ ...one, full: true }));
    expect(overtaken({ blocks: full, arrivals: [...others, arrival("held", 4, 100, 101)] })).toEqual([]);
    expect(overtaken({ blocks, arrivals: held, events: [leader(700)] })).toEqual([]);
    expect(overtaken({ blocks, arrivals: held, events: [leader(2500)] })[0]?.blocks).toEqual([1, 2]);
  });
});

test("clocks that are known to be off are put right first", () => {
  const off = ["node2", "node3"];
  const clocks = off.map((node) => ({ node, offsetNs: ms(-5000), boundNs: ms(1) }));
  const seen = off.map((node, index) => ({ node, orderer: index > 0, atNs: ms(1400 - 5000 + index) }));
  const arrivals = [...others, { id: "own", height: 2, seen }];
  expect(overtaken({ blocks, arrivals })).toHaveLength(1);
  expect(overtaken({ blocks, arrivals, clocks })).toEqual([]);
});

test("one node's word, or that of gateways alone, is not enough", () => {
  expect(overtaken({ blocks, arrivals: [...others, arrival("one", 4, 100)] })).toEqual([]);
  const gateways = { ...arrival("two", 4, 100, 101) };
  const seen = gateways.seen.map((one) => ({ ...one, orderer: false }));
  expect(overtaken({ blocks, arrivals: [...others, { ...gateways, seen }] })).toEqual([]);
});

test("leaders are scored by the blocks that they cut: 10 for each in order, 1 for each suspected, and their shares", () => {
  const led = [...blocks, block(5, { leader: "orderer2" }), block(6, { leader: "orderer2" })];
  const passed = overtaken({ blocks: led, arrivals: [...others, arrival("held", 3, 100, 101)] });
  expect(leaderScores(led, passed)).toEqual([
    { leader: "orderer1", blocks: 4, suspected: 2, score: 5.5, share: 5.5 / 15.5 },
    { leader: "orderer2", blocks: 2, suspected: 0, score: 10, share: 10 / 15.5 },
  ]);
});
