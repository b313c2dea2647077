import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Batch, type Check, ConfigError } from "@ledgerscope/core";
import { commitHash, concatBytes, type FabricBlock, MetadataIndex, verifyBlock } from "@ledgerscope/proof";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fabric } from "./adapter.ts";
import { nodeCrypto } from "./nodeCrypto.ts";
import { LedgerReader } from "./source/ledgerReader.ts";
import { PeerComparison } from "./source/peerComparison.ts";
import { StateMemory } from "./source/stateMemory.ts";
import { encodeBlockFile } from "./test/encodeBlockFile.ts";
import { configOf, diskSource, fixtureLedger } from "./test/recordings.ts";

const BLOCKS = 40;
/** Where the other peer went its own way. */
const FORK = 25;

let folder: string;
let blocks: FabricBlock[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ledgerscope-peers-"));
  const reader = new LedgerReader(fixtureLedger);
  blocks = [];
  for (let found = await reader.next(); found?.block && blocks.length < BLOCKS; found = await reader.next()) {
    blocks.push(found.block);
  }
  await reader.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, ledger: readonly FabricBlock[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, encodeBlockFile(ledger));
  return file;
}

/**
 * The ledger of a peer that called a valid transaction of block `FORK` invalid, and went on from there: its
 * commit hashes follow from its own codes, so that it proves itself without a fault.
 */
async function forkedLedger(): Promise<FabricBlock[]> {
  const forked: FabricBlock[] = [];
  const memory = new StateMemory(true);
  let state = {};
  let previous: Uint8Array = new Uint8Array();
  for (const block of blocks) {
    const filter = Uint8Array.from(block.metadata[MetadataIndex.transactionsFilter] ?? []);
    if (block.number === FORK) {
      expect(filter[0]).toBe(0);
      filter[0] = 11;
    }
    const metadata = [...block.metadata];
    metadata[MetadataIndex.transactionsFilter] = filter;
    const { envelopes } = await verifyBlock(block, {}, nodeCrypto);
    if (block.number > 0) {
      const valid = envelopes.flatMap(({ actions }, txIndex) =>
        filter[txIndex] === 0 ? actions.map(({ keySets }) => ({ txIndex, keySets })) : [],
      );
      const stateBefore = memory.before(block.number);
      previous = await commitHash({ height: block.number, filter, valid, previous, stateBefore }, nodeCrypto);
      metadata[MetadataIndex.commitHash] = concatBytes(Uint8Array.of(0x0a, 0x20), previous); // common.Metadata{value}
    }
    const changed = { ...block, metadata };
    const verified = await verifyBlock(changed, state, nodeCrypto, { stateBefore: memory.before(block.number) });
    expect(verified.steps.filter(({ state: outcome }) => outcome === "failed")).toEqual([]);
    state = verified.next;
    memory.apply(changed, verified.envelopes);
    forked.push(changed);
  }
  return forked;
}

async function agreement(ledgers: Readonly<Record<string, string>>, from = 0): Promise<Check[]> {
  const batches: Batch[] = [];
  const peers = Object.entries(ledgers).map(([name, ledger]) => ({ name, ledger }));
  const source = diskSource({ ...configOf(peers[0]?.ledger ?? ""), peers });
  for await (const batch of source.stream({ from, to: BLOCKS }, new AbortController().signal)) batches.push(batch);
  await source.close();
  expect(batches.flatMap(({ headers }) => headers).length).toBe(BLOCKS - from); // nothing is held back for it
  return batches.flatMap(({ checks }) => checks).filter(({ check }) => check === "peer_agreement");
}

const statesOf = (checks: readonly Check[]): string[] => checks.map(({ state }) => state);

describe("ledgers of several peers", () => {
  test("that are one agree at every block", async () => {
    const [peer1, peer2] = [await write("a1", blocks), await write("a2", blocks)];
    const checks = await agreement({ peer1, peer2 });
    expect(statesOf(checks)).toEqual(blocks.map(() => "verified"));
  });

  test("a fork is found at its first block, though each ledger proves itself", async () => {
    const [peer1, peer2, peer3] = [
      await write("f1", blocks),
      await write("f2", await forkedLedger()),
      await write("f3", blocks),
    ];
    const checks = await agreement({ peer1, peer2, peer3 });
    const failed = checks.filter(({ state }) => state === "failed");
    expect(failed).toEqual([
      {
        check: "peer_agreement",
        state: "failed",
        height: FORK,
        detail: "validation code of transaction 0: peer1 has 0, peer2 11",
      },
    ]);
    expect(statesOf(checks.slice(0, FORK))).toEqual(blocks.slice(0, FORK).map(() => "verified"));
    expect(new Set(checks.slice(FORK + 1).map(({ detail }) => detail))).toEqual(
      new Set([`the ledger of peer2 differs since block ${FORK}`]),
    );
  });

  test("a commit hash alone that differs, an envelope that was altered, a copy that is shorter: each is told", async () => {
    const change = (height: number, make: (block: FabricBlock) => FabricBlock): FabricBlock[] =>
      blocks.map((block) => (block.number === height ? make(block) : block));
    const flipped = (bytes: Uint8Array | undefined, at: number): Uint8Array =>
      Uint8Array.from(bytes ?? [], (byte, index) => (index === at ? byte ^ 1 : byte));
    const peer1 = await write("c1", blocks);
    const hash = await write(
      "c2",
      change(7, (block) => ({
        ...block,
        metadata: block.metadata.with(MetadataIndex.commitHash, flipped(block.metadata[MetadataIndex.commitHash], 20)),
      })),
    );
    const envelope = await write(
      "c3",
      change(30, (block) => ({ ...block, data: block.data.with(2, flipped(block.data[2], 50)) })),
    );
    const short = await write("c4", blocks.slice(0, 35));
    const failed = (await agreement({ peer1, hash, envelope, short })).filter(({ state }) => state === "failed");
    expect(failed.map(({ height }) => height)).toEqual([7, 30]);
    expect(failed[0]?.detail).toMatch(/^commit hash: peer1 has [0-9a-f]{64}, hash [0-9a-f]{64}$/);
    expect(failed[1]?.detail).toContain("envelope 2 differs between peer1 and envelope");
    const late = await agreement({ peer1, short }, 30);
    expect(statesOf(late)).toEqual([...new Array(5).fill("verified"), ...new Array(5).fill("unchecked")]);
    expect(late.at(-1)?.detail).toBe("the ledger of short has no such block");
  });

  test("another copy that is not there, is none, or is of another channel leaves blocks unchecked, with the reason", async () => {
    const peer1 = await write("g1", blocks);
    const garbage = path.join(folder, "g2");
    await writeFile(garbage, Buffer.alloc(5_000, 0xff));
    const missing = path.join(folder, "nowhere");
    for (const other of [garbage, missing]) {
      const input = { family: "fabric", channel: "mychannel", ledger: { peer1, other } };
      const source = await fabric.open(fabric.parseConfig(input, { network: "relief", baseDir: folder }));
      expect((await source.head()).latest?.number).toBe(BLOCKS - 1);
      await source.close();
      const checks = await agreement({ peer1, other });
      expect(statesOf(checks)).toEqual(blocks.map(() => "unchecked"));
      expect(checks[0]?.detail).toContain("the ledger of other cannot be compared: ");
      expect(checks[0]?.detail).toContain(other);
    }
    const theirs = new PeerComparison("peer1", [{ name: "other", ledger: peer1 }], "theirs");
    await theirs.seek(3);
    expect(await theirs.check(3, blocks[3])).toMatchObject({
      state: "unchecked",
      detail: 'the ledger of other cannot be compared: it is of channel "mychannel"',
    });
    await theirs.close();
  });

  test("a copy that breaks off within a block is damaged there, not shorter", async () => {
    const peer1 = await write("t1", blocks);
    const whole = encodeBlockFile(blocks.slice(0, 31));
    const cut = path.join(folder, "t2");
    await writeFile(cut, whole.subarray(0, whole.length - 100));
    const checks = await agreement({ peer1, cut });
    expect(statesOf(checks)).toEqual([
      ...new Array(30).fill("verified"),
      "failed",
      ...new Array(BLOCKS - 31).fill("unchecked"),
    ]);
    for (const { detail } of checks.slice(30)) {
      expect(detail).toMatch(/^the ledger of cut is damaged: .*the file ends 100 bytes before the end/);
    }
  });

  test("are configured as a map, the first of which is stored", () => {
    const context = { network: "relief", baseDir: "/data" };
    const config = fabric.parseConfig(
      { family: "fabric", channel: "c", ledger: { peer1: "./one", peer2: "/two" } },
      context,
    );
    expect(config).toMatchObject({
      ledger: "/data/one",
      peers: [
        { name: "peer1", ledger: "/data/one" },
        { name: "peer2", ledger: "/two" },
      ],
    });
    for (const ledger of [{}, 7, { peer1: 3 }]) {
      const parse = () => fabric.parseConfig({ family: "fabric", channel: "c", ledger }, context);
      expect(parse).toThrow(ConfigError);
      expect(parse).toThrow(/networks\.relief\.ledger.*one per peer/);
    }
  });
});
