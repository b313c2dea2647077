import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BlockHeader, ConfigError, type Pass, type PassStep, type StoredReader } from "@ledgerscope/core";
import { defineTable, encodeRows } from "@ledgerscope/schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { passProgress } from "./passLog.ts";
import { type PassOptions, runPass, runPasses } from "./runPass.ts";
import { createSink } from "./sink.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

const key = {
  network: { type: "LowCardinality(String)", comment: "Network" },
  height: { type: "UInt64", comment: "Height" },
} as const;
const blocks = defineTable({
  name: "pass_blocks",
  comment: "Blocks",
  reorgs: true,
  orderBy: ["network", "height"],
  columns: {
    ...key,
    block_hash: { type: "FixedString(32)", comment: "Hash", hex: "0x" },
    value: { type: "UInt64", comment: "A number" },
  },
});
const squares = defineTable({
  name: "pass_squares",
  comment: "Made by the pass in this process",
  orderBy: ["network", "height"],
  columns: {
    ...key,
    square: { type: "UInt64", comment: "value * value" },
    version: { type: "UInt32", comment: "Rule" },
  },
});
const sums = defineTable({
  name: "pass_sums",
  comment: "Derived in the engine, from all blocks up to this one",
  orderBy: ["network", "height"],
  columns: { ...key, sum: { type: "UInt64", comment: "Sum of the squares so far" } },
});
const schema = { tables: [blocks, squares, sums], views: [] };

interface Config {
  readonly stepBlocks: number;
}

async function valuesOf(stored: StoredReader, network: string, from: number, to: number): Promise<number[]> {
  const values: number[] = [];
  const sql = `SELECT value FROM store.pass_blocks
    WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64} ORDER BY height`;
  for await (const row of stored.rows<{ value: string }>(sql, { network, from, to })) values.push(Number(row.value));
  return values;
}

/** Squares the value of each block; a value of 13 fails its check. */
const squaring = (version: number): Pass<Config> => ({
  name: "squares",
  version,
  unit: "values",
  tables: ["pass_squares"],
  async *run({ stepBlocks }, { network, from, to, stored }): AsyncGenerator<PassStep> {
    for (let at = from; at < to; at += stepBlocks) {
      const end = Math.min(to, at + stepBlocks);
      const values = await valuesOf(stored, network, at, end);
      const rows = values.map((value, index) => ({ network, height: at + index, square: value * value, version }));
      yield {
        from: at,
        to: end,
        items: rows.length,
        checks: values.map((value, index) => ({
          check: "lucky",
          height: at + index,
          ...(value === 13 ? { state: "failed", detail: "expected another value, found 13" } : { state: "verified" }),
        })),
        payloads: [encodeRows(squares, rows)],
        derived: [],
      };
    }
  },
});

/** What a block has depends on all blocks below it. */
const summing: Pass<Config> = {
  name: "sums",
  version: 1,
  unit: "blocks",
  tables: ["pass_sums"],
  cumulative: true,
  async *run({ stepBlocks }, { from, to }): AsyncGenerator<PassStep> {
    for (let at = from; at < to; at += stepBlocks) {
      const end = Math.min(to, at + stepBlocks);
      yield {
        from: at,
        to: end,
        items: end - at,
        checks: [],
        payloads: [],
        derived: [
          {
            table: "pass_sums",
            select: `SELECT b.network AS network, b.height AS height, sum(below.square) AS sum
              FROM store.pass_blocks AS b
              JOIN store.pass_squares AS below ON below.network = b.network
              WHERE b.network = {network:String} AND b.height >= {from:UInt64} AND b.height < {to:UInt64}
                AND below.height <= b.height
              GROUP BY network, height`,
          },
        ],
      };
    }
  },
};

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-pass-"));
let warehouse: Warehouse;
let network: string;
let count = 0;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([schema]);
});
afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});
beforeEach(() => {
  network = `net${count++}`;
});

const hashOf = (height: number): string => `0x${`${height}`.padStart(64, "0")}`;

async function store(from: number, to: number, final = true): Promise<void> {
  const headers = Array.from({ length: to - from }, (_, index): BlockHeader => {
    const number = from + index;
    return { number, hash: hashOf(number), parentHash: hashOf(number - 1), timeSource: "header" };
  });
  const rows = headers.map(({ number, hash }) => ({
    network,
    height: number,
    block_hash: Buffer.from(hash.slice(2), "hex"),
    value: number,
  }));
  const payloads = [encodeRows(blocks, rows)];
  await createSink(warehouse, { network, tables: schema.tables }).write({
    ...{ from, to, headers, payloads, checks: [], quarantined: [], final },
  });
}

const optionsOf = (pass: Pass<Config>, stepBlocks: number, signal?: AbortSignal): PassOptions<Config> => ({
  network,
  tables: schema.tables,
  config: { stepBlocks },
  pass,
  signal: signal ?? new AbortController().signal,
});

/** @returns the steps that were made. */
async function run(pass: Pass<Config>, stepBlocks = 10): Promise<string[]> {
  const steps: string[] = [];
  await runPass(warehouse, {
    ...optionsOf(pass, stepBlocks),
    onStep: ({ from, to }) => steps.push(`${from}:${to}`),
  });
  return steps;
}

async function stored(table: "pass_squares" | "pass_sums", column: string): Promise<[number, number][]> {
  const rows = await warehouse.query<{ height: string; found: string }>(
    `SELECT height, ${column} AS found FROM store.${table} WHERE network = {network:String} ORDER BY height`,
    { network },
  );
  return rows.map(({ height, found }) => [Number(height), Number(found)]);
}

const squaresOf = (from: number, to: number): [number, number][] =>
  Array.from({ length: to - from }, (_, index) => [from + index, (from + index) ** 2]);

async function progressOf(pass: Pass<Config>): Promise<Awaited<ReturnType<typeof passProgress>>[number]> {
  const [progress] = await passProgress(warehouse, { network, passes: [pass] });
  if (!progress) throw new Error("no progress");
  return progress;
}

test("a pass works through what is final, and later only through what has come", async () => {
  await store(5, 20);
  expect(await run(squaring(1))).toEqual(["5:15", "15:20"]);
  expect(await run(squaring(1))).toEqual([]);
  await store(20, 23);
  await store(30, 32);
  await store(23, 25, false);
  expect(await run(squaring(1))).toEqual(["20:23", "30:32"]);
  expect(await stored("pass_squares", "square")).toEqual([...squaresOf(5, 23), ...squaresOf(30, 32)]);
  await createSink(warehouse, { network, tables: schema.tables }).finalize(24);
  expect(await run(squaring(1))).toEqual(["23:25"]);
  expect(await progressOf(squaring(1))).toMatchObject({ blocks: 22, remaining: 0, doneTo: 32, items: 22 });
});

test("a failed check is counted, and kept with its height and reason", async () => {
  await store(10, 20);
  await run(squaring(1), 2);
  expect((await progressOf(squaring(1))).checks).toEqual({ lucky: { failed: 1, verified: 9 } });
  const kept = (): Promise<unknown[]> =>
    warehouse.query("SELECT * EXCEPT network FROM check_exceptions WHERE network = {network:String}", { network });
  const failed = { check: "lucky", state: "failed", from: "13", to: "14", count: "1" };
  const expected = [{ pass: "squares", ...failed, detail: "expected another value, found 13" }];
  expect(await kept()).toEqual(expected);
  // Of a newer version's word and an older one's the newer counts.
  await run(squaring(2), 10);
  expect(await kept()).toEqual(expected);
});

test("a raised version runs over everything again, its rows replace the older ones, and the older program refuses", async () => {
  await store(0, 20);
  await run(squaring(1));
  expect(await progressOf(squaring(2))).toMatchObject({ blocks: 0, remaining: 20, doneTo: 0, items: 0 });
  expect(await run(squaring(2))).toEqual(["0:10", "10:20"]);
  expect(await stored("pass_squares", "square")).toEqual(squaresOf(0, 20));
  expect(new Set((await stored("pass_squares", "version")).map(([, version]) => version))).toEqual(new Set([2]));
  await expect(run(squaring(1))).rejects.toThrow(ConfigError);
});

test("a pass that was cut off after any of its calls leaves nothing twice and nothing out", async () => {
  for (let calls = 0; calls < 60; calls++) {
    network = `cut${count++}`;
    await store(0, 12);
    let left = calls;
    const counted = <T>(work: () => Promise<T>): Promise<T> =>
      left-- === 0 ? Promise.reject(new Error("cut off")) : work();
    const cut: Warehouse = {
      ...warehouse,
      insert: (rows, options) => counted(() => warehouse.insert(rows, options)),
      command: (sql, params) => counted(() => warehouse.command(sql, params)),
    };
    const passes = [squaring(1), summing];
    const { pass: _, ...options } = optionsOf(summing, 6);
    const whole = await runPasses(cut, { ...options, passes }).then(
      () => true,
      () => false,
    );
    await runPasses(warehouse, { ...options, passes });
    expect(await stored("pass_squares", "square"), `after ${calls} calls`).toEqual(squaresOf(0, 12));
    expect((await stored("pass_sums", "sum")).at(-1), `after ${calls} calls`).toEqual([11, 506]);
    expect(await stored("pass_sums", "sum")).toHaveLength(12);
    if (whole) return expect(calls).toBeGreaterThan(5);
  }
  throw new Error("the passes have no more than 60 calls");
});

test("a cumulative pass does again what stands above blocks that came in later, also after a kill", async () => {
  await store(10, 20);
  await run(squaring(1));
  expect(await run(summing)).toEqual(["10:20"]);
  await store(0, 10);
  expect(await run(squaring(1))).toEqual(["0:10"]);
  expect(await progressOf(summing)).toMatchObject({ blocks: 0, remaining: 20, doneTo: 0, items: 0 });
  const controller = new AbortController();
  const cut = runPass(warehouse, {
    ...optionsOf(summing, 10, controller.signal),
    onStep: () => controller.abort(new Error("stopped")),
  });
  await expect(cut).rejects.toThrow("stopped");
  // What was above before is not taken for done.
  expect(await progressOf(summing)).toMatchObject({ blocks: 10, remaining: 10, doneTo: 10, items: 10 });
  expect(await run(summing)).toEqual(["10:20"]);
  expect((await stored("pass_sums", "sum")).at(-1)).toEqual([19, 2470]);
  expect(await stored("pass_sums", "sum")).toHaveLength(20);
});

test("all passes of a run work over the same blocks", async () => {
  await store(0, 10);
  const { pass: _, ...options } = optionsOf(summing, 6);
  const seen: string[] = [];
  const once = (): Promise<void> =>
    runPasses(warehouse, {
      ...options,
      passes: [squaring(1), summing],
      onStart: (missing, { name }) => seen.push(`${name} ${missing.map(({ from, to }) => `${from}:${to}`)}`),
      onStep: ({ to }, { name }) => {
        if (name === "squares" && to === 10) more = store(10, 12);
      },
    });
  let more: Promise<void> | undefined;
  await once();
  await more;
  expect(seen).toEqual(["squares 0:10", "sums 0:10"]);
  await once();
  expect(seen.slice(2)).toEqual(["squares 10:12", "sums 10:12"]);
  expect((await stored("pass_sums", "sum")).at(-1)).toEqual([11, 506]);
});

test("where everything below a height is known to be done, only what lies above is looked at", async () => {
  await store(0, 10);
  await store(10, 20);
  await run(squaring(1));
  await store(20, 25);
  const { pass: _, ...options } = optionsOf(summing, 10);
  const steps: string[] = [];
  const look = (above: number): Promise<void> =>
    runPasses(warehouse, {
      ...{ ...options, above, clean: true, passes: [squaring(1)] },
      onStep: ({ from, to }) => steps.push(`${from}:${to}`),
    });
  await store(30, 35);
  await look(30);
  await look(20);
  expect(steps).toEqual(["30:35", "20:25"]);
  expect(await stored("pass_squares", "square")).toEqual([...squaresOf(0, 25), ...squaresOf(30, 35)]);
});

test("steps that leave blocks out are refused", async () => {
  await store(0, 10);
  const bare = { items: 0, checks: [], payloads: [], derived: [] };
  const steps = (...ranges: [number, number][]): Pass<Config> => ({
    ...squaring(1),
    async *run() {
      for (const [from, to] of ranges) yield { from, to, ...bare };
    },
  });
  await expect(run(steps([0, 11]))).rejects.toThrow(/a step over 0:11 where 0:10 is left/);
  await expect(run(steps([0, 3], [4, 10]))).rejects.toThrow(/a step over 4:10 where 3:10 is left/);
  await expect(run(steps([3, 5]))).rejects.toThrow(/ended at 5, 10 was asked for/);
});
