import { expect, test } from "vitest";
import { Changes } from "./changes.ts";

const sample = (metric: string, value: number, labels: Record<string, string> = {}) => ({ metric, labels, value });

test("a series is stored when its value is another one, whatever the order of its labels", () => {
  const changes = new Changes();
  const first = [sample("a", 1, { x: "1", y: "2" }), sample("b", Number.NaN)];
  expect(changes.of(first, 1_000_000)).toEqual(first);
  expect(changes.of([sample("a", 1, { y: "2", x: "1" }), sample("b", Number.NaN)], 1_005_000)).toEqual([]);
  expect(changes.of([sample("a", 1, { x: "1" }), sample("b", 2)], 1_010_000)).toEqual([
    sample("a", 1, { x: "1" }),
    sample("b", 2),
  ]);
});

test("every five minutes all series are stored again", () => {
  const changes = new Changes();
  const samples = [sample("a", 1)];
  expect(changes.of(samples, 1_000_000)).toEqual(samples);
  expect(changes.of(samples, 1_299_000)).toEqual([]);
  expect(changes.of(samples, 1_300_000)).toEqual(samples);
});
