import { expect, test } from "vitest";
import { type Baseline, Baselines, medianOf, outerFenceNs } from "./baseline.ts";

const row = (count: number): Baseline => ({
  ...{ stage: "fabric.commit", node: "peer1", count },
  ...{ q1Ns: 10, medianNs: 12, q3Ns: 14 },
});

test("what is usual is known from twenty spans on, and of each node by itself", () => {
  expect(new Baselines([row(19)]).of("fabric.commit", "peer1")).toBeUndefined();
  expect(new Baselines([row(20)]).of("fabric.commit", "peer1")?.medianNs).toBe(12);
  expect(new Baselines([row(20)]).of("fabric.commit", "peer2")).toBeUndefined();
});

test("beyond the outer fence nothing is usual, and a few outliers do not move the middle", () => {
  expect(outerFenceNs(row(20))).toBe(14 + 3 * 4);
  expect(medianOf([1, 2, 3, 4, 1e9])).toBe(3);
  expect(medianOf([1, 2])).toBe(1.5);
});
