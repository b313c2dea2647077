import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Batch, ConfigError, CorruptDataError, ForkError, type Head, RetryableError } from "@ledgerscope/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fabric } from "./adapter.ts";
import { readVarint } from "./source/blockFile.ts";
import { configOf, diskSource, fixtureLedger, readXz } from "./test/recordings.ts";

interface Frame {
  /** Offset of the length. */
  readonly start: number;
  /** Offset of the block. */
  readonly from: number;
  readonly end: number;
}

let folder: string;
let ledger: Buffer;
let frames: Frame[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-fabric-"));
  ledger = await readXz(fixtureLedger);
  frames = [];
  for (let at = 0; at < ledger.length; ) {
    const length = readVarint(ledger, at) as { value: number; end: number };
    frames.push({ start: at, from: length.end, end: length.end + length.value });
    at = length.end + length.value;
  }
});
afterAll(() => rm(folder, { recursive: true }));

const startOf = (height: number): number => (frames[height] as Frame).start;

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

async function headOf(file: string): Promise<Head> {
  const source = diskSource(configOf(file));
  try {
    return await source.head();
  } finally {
    await source.close();
  }
}

/** Everything that a source gives of [from, to), and the error that ended it. */
async function drain(file: string, from: number, to: number | undefined, signal = new AbortController().signal) {
  const batches: Batch[] = [];
  let error: unknown;
  const source = diskSource(configOf(file));
  try {
    const request = { from, ...(to === undefined ? {} : { to }), batchBlocks: 10 };
    for await (const batch of source.stream(request, signal)) batches.push(batch);
  } catch (caught) {
    error = caught;
  }
  await source.close();
  return {
    heights: batches.flatMap((batch) => batch.headers.map((header) => header.number)),
    quarantined: batches.flatMap((batch) => batch.quarantined),
    checks: batches.flatMap((batch) => batch.checks),
    error,
  };
}

const upTo = (end: number, without: readonly number[] = []): number[] =>
  Array.from({ length: end }, (_, index) => index).filter((height) => !without.includes(height));

describe("a ledger that is not whole", () => {
  test("cut off within a block: what is whole is given, then the offset of the end is named", async () => {
    const file = await write("cut", ledger.subarray(0, startOf(30) + 1000));
    const { latest, damage } = await headOf(file);
    expect(latest?.number).toBe(29);
    expect(damage).toContain(`whole blocks end at byte ${startOf(30)} of ${startOf(30) + 1000}`);
    const { heights, error } = await drain(file, 0, 30);
    expect(heights).toEqual(upTo(30));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toContain(`whole blocks end at byte ${startOf(30)} of ${startOf(30) + 1000}`);
  });

  test("with garbage behind it: the same", async () => {
    const garbage = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + 13) % 251));
    const file = await write("garbage", Buffer.concat([ledger.subarray(0, startOf(30)), garbage]));
    const { heights, error } = await drain(file, 0, 30);
    expect(heights).toEqual(upTo(30));
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toContain(`${startOf(30)}`);
  });

  test("garbage alone is an error, an empty file an empty ledger", async () => {
    const garbage = await write(
      "noise",
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 31 + 200) % 256)),
    );
    await expect(headOf(garbage)).rejects.toBeInstanceOf(CorruptDataError);
    const empty = await write("empty", Buffer.alloc(0));
    expect(await headOf(empty)).toEqual({});
    const config = fabric.parseConfig(
      { family: "fabric", channel: "mychannel", ledger: empty },
      { network: "relief", baseDir: folder },
    );
    const refused = fabric.open(config);
    await expect(refused).rejects.toBeInstanceOf(RetryableError);
    await expect(refused).rejects.toThrow(/holds no block yet/);
  });

  test("a damaged block is held back with its bytes; the ones around it are kept and verify", async () => {
    const bytes = Buffer.from(ledger);
    const { from, end } = frames[40] as Frame;
    const at = (from + end) >> 1;
    bytes[at] = (bytes[at] as number) ^ 1;
    const { heights, quarantined, error } = await drain(await write("flipped", bytes), 0, 60);
    expect(error).toBeUndefined();
    expect(heights).toEqual(upTo(60, [40]));
    expect(quarantined.map(({ height, check }) => ({ height, check }))).toEqual([{ height: 40, check: "data_hash" }]);
    expect(Buffer.from(quarantined[0]?.raw ?? [])).toEqual(bytes.subarray(from, end));
  });

  test("a block that is no longer one is held back, and the next one is found", async () => {
    const bytes = Buffer.from(ledger);
    bytes[(frames[40] as Frame).from + 1] = 0x21; // the data hash's length
    const { heights, quarantined, error } = await drain(await write("unframed", bytes), 0, 60);
    expect(error).toBeUndefined();
    expect(heights).toEqual(upTo(60, [40]));
    expect(quarantined.map(({ height, check }) => ({ height, check }))).toEqual([
      { height: 40, check: "block_format" },
    ]);
  });

  test("a growing file is followed, block after block", async () => {
    const file = await write("growing", ledger.subarray(0, startOf(3) + 500));
    const stop = new AbortController();
    const source = diskSource(configOf(file));
    const seen: number[] = [];
    let grow = 3;
    let at = startOf(3) + 500;
    for await (const batch of source.stream({ from: 1 }, stop.signal)) {
      seen.push(...batch.headers.map((header) => header.number));
      grow += 2;
      await appendFile(file, ledger.subarray(at, startOf(grow) + 200)); // always ends within a block
      at = startOf(grow) + 200;
      if (seen.length > 5) stop.abort();
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await source.head()).latest?.number).toBe(grow - 1);
    await source.close();
  });

  test("a ledger that has another block where we continue is a fork", async () => {
    const file = await write("fork", ledger.subarray(0, startOf(12)));
    const parent = { number: 9, hash: "00".repeat(32) };
    const source = diskSource(configOf(file));
    const stream = source.stream({ from: 10, to: 12, parent }, new AbortController().signal);
    const error = await stream[Symbol.asyncIterator]()
      .next()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ForkError);
    expect((error as ForkError).canonical.map(({ number }) => number)).toEqual(upTo(10));
  });

  test("another channel, or no file, is the user's to correct", async () => {
    const context = { network: "relief", baseDir: folder };
    const other = fabric.parseConfig({ family: "fabric", channel: "theirs", ledger: fixtureLedger }, context);
    await expect(fabric.open(other)).rejects.toThrow(/networks\.relief\.channel: "theirs".*"mychannel"/);
    const missing = fabric.parseConfig({ family: "fabric", channel: "c", ledger: "./nowhere" }, context);
    await expect(fabric.open(missing)).rejects.toBeInstanceOf(ConfigError);
    expect(() => fabric.parseConfig({ family: "fabric", channel: "c" }, context)).toThrow(/networks\.relief\.ledger/);
    const plain = await write("blockfile_000000", ledger.subarray(0, startOf(2)));
    expect(fabric.channel(fabric.parseConfig({ family: "fabric", ledger: plain }, context))).toBe("mychannel");
  });

  test("a folder of block files is one ledger", async () => {
    const parts = await mkdtemp(path.join(folder, "ledger-"));
    await writeFile(path.join(parts, "blockfile_000000"), ledger.subarray(0, startOf(5)));
    await writeFile(path.join(parts, "blockfile_000001"), ledger.subarray(startOf(5), startOf(9)));
    const { heights, error } = await drain(parts, 0, 9);
    expect({ heights, error }).toEqual({ heights: upTo(9), error: undefined });
  });
});
