import { backfill, CorruptDataError, follow } from "@ledgerscope/core";
import { describe, expect, test, vi } from "vitest";
import { MemorySink } from "./memorySink.ts";
import { ScriptedChain } from "./scriptedChain.ts";
import { seededRandom } from "./seededRandom.ts";

const hashes = (sink: MemorySink): string[] =>
  [...sink.blocks.values()].sort((a, b) => a.number - b.number).map((block) => block.hash);

async function following(chain: ScriptedChain, sink: MemorySink, script: () => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const done = follow(chain, sink, { signal: controller.signal });
  await Promise.race([script(), done.then(() => Promise.reject(new Error("follow ended early")))]);
  controller.abort();
  await done;
}

const reaches = (sink: MemorySink, chain: ScriptedChain): Promise<void> =>
  vi.waitFor(() => expect(hashes(sink)).toEqual(chain.hashes()), { timeout: 5_000, interval: 2 });

describe("backfill", () => {
  test("reads only what is missing", async () => {
    const chain = new ScriptedChain();
    chain.grow(10);
    const sink = new MemorySink();
    const { signal } = new AbortController();
    await backfill(chain, sink, { wanted: { from: 3, to: 6 }, signal });
    const read = await backfill(chain, sink, { wanted: { from: 0, to: 10 }, signal });
    expect(read).toEqual([
      { from: 0, to: 3 },
      { from: 6, to: 10 },
    ]);
    expect(hashes(sink)).toEqual(chain.hashes());
    expect(sink.batches.length).toBe(10);
  });
});

describe("follow", () => {
  test("a three-block reorg leaves no orphaned block", async () => {
    const chain = new ScriptedChain();
    chain.grow(10);
    const sink = new MemorySink();
    await following(chain, sink, async () => {
      await reaches(sink, chain);
      chain.reorg(3, 4, "a");
      await reaches(sink, chain);
    });
    expect(hashes(sink).slice(6)).toEqual(["0x6", "0x7a", "0x8a", "0x9a", "0x10a"]);
  });

  test("a chain that became shorter is followed down", async () => {
    const chain = new ScriptedChain();
    chain.grow(8);
    const sink = new MemorySink();
    await following(chain, sink, async () => {
      await reaches(sink, chain);
      chain.reorg(4, 1, "b");
      await reaches(sink, chain);
    });
  });

  test("many random reorgs end where the chain ends", async () => {
    const random = seededRandom(42);
    const chain = new ScriptedChain();
    chain.grow(70);
    const sink = new MemorySink();
    await following(chain, sink, async () => {
      for (let round = 0; round < 100; round++) {
        const depth = 1 + random(60);
        chain.reorg(depth, depth + random(4), String.fromCharCode(97 + (round % 26)));
        if (random(3) === 0) await reaches(sink, chain);
      }
      await reaches(sink, chain);
    });
  });

  test("a reorg below finality halts and names both hashes", async () => {
    const chain = new ScriptedChain();
    chain.grow(10);
    chain.finalHeight = 8;
    const sink = new MemorySink();
    const controller = new AbortController();
    const done = follow(chain, sink, { signal: controller.signal });
    await reaches(sink, chain);
    chain.reorg(5, 6, "x");
    const error = await done.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toContain("0x9");
    expect((error as Error).message).toContain("0x9x");
  });
});
