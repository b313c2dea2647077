import { tallyChecks } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { blockMutations } from "./blockMutations.ts";
import { mutationContract } from "./mutationContract.ts";
import { isNoticed, readRecorded } from "./readRecorded.ts";
import { mainnetBlocks, quorumBlocks, type RecordedBlock, recordedArchive } from "./recordedBlocks.ts";
import { allTypes, asRecorded, signedBlock } from "./signedBlocks.ts";

/** Set to look at every byte of every field, which takes hours on the whole recordings. */
const everyByte = process.env["LEDGERSCOPE_EVERY_BYTE"] === "1";
/** An archive of more blocks, `{block, receipts, traces}` per JSON file, to be put through the same contract. */
const more = process.env["LEDGERSCOPE_BLOCKS"];

describe("a single change to what a node serves is held back and named with its height", () => {
  test.each(["quorum-qbft/blocks", "quorum-raft/blocks", "quorum-private/node1", "quorum-private/node4"])(
    "GoQuorum: %s",
    { timeout: 180_000 },
    async (name) => {
      const blocks = (await quorumBlocks(name)).filter(({ block }) => block.transactions.length < 100);
      const { mutations, survivors } = await mutationContract(blocks.slice(0, 10), {
        quorum: true,
        everyByte,
        transactions: 1,
      });
      expect(survivors).toEqual([]);
      expect(mutations).toBeGreaterThan(150);
    },
  );

  test.each([
    ["quorum-qbft/blocks", 137],
    ["quorum-raft/blocks", 4],
    ["quorum-private/node1", 11],
  ])("every byte of %s, block %i", async (name, height) => {
    const recorded = (await quorumBlocks(name)).find(({ block }) => Number(block.number) === height);
    if (!recorded) throw new Error(`the fixture has no block ${height}`);
    const mutations = blockMutations(recorded, { quorum: true, everyByte: true });
    expect(mutations.length).toBeGreaterThan(1000);
    expect(mutations.filter((mutation) => !isNoticed(recorded, mutation)).map((mutation) => mutation.name)).toEqual([]);
  });

  test("Ethereum: real blocks", { timeout: 180_000 }, async (context) => {
    const blocks = await mainnetBlocks();
    if (!blocks) return context.skip("the recorded blocks are not in ../shared/data");
    const [small] = blocks.toSorted((a, b) => a.block.transactions.length - b.block.transactions.length);
    const { mutations, survivors, foundBy } = await mutationContract(everyByte ? blocks : [small as RecordedBlock], {
      everyByte,
      ...(everyByte ? {} : { transactions: 2 }),
    });
    expect(survivors).toEqual([]);
    expect(mutations).toBeGreaterThan(100);
    expect(Object.keys(foundBy)).toContain("receipts_root");
  });

  test("the blocks of LEDGERSCOPE_BLOCKS", { timeout: 3_600_000 }, async (context) => {
    if (!more) return context.skip("LEDGERSCOPE_BLOCKS names no archive of blocks");
    const blocks = (await mainnetBlocks(more)) ?? [];
    expect(blocks.length).toBeGreaterThan(0);
    const { mutations, survivors, foundBy } = await mutationContract(blocks, { everyByte, transactions: 20 });
    console.log({ mutations, foundBy });
    expect(survivors).toEqual([]);
  });

  test("GoQuorum: all blocks of the whole recordings, from every node", { timeout: 120_000 }, async (context) => {
    const archives = ["qbft/qbft", "raft/raft", ...[1, 2, 3, 4].map((node) => `qbft-private/node${node}`)];
    for (const archive of archives) {
      const blocks = await recordedArchive(`quorum/${archive}.tar.xz`);
      if (!blocks) return context.skip("the recorded blocks are not in ../shared/data");
      const checks = blocks.flatMap((recorded) => readRecorded(recorded).checks);
      expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
      const tally = tallyChecks(checks);
      expect(tally["header_hash"]).toEqual({ verified: blocks.length });
      expect(tally["receipts_root"]).toEqual({ verified: blocks.length });
      if (archive.startsWith("raft")) expect(tally["minter_signature"]).toEqual({ unverified: blocks.length - 1 });
      else expect(tally["committed_seals"]).toEqual({ verified: blocks.length });
      expect(tally["private_receipts"]?.unverified).toBeGreaterThan(0);
    }
  });

  test("fields that a type of transaction does not have are kept among the unknown ones", () => {
    const recorded = asRecorded(signedBlock({ height: 4, transactions: allTypes().slice(0, 2) }));
    Object.assign(recorded.block.transactions[1], {
      maxFeePerGas: "0x0",
      blobVersionedHashes: [`0x${"33".repeat(32)}`],
    });
    recorded.receipts[1].root = `0x${"00".repeat(32)}`;
    const { block, checks } = readRecorded(recorded);
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    expect(block?.transactions[1]).toMatchObject({ maxFeePerGas: undefined, blobVersionedHashes: [] });
    expect(block?.transactions[1]?.otherFields).toEqual({
      maxFeePerGas: "0x0",
      blobVersionedHashes: [`0x${"33".repeat(32)}`],
    });
    expect(block?.receipts[1]?.otherFields).toEqual({ root: `0x${"00".repeat(32)}` });
  });
});
