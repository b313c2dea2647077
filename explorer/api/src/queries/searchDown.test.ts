import { operator } from "@ledgerscope/core";
import { expect, it } from "vitest";
import type { Reader } from "./readable.ts";
import { searchDown } from "./searchDown.ts";

/** Blocks of ten transactions each, of which those at these heights hold one that matches. */
function chain(matching: readonly number[]) {
  const windows: { from: number; to: number }[] = [];
  const reader = {
    query: async (_sql: string, { from, to }: { from: number; to: number }) => [
      { transactions: String(10 * (to - from)) },
    ],
  } as unknown as Reader;
  const search = (wanted: { from?: number; to: number; limit: number; budget: number }) =>
    searchDown(
      operator,
      reader,
      { network: "n", heights: { from: wanted.from ?? 0, to: wanted.to }, limit: wanted.limit, budget: wanted.budget },
      async ({ from, to }, limit) => {
        windows.push({ from, to });
        return matching
          .filter((height) => height >= from && height < to)
          .toSorted((a, b) => b - a)
          .slice(0, limit);
      },
    );
  return { search, windows };
}

it("windows touch and grow until the page is full", async () => {
  const { search, windows } = chain([99_990, 99_000, 50_000, 7]);
  expect(await search({ to: 100_000, limit: 3, budget: 1e9 })).toEqual({
    rows: [99_990, 99_000, 50_000],
    searchedTo: undefined,
  });
  expect(windows.slice(0, 2)).toEqual([
    { from: 99_872, to: 100_000 },
    { from: 97_824, to: 99_872 },
  ]);
  for (const [i, { to }] of windows.entries()) expect(to).toBe(i === 0 ? 100_000 : windows[i - 1]?.from);
});

it("a search that has cost enough stops and says where; the next one goes on from there to the end", async () => {
  const { search } = chain([3]);
  const found: number[] = [];
  let to: number | undefined = 100_000;
  let pages = 0;
  while (to !== undefined) {
    const page: Awaited<ReturnType<typeof search>> = await search({ to, limit: 5, budget: 200_000 });
    found.push(...page.rows);
    if (page.searchedTo !== undefined) expect(to - page.searchedTo).toBeLessThanOrEqual(20_000);
    to = page.searchedTo;
    pages++;
  }
  expect({ found, pages }).toEqual({ found: [3], pages: 5 });
});

it("nothing outside the heights is looked at", async () => {
  const { search, windows } = chain([1, 50, 99]);
  expect((await search({ from: 40, to: 60, limit: 5, budget: 1e9 })).rows).toEqual([50]);
  expect(windows).toEqual([{ from: 40, to: 60 }]);
  expect(await search({ from: 60, to: 60, limit: 5, budget: 1e9 })).toEqual({ rows: [], searchedTo: undefined });
});
