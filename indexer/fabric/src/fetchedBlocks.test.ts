import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Batch, CorruptDataError } from "@ledgerscope/core";
import { toHex } from "@ledgerscope/proof";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fabric } from "./adapter.ts";
import { nodeCrypto } from "./nodeCrypto.ts";
import { encodeFetchedBlock } from "./source/fetchedBlock.ts";
import { LedgerReader } from "./source/ledgerReader.ts";
import { configOf, diskSource, fixtureLedger, hasSharedRecordings, sharedRecordings } from "./test/recordings.ts";

const BLOCKS = 24;
const signal = new AbortController().signal;

let folder: string;
/** Blocks as `peer channel fetch` writes them. */
let fetched: Uint8Array[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-fetched-"));
  fetched = [];
  const reader = new LedgerReader(fixtureLedger);
  while (fetched.length < BLOCKS) {
    const block = (await reader.next())?.block;
    if (!block) throw new Error("the fixture is shorter than that");
    fetched.push(encodeFetchedBlock(block));
  }
  await reader.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, heights: readonly number[], change?: (height: number) => Uint8Array | undefined) {
  const target = path.join(folder, name);
  await mkdir(target);
  for (const height of heights) {
    await writeFile(
      path.join(target, `mychannel_${height}.block`),
      change?.(height) ?? (fetched[height] as Uint8Array),
    );
  }
  return target;
}

const upTo = (end: number): number[] => Array.from({ length: end }, (_, index) => index);

async function drain(ledger: string, from: number, to: number, channel = "mychannel") {
  const batches: Batch[] = [];
  let error: unknown;
  const source = diskSource(configOf(ledger, channel));
  try {
    for await (const batch of source.stream({ from, to, batchBlocks: 10 }, signal)) batches.push(batch);
  } catch (caught) {
    error = caught;
  }
  const head = await source.head().catch((caught: unknown) => caught);
  await source.close();
  return { batches, head, error, heights: batches.flatMap(({ headers }) => headers.map(({ number }) => number)) };
}

describe("blocks that were fetched one by one", () => {
  test("give what the block file gives, row for row and check for check", async () => {
    const { batches, head } = await drain(await write("same", upTo(BLOCKS)), 0, BLOCKS);
    const theirs = await drain(fixtureLedger, 0, BLOCKS);
    const withDigests = (all: readonly Batch[]) =>
      all.map((batch) => ({
        ...batch,
        payloads: batch.payloads.map(({ bytes, ...payload }) => ({
          ...payload,
          release: undefined,
          sha256: toHex(nodeCrypto.sha256(bytes)),
        })),
      }));
    expect(withDigests(batches)).toEqual(withDigests(theirs.batches));
    expect(head).toMatchObject({ latest: { number: BLOCKS - 1 } });
  });

  test("are told apart by what is in them, not by their names, and may be a single one", async () => {
    const ledger = await write("renamed", [0, 1, 2]);
    await rename(path.join(ledger, "mychannel_2.block"), path.join(ledger, "a.block"));
    expect((await drain(ledger, 0, 3)).heights).toEqual([0, 1, 2]);
    expect((await drain(path.join(ledger, "mychannel_0.block"), 0, 1)).heights).toEqual([0]);
    const config = fabric.parseConfig({ family: "fabric", ledger }, { network: "n", baseDir: "/" });
    expect(config.channel).toBe("mychannel");
  });

  test("one that is missing ends the ledger, and is named", async () => {
    const ledger = await write("gap", [0, 1, 2, 5, 6]);
    const { heights, error } = await drain(ledger, 0, 7);
    expect(heights).toEqual([0, 1, 2]);
    expect(error).toBeInstanceOf(CorruptDataError);
    expect((error as Error).message).toContain(
      'no file holds block 3, though there is block 5: fetch it with "peer channel fetch 3"',
    );
  });

  test("one that is cut off, or none, is held back with its bytes; the others are kept", async () => {
    const whole = fetched[3] as Uint8Array;
    const ledger = await write("cut", upTo(6), (height) =>
      height === 3 ? whole.subarray(0, whole.length - 9) : height === 4 ? Uint8Array.of(1, 2, 3) : undefined,
    );
    const { heights, batches } = await drain(ledger, 0, 6);
    expect(heights).toEqual([0, 1, 2, 5]);
    const quarantined = batches.flatMap((batch) => batch.quarantined);
    expect(quarantined.map(({ height, check }) => ({ height, check }))).toEqual([
      { height: 3, check: "block_format" },
      { height: 4, check: "block_format" },
    ]);
    expect(quarantined[0]?.detail).toContain("mychannel_3.block");
    expect(quarantined[0]?.raw.length).toBe(whole.length - 9);
  });

  test("two that hold different blocks of one number are an error that names both", async () => {
    const ledger = await write("twice", [0, 1, 2]);
    const other = Uint8Array.from(fetched[2] as Uint8Array);
    const at = other.findIndex((byte, index) => byte === 0x1a && other[index + 1] === 0x20) + 5; // in the data hash
    other[at] = (other[at] as number) ^ 1;
    await writeFile(path.join(ledger, "copy.block"), other);
    const { error } = await drain(ledger, 0, 3);
    expect((error as Error).message).toMatch(/copy\.block and .*mychannel_2\.block hold different blocks 2/);
  });

  test("new ones are followed as they come", async () => {
    const ledger = await write("growing", [0, 1]);
    const stop = new AbortController();
    const source = diskSource(configOf(ledger));
    const seen: number[] = [];
    for await (const batch of source.stream({ from: 0 }, stop.signal)) {
      seen.push(...batch.headers.map(({ number }) => number));
      const next = seen.length;
      if (next >= 5) stop.abort();
      else await writeFile(path.join(ledger, `mychannel_${next}.block`), fetched[next] as Uint8Array);
    }
    expect(seen).toEqual(upTo(5));
    await source.close();
  });

  test("a flipped bit in any of 96 places is found", async () => {
    const ledger = await write("flipped", upTo(BLOCKS));
    let random = 20261121;
    const next = (below: number): number => {
      random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
      return Math.floor((random / 2 ** 32) * below);
    };
    const missed: string[] = [];
    for (let round = 0; round < 8; round++) {
      const flips = new Map<number, string>();
      for (let height = 1; height < BLOCKS; height += 2) {
        const bytes = Uint8Array.from(fetched[height] as Uint8Array);
        const [at, bit] = [next(bytes.length), next(8)];
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        flips.set(height, `block ${height}, byte ${at}, bit ${bit}`);
        await writeFile(path.join(ledger, `mychannel_${height}.block`), bytes);
      }
      const { batches, error } = await drain(ledger, 0, BLOCKS);
      const held = new Set(batches.flatMap((batch) => batch.quarantined.map(({ height }) => height)));
      // A header that names another number makes two files of one block, or none: an error that names a file.
      if (error)
        expect([...flips.keys()]).toContain(Number(/mychannel_(\d+)\.block|block (\d+),/.exec(String(error))?.[1]));
      else for (const [height, flip] of flips) if (!held.has(height)) missed.push(flip);
    }
    expect(missed).toEqual([]);
  });
});

describe.skipIf(!hasSharedRecordings)("blocks that a real peer delivered", () => {
  test.each([
    ["v3.1.5-bft/blocks.tar.xz", fixtureLedger, "mychannel", 201],
    ["v2.5.4/blocks.tar.xz", path.join(sharedRecordings, "v2.5.4/peer0.org1.blockfile_000000.xz"), "mychannel", 212],
    ["v1.4.12/blocks", path.join(sharedRecordings, "v1.4.12/peer.blockfile_000000"), "ch14", 27],
  ])("%s: give what the peer's block file gives", async (name, blockFile, channel, blocks) => {
    const target = await mkdtemp(path.join(folder, "real-"));
    const source = path.join(sharedRecordings, name);
    if (name.endsWith(".tar.xz")) execFileSync("tar", ["-xJf", source, "-C", target]);
    else for (const file of await readdir(source)) await copyFile(path.join(source, file), path.join(target, file));
    const inner = name.endsWith(".tar.xz") ? path.join(target, "blocks") : target;
    const [ours, theirs] = [await drain(inner, 0, blocks, channel), await drain(blockFile, 0, blocks, channel)];
    expect(ours.error).toBeUndefined();
    expect(ours.heights).toEqual(upTo(blocks));
    expect(ours.batches.flatMap(({ headers }) => headers)).toEqual(theirs.batches.flatMap(({ headers }) => headers));
    expect(ours.batches.flatMap(({ checks }) => checks)).toEqual(theirs.batches.flatMap(({ checks }) => checks));
  });
});
