import { expect, test } from "vitest";
import { DocumentCache } from "./documentCache.ts";

test("what it holds is bounded by the length of the texts; what was used last stays", () => {
  const cache = new DocumentCache<number>(10);
  cache.set("aaaa", 1);
  cache.set("bbbb", 2);
  expect(cache.get("aaaa")).toBe(1);
  cache.set("cccc", 3);
  expect([cache.get("aaaa"), cache.get("bbbb"), cache.get("cccc")]).toEqual([1, undefined, 3]);
  cache.set("a longer text than all together", 4);
  expect([cache.get("a longer text than all together"), cache.get("aaaa")]).toEqual([undefined, 1]);
});

test("the same text again takes no more room", () => {
  const cache = new DocumentCache<number>(8);
  for (let time = 0; time < 5; time++) cache.set("aaaa", time);
  cache.set("bbbb", 9);
  expect([cache.get("aaaa"), cache.get("bbbb")]).toEqual([4, 9]);
});
