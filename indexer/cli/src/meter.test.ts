import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, backfill, type Sink, type Source } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { describeBottleneck, Meter, type PipelineStage, ratesBetween } from "./meter.ts";

const batch = (height: number): Batch => ({
  from: height,
  to: height + 1,
  headers: [{ number: height, hash: `h${height}`, parentHash: `h${height - 1}`, timeSource: "observed" }],
  payloads: [{ table: "toy_transactions", format: "RowBinary", columns: [], bytes: new Uint8Array(10), rows: 3 }],
  checks: [],
  quarantined: [],
  final: true,
});

function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** A pipeline whose stages take the given milliseconds per block. */
async function run(spent: Readonly<Record<PipelineStage, number>>): Promise<ReturnType<typeof ratesBetween>> {
  const source: Source = {
    head: async () => ({ latest: { number: 5, hash: "h5" } }),
    async *stream({ from, to = 0 }) {
      for (let height = from; height < to; height++) {
        await sleep(spent.reading);
        compute(spent.computing);
        yield batch(height);
      }
    },
    close: async () => {},
  };
  const sink: Sink = {
    stored: async () => [],
    recent: async () => [],
    at: async () => undefined,
    write: () => sleep(spent.writing),
    finalize: async () => {},
    rewind: async () => {},
  };
  const meter = new Meter();
  const before = meter.read();
  const signal = new AbortController().signal;
  await backfill(meter.source(source), meter.sink(sink), { wanted: { from: 0, to: 6 }, signal });
  const after = meter.read();
  expect(after).toMatchObject({ blocks: 6, transactions: 18, bytes: 60, height: 5 });
  return ratesBetween(before, after);
}

test.each<PipelineStage>(["reading", "computing", "writing"])("names %s when most time goes there", async (stage) => {
  const spent = { reading: 5, computing: 5, writing: 5, [stage]: 150 };
  const rates = await run(spent);
  expect(rates.bottleneck).toBe(stage);
  expect(rates.shares[stage]).toBeGreaterThan(0.5);
  expect(rates.shares.reading + rates.shares.computing + rates.shares.writing).toBeCloseTo(1);
});

test("a pipeline that did nothing is idle, not slow", () => {
  const meter = new Meter();
  expect(describeBottleneck(ratesBetween(meter.read(), meter.read()))).toBe("idle");
});

test("a stream that is left early ends its source", async () => {
  let ended = false;
  const source: Source = {
    head: async () => ({}),
    async *stream() {
      try {
        for (let height = 0; ; height++) yield batch(height);
      } finally {
        ended = true;
      }
    },
    close: async () => {},
  };
  for await (const _ of new Meter().source(source).stream({ from: 0 }, new AbortController().signal)) break;
  expect(ended).toBe(true);
});
