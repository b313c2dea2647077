import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Batch, type BlockRef, type Check, ForkError, type StoredReader, tallyChecks } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { createSink } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const fixture = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const channel = "mychannel";
const signal = new AbortController().signal;
/** Blocks per file, as a peer begins a new one after 64 MB. */
const PER_FILE = 20;
/** What is stored before the indexer stops: behind it come transactions that write metadata alone. */
const STORED = 30;
const BLOCKS = 60;

let folder: string;
let store: FabricWarehouse;
let frames: Buffer[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-resume-"));
  frames = splitFrames(execFileSync("xz", ["-dc", fixture], { maxBuffer: 1 << 28 }));
  store = await FabricWarehouse.open();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The frames of a block file: a varint length, then the block. */
function splitFrames(bytes: Buffer): Buffer[] {
  const split: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    let length = 0;
    let end = at;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[end++] as number;
      length += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    split.push(bytes.subarray(at, end + length));
    at = end + length;
  }
  return split;
}

/** A ledger folder with as many block files as it takes. */
function writeLedger(name: string, blocks: readonly Buffer[]): string {
  const ledger = path.join(folder, name);
  mkdirSync(ledger);
  for (let file = 0; file * PER_FILE < blocks.length; file++) {
    const bytes = Buffer.concat(blocks.slice(file * PER_FILE, (file + 1) * PER_FILE));
    writeFileSync(path.join(ledger, `blockfile_${String(file).padStart(6, "0")}`), bytes);
  }
  return ledger;
}

const configOf = (network: string, ledger: unknown) =>
  fabric.parseConfig({ family: "fabric", channel, ledger }, { network, baseDir: "/" });

async function parentOf(network: string, height: number): Promise<BlockRef> {
  const parent = await createSink(store.warehouse, { network, tables: fabric.schema.tables }).at(height - 1);
  if (!parent) throw new Error(`block ${height - 1} is not stored`);
  return parent;
}

/** Reads on behind what is stored, as backfill and run do. */
async function readOn(
  network: string,
  ledger: unknown,
  to: number,
  parent?: BlockRef,
  stored: StoredReader = store.warehouse,
): Promise<Batch[]> {
  const source = await fabric.open(configOf(network, ledger), stored);
  const batches: Batch[] = [];
  try {
    const request = { from: STORED, to, parent: parent ?? (await parentOf(network, STORED)), batchBlocks: 10 };
    for await (const batch of source.stream(request, signal)) batches.push(batch);
    return batches;
  } finally {
    await source.close();
  }
}

const digestOf = async (network: string): Promise<string[]> => {
  const digests: string[] = [];
  for (const { name, columns } of fabric.schema.tables) {
    const compared = Object.keys(columns).filter((column) => column !== "network");
    const sql = `SELECT toString(sum(cityHash64(${compared.map((column) => `t.${column}`).join(", ")}))) AS digest
FROM store.${name} AS t WHERE t.network = {network:String}`;
    try {
      for await (const { digest } of store.warehouse.rows<{ digest: string }>(sql, { network }))
        digests.push(`${name} ${digest}`);
    } catch {
      // a table of aggregate states has no plain values
    }
  }
  return digests;
};

describe("a ledger that is read on", () => {
  test("gives the rows and checks of one that is read in one go", async () => {
    const ledger = writeLedger("whole", frames.slice(0, BLOCKS));
    await store.store("once", ledger, channel, { from: 0, to: BLOCKS });
    await store.store("twice", ledger, channel, { from: 0, to: STORED });
    const batches = await readOn("twice", ledger, BLOCKS);
    const checks = batches.flatMap((batch) => batch.checks);
    expect(tallyChecks(checks)).toEqual(
      Object.fromEntries(
        [
          "envelope_reencoding",
          "data_hash",
          "header_chain",
          "tx_ids",
          "proposal_hashes",
          "orderer_signatures",
          "last_config",
          "commit_hash",
        ].map((check) => [check, { verified: BLOCKS - STORED }]),
      ),
    );
    const sink = createSink(store.warehouse, { network: "twice", tables: fabric.schema.tables });
    for (const batch of batches) await sink.write(batch);
    const digests = await digestOf("twice");
    expect(digests.length).toBeGreaterThan(10);
    expect(digests).toEqual(await digestOf("once"));
  });

  test("starts from the file that holds the newest stored block: older ones are not read again", async () => {
    const ledger = writeLedger("damaged", frames.slice(0, BLOCKS));
    await store.store("started", ledger, channel, { from: 0, to: STORED });
    const first = path.join(ledger, "blockfile_000000");
    // Block 0 still says which channel it is; nothing behind it is a block any more.
    const genesis = frames[0] as Buffer;
    writeFileSync(first, Buffer.concat([genesis, Buffer.alloc(readFileSync(first).length - genesis.length, 0xff)]));
    const batches = await readOn("started", ledger, BLOCKS);
    expect(batches.flatMap(({ headers }) => headers.map(({ number }) => number))).toEqual(
      Array.from({ length: BLOCKS - STORED }, (_, index) => STORED + index),
    );
    expect(batches.flatMap((batch) => batch.checks.filter(({ state }) => state !== "verified"))).toEqual([]);
  });

  test("that has another block where we stand is a fork, told with its own blocks", async () => {
    const ledger = writeLedger("forked", frames.slice(0, BLOCKS));
    await store.store("forked", ledger, channel, { from: 0, to: STORED });
    const parent = await parentOf("forked", STORED);
    const other = { number: parent.number, hash: parent.hash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) };
    const error = await readOn("forked", ledger, BLOCKS, other).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ForkError);
    expect((error as ForkError).canonical).toContainEqual(parent);
  });

  test("is read from its first block where the stored rows do not say enough", async () => {
    const ledger = writeLedger("late", frames.slice(0, BLOCKS));
    await store.store("late", ledger, channel, { from: 20, to: STORED }); // without its configuration
    const batches = await readOn("late", ledger, BLOCKS);
    const checks = batches.flatMap((batch) => batch.checks);
    expect(checks.filter(({ state }) => state !== "verified")).toEqual([]);
  });

  test("is read from its first block where a stored configuration block is not the chain's", async () => {
    const ledger = writeLedger("foreign", frames.slice(0, BLOCKS));
    await store.store("foreign", ledger, channel, { from: 0, to: STORED });
    /** The store as it would answer had the row of block 1 named another block 0. */
    const stored = {
      async *rows<T>(sql: string, params: Readonly<Record<string, unknown>>): AsyncIterable<T> {
        for await (const row of store.warehouse.rows<{ named?: string }>(sql, params)) {
          if (row.named !== undefined) row.named = row.named.replace(/.$/, (d) => (d === "0" ? "1" : "0"));
          yield row as T;
        }
      },
    };
    const first = path.join(ledger, "blockfile_000000");
    const genesis = frames[0] as Buffer;
    writeFileSync(first, Buffer.concat([genesis, Buffer.alloc(readFileSync(first).length - genesis.length, 0xff)]));
    // Whoever reads the first file again finds it damaged.
    const read = async (from: StoredReader) => {
      const batches = await readOn("foreign", ledger, BLOCKS, undefined, from);
      return batches.flatMap(({ headers }) => headers.map(({ number }) => number)).length;
    };
    expect(await read(store.warehouse)).toBe(BLOCKS - STORED);
    expect(await read(stored).catch(() => 0)).toBe(0);
  });

  test("is compared again, with every peer's copy, when verify is given the node", async () => {
    const blocks = frames.slice(0, BLOCKS);
    const damaged = blocks.map((frame, height) => {
      const copy = Buffer.from(frame);
      if (height === 33) copy[copy.length - 5] = (copy[copy.length - 5] as number) ^ 1; // in its commit hash
      return copy;
    });
    const peers = { peer1: path.join(folder, "whole"), peer2: writeLedger("other", damaged) };
    const config = configOf("once", peers);
    const node = await fabric.open(config);
    const checks: Check[] = [];
    const request = { network: "once", from: 30, to: 40, stored: store.warehouse, node, signal };
    for await (const check of fabric.verify(config, request)) checks.push(check);
    await node.close();
    const failed = checks.filter(({ state }) => state === "failed");
    expect(failed.map(({ check, height }) => `${check} ${height}`)).toEqual(["peer_agreement 33"]);
    expect(tallyChecks(checks)["ledger_file"]).toEqual({ verified: 10 });
  });
});
