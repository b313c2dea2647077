import { setImmediate } from "node:timers/promises";
import { backfill, CorruptDataError, follow, keepUp } from "@ledgerscope/core";
import { describe, expect, test, vi } from "vitest";
import { MemorySink } from "./memorySink.ts";
import { ScriptedChain } from "./scriptedChain.ts";
import { seededRandom } from "./seededRandom.ts";

const hashes = (sink: MemorySink): string[] =>
  [...sink.blocks.values()].sort((a, b) => a.number - b.number).map((block) => block.hash);

async function following(chain: ScriptedChain, sink: MemorySink, script: () => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const done = follow(chain, sink, { signal: controller.signal, settleMs: 0 });
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

  test("1,000 random reorgs up to 64 deep end where the chain ends, and every orphaned block is kept", async () => {
    const random = seededRandom(20_261_121);
    const chain = new ScriptedChain();
    chain.grow(100);
    const sink = new MemorySink();
    const rewound: number[] = [];
    const controller = new AbortController();
    const done = follow(chain, sink, {
      signal: controller.signal,
      settleMs: 0,
      onReorg: (from, to) => rewound.push(from.number - (to?.number ?? -1)),
    });
    for (let round = 0; round < 1_000; round++) {
      const depth = 1 + random(64);
      chain.reorg(depth, depth + random(4), `.${round}`);
      // What is 64 under the head is final, as far as it was ever announced.
      chain.finalHeight = Math.max(chain.finalHeight, chain.hashes().length - 65);
      // The next reorganisation meets the indexer anywhere in its work.
      for (let turns = random(200); turns > 0; turns--) await setImmediate();
      if (round % 10 === 0) await Promise.race([reaches(sink, chain), done]);
    }
    await reaches(sink, chain);
    controller.abort();
    await done;
    const fresh = new MemorySink();
    await backfill(chain, fresh, {
      wanted: { from: 0, to: chain.hashes().length },
      signal: new AbortController().signal,
    });
    expect(hashes(sink)).toEqual(hashes(fresh));
    expect(sink.finalHeight).toBe(fresh.finalHeight);
    expect(rewound.length).toBeGreaterThan(300);
    expect(Math.max(...rewound)).toBeGreaterThan(50);
    const written = new Set(sink.batches.flatMap((batch) => batch.headers.map(({ hash }) => hash)));
    expect(sink.known.size).toBe(written.size);
    expect(written.size).toBeGreaterThan(sink.blocks.size);
  });

  test("a block that the source calls final by its height alone is compared before anything rests on it", async () => {
    const grown = (): ScriptedChain => {
      const chain = new ScriptedChain();
      chain.grow(6);
      chain.finalHeight = 5;
      return chain;
    };
    // Two endpoints: one tells of heads, the other serves blocks, later of another branch.
    const [told, served] = [grown(), grown()];
    const torn = {
      head: () => told.head(),
      refs: (from: number, to: number) => told.refs(from, to),
      stream: (...request: Parameters<ScriptedChain["stream"]>) => served.stream(...request),
      close: () => told.close(),
    };
    const sink = new MemorySink();
    const done = follow(torn, sink, { signal: AbortSignal.timeout(5_000), settleMs: 0 });
    await vi.waitFor(() => expect(sink.blocks.size).toBe(6));
    for (const chain of [told, served]) chain.finalHeight = 9;
    told.grow(5, "a");
    served.grow(5, "b");
    const error = await done.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toMatch(/0x\d+b.*0x\d+a/);
  });

  test("what became final is moved in time, though the chain stands still from then on", async () => {
    const chain = new ScriptedChain();
    chain.grow(10);
    chain.finalHeight = 2;
    const sink = new MemorySink();
    const controller = new AbortController();
    const done = follow(chain, sink, { signal: controller.signal, settleMs: 300 });
    await vi.waitFor(() => expect(sink.finalHeight).toBe(2));
    chain.finalHeight = 8;
    chain.grow(1);
    await reaches(sink, chain);
    // Too early after the one before.
    expect(sink.finalHeight).toBe(2);
    await vi.waitFor(() => expect(sink.finalHeight).toBe(8), { timeout: 3_000 });
    controller.abort();
    await done;
  });

  test("a reorg below finality halts and names both hashes", async () => {
    const chain = new ScriptedChain();
    chain.grow(10);
    chain.finalHeight = 8;
    const sink = new MemorySink();
    const controller = new AbortController();
    const done = follow(chain, sink, { signal: controller.signal, settleMs: 0 });
    await reaches(sink, chain);
    chain.reorg(5, 6, "x");
    const error = await done.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toContain("0x9");
    expect((error as Error).message).toContain("0x9x");
  });
});

describe("keepUp", () => {
  const keeping = async (chain: ScriptedChain, sink: MemorySink, script: () => Promise<void>): Promise<void> => {
    const controller = new AbortController();
    const done = keepUp(chain, sink, { signal: controller.signal, repairMs: 5, settleMs: 0 });
    await Promise.race([script(), done.then(() => Promise.reject(new Error("ended early")))]);
    controller.abort();
    await done;
  };

  test("begins at the head, and fills what lies behind, newest first", async () => {
    const chain = new ScriptedChain();
    chain.grow(2_000);
    chain.finalHeight = 1_990;
    const sink = new MemorySink();
    await keeping(chain, sink, async () => {
      await reaches(sink, chain);
    });
    const order = sink.batches.map(({ from }) => from);
    expect(order.indexOf(1_991)).toBeLessThan(order.indexOf(1_600));
    expect(order.indexOf(1_600)).toBeLessThan(order.indexOf(400));
    expect(order.length).toBe(2_000);
  });

  test("goes on where it stopped, also when it stopped with a hole behind it and an orphaned head", async () => {
    const chain = new ScriptedChain();
    chain.grow(3_000);
    chain.finalHeight = 2_990;
    const sink = new MemorySink();
    const controller = new AbortController();
    // Stopped in the middle of the filling.
    await keepUp(chain, sink, {
      signal: controller.signal,
      onBatch: () => sink.batches.length === 700 && controller.abort(),
    });
    expect(sink.blocks.size).toBeLessThan(3_000);
    chain.reorg(8, 1_000, "z");
    chain.finalHeight = 3_900;
    await keeping(chain, sink, async () => {
      await reaches(sink, chain);
    });
    expect(sink.finalHeight).toBe(3_900);
  });

  test("a reorganisation that reaches below the block it began with leaves no hole above the final ones", async () => {
    const chain = new ScriptedChain();
    chain.grow(20);
    chain.finalHeight = 5;
    const sink = new MemorySink();
    await keeping(chain, sink, () => reaches(sink, chain));
    chain.grow(3);
    await keeping(chain, sink, async () => {
      await reaches(sink, chain);
      chain.reorg(12, 14, "c");
      await reaches(sink, chain);
    });
    expect(sink.finalHeight).toBe(5);
  });

  test("a block that was held back is asked for again until it is well", async () => {
    const chain = new ScriptedChain();
    chain.sick.add(40).add(41).add(70);
    chain.grow(80);
    chain.finalHeight = 60;
    const sink = new MemorySink();
    await keeping(chain, sink, async () => {
      await vi.waitFor(() => expect(sink.blocks.size).toBe(77));
      chain.sick.delete(40);
      chain.sick.delete(41);
      await vi.waitFor(() => expect(sink.blocks.size).toBe(79));
      // It is filled once it is final: until then it might be another block.
      chain.sick.delete(70);
      chain.finalHeight = 75;
      chain.grow(1);
      await reaches(sink, chain);
    });
  });

  test("reorganisations under a hole are found before anything there becomes final", async () => {
    const chain = new ScriptedChain();
    chain.grow(20);
    chain.finalHeight = 10;
    chain.sick.add(15);
    const sink = new MemorySink();
    await keeping(chain, sink, async () => {
      await vi.waitFor(() => expect(sink.blocks.size).toBe(19));
      // Blocks 13 to 19 go; the new ones above the hole do not tell of it.
      chain.reorg(7, 8, "b");
      chain.finalHeight = 18;
      chain.sick.delete(15);
      await reaches(sink, chain);
    });
  });

  test("filled blocks that do not lead to those above halt, both hashes named", async () => {
    const chain = new ScriptedChain();
    chain.grow(1_000);
    chain.finalHeight = 999;
    const sink = new MemorySink();
    const other = { number: 500, hash: "0xother", parentHash: "0x499", timeSource: "header" as const };
    const rest = { payloads: [], checks: [], quarantined: [], final: true };
    await sink.write({ from: 500, to: 501, headers: [other], ...rest });
    const error = await backfill(chain, sink, {
      wanted: { from: 490, to: 500 },
      signal: new AbortController().signal,
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toMatch(/0xother.*0x500/);
  });
});

describe("the source is read one batch ahead", () => {
  test("errors of the source surface after the batches before them are stored", async () => {
    const chain = new ScriptedChain();
    chain.grow(5);
    const sink = new MemorySink();
    const failing = {
      head: () => chain.head(),
      close: () => chain.close(),
      async *stream(...request: Parameters<ScriptedChain["stream"]>) {
        yield* chain.stream(...request);
        throw new Error("broken");
      },
    };
    const { signal } = new AbortController();
    await expect(backfill(failing, sink, { wanted: { from: 0, to: 5 }, signal })).rejects.toThrow("broken");
    expect(hashes(sink)).toEqual(chain.hashes());
  });
});
