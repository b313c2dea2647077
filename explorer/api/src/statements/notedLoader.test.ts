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

test("what is read along with something else is told to who asks for it later", async () => {
  const along = notedLoader<number, string>(async () => {
    throw new Error("it was read already");
  });
  let fields: ReadonlySet<string> = new Set();
  const loader = notedLoader<number, number>(async (keys) => {
    fields = readingFor() as ReadonlySet<string>;
    for (const key of keys) along.prime(key, `along ${key}`);
    return [...keys];
  });
  await readFor(new Set(["row"]), () => loader.load(1));
  expect(await readFor(new Set(["row.part"]), () => along.load(1))).toBe("along 1");
  expect([...fields]).toEqual(["row", "row.part"]);
});

test("where nobody asks for statements nothing is noted", async () => {
  const loader = notedLoader<number, number>(async (keys) => {
    expect(readingFor()).toBeUndefined();
    return [...keys];
  });
  expect(await loader.load(3)).toBe(3);
});
