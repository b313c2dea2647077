import { describe, expect, test } from "vitest";
import { contextInOneClock } from "./inOneClock.ts";
import { laggards } from "./laggards.ts";
import type { BlockCommit } from "./observed.ts";

const T0 = 1_795_289_600_000_000_000n;
const ms = (value: number): bigint => T0 + BigInt(value) * 1_000_000n;

/** Three peers and a block a second; the third one is behind by what `lag` says, in milliseconds. */
const commits = (count: number, lag: (height: number) => number): BlockCommit[] =>
  Array.from({ length: count }, (_, height) => [
    { node: "peer1", height, endNs: ms(1000 * height) },
    { node: "peer2", height, endNs: ms(1000 * height + 10) },
    { node: "peer3", height, endNs: ms(1000 * height + 5 + lag(height)) },
  ]).flat();

describe("a peer that commits behind the others", () => {
  test("is named with since when and by how much", () => {
    const [found, ...none] = laggards(commits(40, (height) => (height < 20 ? 3 : 400)));
    expect(none).toEqual([]);
    expect(found).toMatchObject({
      ...{ node: "peer3", code: "peer_behind", subCause: "slow", fromHeight: 20, toHeight: 39, ongoing: true },
      sinceNs: ms(20_005),
    });
    expect(found?.summary.en).toContain("commits 400 ms behind the others since 2026-11-21");
    expect(found?.summary.zh).toMatch(/自 2026-11-21.* 起/);
  });

  test("is past when it has caught up, and stood still where it told nothing", () => {
    const lag = (height: number): number => (height >= 10 && height < 20 ? 5000 - (height - 10) * 480 : 0);
    const silence = { node: "peer3", fromNs: ms(9_500), toNs: ms(14_500) };
    const [found] = laggards(commits(40, lag), [silence]);
    expect(found).toMatchObject({ subCause: "stopped", fromHeight: 10, toHeight: 19, ongoing: false });
  });

  test("is none for a few blocks, and one that is not at a block or two stays one", () => {
    expect(laggards(commits(40, (height) => (height < 4 ? 900 : 0)))).toEqual([]);
    expect(laggards(commits(40, () => 20))).toEqual([]);
    expect(laggards(commits(40, (height) => (height % 5 === 0 ? 0 : 300)))).toHaveLength(1);
  });

  test("is not behind where only its clock is ahead", () => {
    const clocks = [{ node: "peer3", offsetNs: 7_000_000_000n, boundNs: 2_000_000n }];
    const seen = (lagMs: number) => ({
      ...{ events: [], silences: [], simulations: [], blocks: [], commits: commits(40, () => lagMs) },
    });
    expect(laggards(contextInOneClock(seen(7_000), clocks).commits)).toEqual([]);
    expect(laggards(contextInOneClock(seen(7_300), clocks).commits)[0]?.costNs).toBe(300_000_000n);
  });

  test("is not told where it is the only one that is seen", () => {
    expect(laggards(commits(40, () => 900).filter(({ node }) => node === "peer3"))).toEqual([]);
  });
});
