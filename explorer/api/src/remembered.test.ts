import { expect, it, vi } from "vitest";
import { keeping, remembering } from "./remembered.ts";

const at = (ms: number) => vi.spyOn(performance, "now").mockReturnValue(ms);

it("asks once while an answer is fresh, gives the last one while it reads anew, and waits for what is too old", async () => {
  const remembered = remembering<number>({ freshMs: 10, keptMs: 100 });
  const owner = {};
  let asked = 0;
  const ask = async (): Promise<number> => ++asked;
  at(0);
  expect(await Promise.all([remembered(owner, "a", ask), remembered(owner, "a", ask)])).toEqual([1, 1]);
  at(20);
  expect(await remembered(owner, "a", ask)).toBe(1);
  expect(await remembered(owner, "a", ask)).toBe(2);
  at(200);
  expect(await remembered(owner, "a", ask)).toBe(3);
  vi.restoreAllMocks();
});

it("never gives one owner another's answer, and asks again what failed", async () => {
  const remembered = remembering<string>({ freshMs: 60_000 });
  const [one, other] = [{}, {}];
  await expect(remembered(one, "a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await remembered(one, "a", async () => "mine")).toBe("mine");
  expect(await remembered(other, "a", async () => "yours")).toBe("yours");
});

it("keeps so many of each owner, the oldest goes first", () => {
  const kept = keeping<number>(2);
  const [one, other] = [{}, {}];
  for (const value of [1, 2, 3]) kept.set(one, String(value), value);
  kept.set(other, "1", 10);
  expect(["1", "2", "3"].map((key) => kept.get(one, key))).toEqual([undefined, 2, 3]);
  expect(kept.get(other, "1")).toBe(10);
});
