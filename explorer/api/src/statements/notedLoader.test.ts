import { expect, test } from "vitest";
import { notedLoader } from "./notedLoader.ts";
import { readFor, readingFor } from "./statements.ts";

test("a batch is read for every field that waits for it, and what is loaded already counts for who comes later", async () => {
  const readFors: ReadonlySet<string>[] = [];
  const loader = notedLoader<number, number>(async (keys) => {
    readFors.push(readingFor() as ReadonlySet<string>);
    return keys.map((key) => key * 2);
  });
  const load = (field: string, key: number): Promise<number> => readFor(new Set([field]), () => loader.load(key));
  expect(await Promise.all([load("a", 1), load("b", 2), load("c", 1)])).toEqual([2, 4, 2]);
  expect(readFors.map((fields) => [...fields].sort())).toEqual([["a", "b", "c"]]);
  await load("later", 2);
  expect([...(readFors[0] as Set<string>)].sort()).toEqual(["a", "b", "c", "later"]);
});

test("where nobody asks for statements nothing is noted", async () => {
  const loader = notedLoader<number, number>(async (keys) => {
    expect(readingFor()).toBeUndefined();
    return [...keys];
  });
  expect(await loader.load(3)).toBe(3);
});
