import { setTimeout as sleep } from "node:timers/promises";
import { backfill, ConfigError, keepUp, RetryableError } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { GeneratedChain } from "./generatedChain.ts";
import { MemorySink } from "./memorySink.ts";
import type { RecordedBlock } from "./recordedBlocks.ts";
import { type ReplayFaults, type ReplayServer, replayRpc } from "./replayRpc.ts";

const chain = new GeneratedChain(7).grow(120);
const hashes = chain.blocks.map(({ block }) => block.hash);
/** A block in the midst, with something in it. */
const SICK = chain.blocks.findIndex(({ receipts }, height) => height > 40 && receipts.length > 1);

async function node(faults: ReplayFaults = {}, blocks: readonly RecordedBlock[] = chain.blocks): Promise<ReplayServer> {
  const server = await replayRpc(blocks, faults);
  onTestFinished(() => server.close());
  return server;
}

interface Indexed {
  readonly sink: MemorySink;
  readonly hashes: readonly string[];
  readonly heldBack: readonly number[];
}

/** What came of indexing the whole chain from these nodes. */
async function index(servers: readonly ReplayServer[], config: object = {}): Promise<Indexed> {
  const sink = new MemorySink();
  const input = { rpc: servers.map(({ url }) => url), ...config };
  const source = await evm.open(evm.parseConfig(input, { network: "faulty", baseDir: "/" }));
  try {
    const { signal } = new AbortController();
    await backfill(source, sink, { wanted: { from: 0, to: hashes.length }, signal });
  } finally {
    await source.close();
  }
  return {
    sink,
    hashes: [...sink.blocks.values()].sort((a, b) => a.number - b.number).map(({ hash }) => hash),
    heldBack: sink.batches.flatMap(({ quarantined }) => quarantined.map(({ height }) => height)),
  };
}

/** Text of an answer for the sick block with something else in it, the first `times` times. */
function oftenSick(
  method: string,
  change: (text: string) => string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  times = 1,
): ReplayFaults {
  const marks = [`"number":"0x${SICK.toString(16)}"`, `"blockNumber":"0x${SICK.toString(16)}"`];
  let left = times;
  return {
    body: (text, methods) => {
      const isSick = methods.includes(method) && marks.some((mark) => text.includes(mark));
      return isSick && left-- > 0 ? change(text) : text;
    },
  };
}

describe("a node that recovers: every block is stored as the chain has it, none is held back", () => {
  const faults: Readonly<Record<string, () => ReplayFaults>> = {
    "answers every seventh request with 429": () => ({ status: (n) => (n % 7 === 0 ? 429 : undefined) }),
    "answers every seventh request with 500 or 503": () => ({ status: (n) => [500, 503][n % 14] }),
    "answers 429 to everything for a while": () => ({ status: (n) => (n > 8 && n < 40 ? 429 : undefined) }),
    "leaves requests without an answer": () => ({ hang: (n) => n === 20 || n === 60 }),
    "cuts its JSON short": () => ({ truncate: (n) => n % 11 === 0 }),
    "cuts its JSON so that it ends like a whole answer": () =>
      oftenSick("eth_getBlockByNumber", (text) => `${text.slice(0, text.lastIndexOf('"transactions"') + 40)}}`, 2),
    "answers null where receipts are": () =>
      oftenSick("eth_getBlockReceipts", (text) => text.replace(/"result":\[.*\]/, '"result":null'), 3),
    "leaves out receipts": () =>
      oftenSick("eth_getBlockReceipts", (text) => text.replace(/"result":\[.*\]/, '"result":[]'), 2),
    "answers HTML": () => oftenSick("eth_getBlockByNumber", () => "<html>502 Bad Gateway</html>", 2),
    "answers another request": () =>
      oftenSick("eth_getBlockByNumber", (text) => text.replace(/"id":\d+/, '"id":999999'), 2),
    "lets its answer trickle": () => oftenSick("eth_getBlockByNumber", (text) => trickle(text)),
    "answers 200 MB once": () => oftenSick("eth_getBlockReceipts", () => huge(200)),
  };

  test.each(Object.entries(faults))("%s", async (name, faulty) => {
    const server = await node(faulty());
    const silent = /without an answer|trickle/.test(name);
    const result = await index([server], { max_response_mb: 16, ...(silent ? { timeout_s: 0.5 } : {}) });
    expect(server.spoilt).toBeGreaterThan(0);
    expect(result.hashes).toEqual(hashes);
    expect(result.heldBack).toEqual([]);
  });
});

test("a node that takes few requests at a time is soon asked no more than that", async () => {
  const server = await node({ atATime: 4 });
  const result = await index([server], { concurrency: 64 });
  expect(result.hashes).toEqual(hashes);
  const asked = [...server.calls.values()].reduce((sum, calls) => sum + calls, 0);
  expect(server.spoilt).toBeLessThan(asked / 3);
});

test("blocks are found by time, and filled from the newest down", async () => {
  const server = await node();
  const source = await evm.open(evm.parseConfig({ rpc: server.url }, { network: "timed", baseDir: "/" }));
  try {
    const timeOf = (height: number): number => Number(chain.blocks[height]?.block.timestamp) * 1000;
    for (const height of [0, 1, 57, 119]) expect(await source.heightAt?.(timeOf(height))).toBe(height);
    expect(await source.heightAt?.(timeOf(57) + 1)).toBe(58);
    expect(await source.heightAt?.(0)).toBe(0);
    expect(await source.heightAt?.(timeOf(119) + 1)).toBeUndefined();
    const sink = new MemorySink();
    const { signal } = new AbortController();
    await backfill(source, sink, { wanted: { from: 0, to: 30 }, signal });
    await backfill(source, sink, { wanted: { from: 0, to: 120 }, newestFirst: true, signal });
    expect(sink.blocks.size).toBe(120);
    expect(sink.batches.flatMap(({ quarantined }) => quarantined)).toEqual([]);
  } finally {
    await source.close();
  }
});

describe("batches", () => {
  const without = ["eth_getBlockReceipts"];

  test("answers of a batch are found by their ids, in whatever order they come", async () => {
    const server = await node({ without, shuffle: true });
    expect((await index([server])).hashes).toEqual(hashes);
  });

  test("two answers for one request of a batch, or none, are not taken", async () => {
    let spoilt = 0;
    const server = await node({
      without,
      body(text, methods) {
        if (methods.length < 2 || spoilt++ > 3) return text;
        const [first, ...rest] = JSON.parse(text) as unknown[];
        return JSON.stringify(spoilt % 2 === 0 ? [first, first, ...rest.slice(1)] : rest);
      },
    });
    const result = await index([server]);
    expect(spoilt).toBeGreaterThan(3);
    expect(result.hashes).toEqual(hashes);
    expect(result.heldBack).toEqual([]);
  });

  test("a node that takes no batches is asked one by one", async () => {
    const server = await node({
      without,
      body: (text, methods) =>
        methods.length < 2
          ? text
          : '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are disabled"}}',
    });
    expect((await index([server])).hashes).toEqual(hashes);
  });
});

describe("duplicate keys in JSON: what is stored is what the hashes prove, whichever copy is read", () => {
  const twice = (field: string, value: string, first: boolean) => (text: string) =>
    text.replace(new RegExp(`"${field}":("[^"]*")`), (_, good: string) =>
      first ? `"${field}":"${value}","${field}":${good}` : `"${field}":${good},"${field}":"${value}"`,
    );
  const other = `0x${"17".repeat(32)}`;

  test.each([
    ["the wrong one first", true],
    ["the wrong one last", false],
  ])("in a header, %s", async (_, first) => {
    const server = await node(
      oftenSick("eth_getBlockByNumber", twice("stateRoot", other, first), Number.POSITIVE_INFINITY),
    );
    const { hashes: stored, heldBack, sink } = await index([server]);
    const held = new Set(heldBack);
    // Either copy may be the one that is read: the block is stored right, or not at all.
    expect([...held]).toEqual(stored.length === hashes.length ? [] : [SICK]);
    expect(stored).toEqual(hashes.filter((_hash, height) => !held.has(height)));
    expect(sink.batches.flatMap((batch) => batch.headers).every(({ number, hash }) => hash === hashes[number])).toBe(
      true,
    );
  });

  test("in the envelope: two results are no result", async () => {
    const double = oftenSick(
      "eth_getBlockByNumber",
      (text) => text.replace('"result":{', '"result":{"number":"0x1"},"result":{'),
      2,
    );
    expect((await index([await node(double)])).hashes).toEqual(hashes);
  });
});

describe("several nodes", () => {
  test("a block that fails its checks at one node comes from another, and is not held back", async () => {
    const lying = await node({
      edit(block) {
        if (Number(block.block.number) === SICK) block.block.stateRoot = `0x${"00".repeat(32)}`;
        return block;
      },
    });
    const honest = await node();
    const result = await index([lying, honest]);
    expect(result.hashes).toEqual(hashes);
    expect(result.heldBack).toEqual([]);
    expect(lying.calls.get("eth_getBlockReceipts")).toBeGreaterThan(100);
    expect(honest.calls.get("eth_getBlockReceipts")).toBe(1);
  });

  test("a final block is the one that is final, though the endpoint that serves blocks is on another branch", async () => {
    const fork = new GeneratedChain(7).grow(120);
    do fork.reorg(4, 4);
    while (fork.blocks.slice(116).some(({ receipts }) => receipts.length === 0));
    // Positions alone, the head's too, are asked of the other one.
    const isPosition = /"result":\{.*"transactions":\["/;
    const other = await node(
      {
        body(text) {
          if (!isPosition.test(text)) return text;
          const { id } = JSON.parse(text) as { readonly id: number };
          return JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32000, message: "not available now" } });
        },
      },
      fork.blocks,
    );
    const result = await index([other, await node()]);
    expect(result.hashes).toEqual(hashes);
    expect(result.sink.finalHeight).toBe(119);
    expect(result.heldBack).toEqual([]);
  });

  test("a node of another chain is refused at the start, both chains named", async () => {
    const error = await index([await node(), await node({ chainId: () => "0x5" })]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(/serves chain 1,.*serves chain 5/);
  });

  test("a node of another chain than the configured one is refused", async () => {
    await expect(index([await node()], { chain_id: 10 })).rejects.toThrow(/chain_id is 10.*serves chain 1/);
  });

  test("a node that comes back as one of another chain is not asked again", async () => {
    let away = false;
    const other = new GeneratedChain(8).grow(120);
    const turncoat = await node({
      status: () => (away ? 503 : undefined),
      chainId: () => (turncoat.calls.get("eth_getBlockReceipts") ? "0x5" : "0x1"),
      body(text) {
        if (turncoat.calls.get("eth_getBlockReceipts") === 20) {
          turncoat.serve(other.blocks);
          away = true;
          setTimeout(() => {
            away = false;
          }, 100);
        }
        return text;
      },
    });
    const result = await index([turncoat, await node()]);
    expect(result.hashes).toEqual(hashes);
    expect(result.heldBack).toEqual([]);
  });

  test("a node whose head is stuck is noticed and left for one that goes on", async () => {
    const stuck = await node({ stuckAt: () => 40 });
    const live = await node();
    const sink = new MemorySink();
    const source = await evm.open(evm.parseConfig({ rpc: [stuck.url, live.url] }, { network: "faulty", baseDir: "/" }));
    const controller = new AbortController();
    const done = keepUp(source, sink, { signal: controller.signal });
    await vi.waitFor(() => expect(sink.blocks.size).toBe(hashes.length), { timeout: 15_000, interval: 50 });
    controller.abort();
    await done;
    await source.close();
    expect(sink.blocks.get(119)?.hash).toBe(hashes[119]);
  });

  test("a node that is away at the start is no reason not to start", async () => {
    const away = await node({ status: () => 503 });
    const result = await index([away, await node()]);
    expect(result.hashes).toEqual(hashes);
  });
});

describe("a node that does not recover: indexing ends with a reason, and nothing wrong is stored", () => {
  test("it answers nothing but 503", async () => {
    const server = await node({ status: (n) => (n > 30 ? 503 : undefined) });
    const error = await index([server]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RetryableError);
    expect((error as Error).message).toMatch(/HTTP 503/);
  }, 60_000);

  test("it refuses the key", async () => {
    const server = await node({ status: (n) => (n > 30 ? 401 : undefined) });
    await expect(index([server])).rejects.toThrow(/HTTP 401: check the URL and its key under `rpc`/);
  });

  test("it lies about one block: that one is held back and named, the others are stored", async () => {
    const server = await node({
      edit(block) {
        if (Number(block.block.number) === SICK) block.receipts.shift();
        return block;
      },
    });
    const { hashes: stored, heldBack } = await index([server]);
    expect(heldBack).toEqual([SICK]);
    expect(stored).toEqual(hashes.filter((_, height) => height !== SICK));
  });

  test("it answers 200 MB, with or without saying so: refused, told how to allow it, memory bounded", async () => {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    onTestFinished(() => clearInterval(watch));
    // Every answer about receipts is that large: sixteen in flight would be 3.2 GB.
    const server = await node({
      body: (text, methods) => (methods.includes("eth_getBlockReceipts") ? huge(200) : text),
    });
    const error = await index([server], { max_response_mb: 32, memory_mb: 64 }).catch((r: unknown) => r);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toMatch(/eth_getBlockReceipts with more than 32 MB.*max_response_mb/);
    expect((peak - before) / 1_000_000).toBeLessThan(400);
  }, 60_000);
});

/** A few bytes at a time, for half a minute. */
async function* trickle(text: string): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += bytes.length / 300) {
    await sleep(100);
    yield bytes.subarray(at, at + bytes.length / 300);
  }
}

/** A list of zeros, streamed. */
function* huge(megabytes: number): Iterable<Uint8Array> {
  const piece = Buffer.alloc(1_000_000, "0,");
  yield Buffer.from('{"jsonrpc":"2.0","id":1,"result":[');
  for (let left = megabytes; left > 0; left--) yield piece;
  yield Buffer.from("0]}");
}
