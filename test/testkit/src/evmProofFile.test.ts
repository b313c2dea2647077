import { type Check, CorruptDataError, type ProofFile, type ProvenPart, tallyChecks } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { describe, expect, test } from "vitest";
import { quorumBlocks, type RecordedBlock } from "./recordedBlocks.ts";
import { allTypes, asRecorded, signedBlock } from "./signedBlocks.ts";

const { format, verify } = evm.proofFile as ProofFile<unknown>;

const bodies = (blocks: readonly RecordedBlock[]): string[] =>
  blocks.map(({ block, receipts }) => JSON.stringify({ block, receipts }));

function fileOf(blocks: readonly RecordedBlock[]): string[] {
  const from = Number(blocks[0]?.block.number);
  return [JSON.stringify({ format, network: "chain", from, to: from + blocks.length }), ...bodies(blocks)];
}

async function check(lines: readonly string[]): Promise<{ checks: Check[]; proven: readonly ProvenPart[] }> {
  async function* each(): AsyncGenerator<string, void, void> {
    yield* lines;
  }
  const verifying = verify(each(), undefined);
  const checks: Check[] = [];
  for (;;) {
    const step = await verifying.next();
    if (step.done) return { checks, proven: step.value };
    checks.push(step.value);
  }
}

const failures = async (lines: readonly string[]): Promise<string[]> =>
  (await check(lines)).checks.filter(({ state }) => state === "failed").map((c) => `${c.check} ${c.height}`);

describe("a proof file", () => {
  test.each([
    ["quorum-qbft/blocks", 27],
    ["quorum-raft/blocks", 32],
    ["quorum-private/node1", 22],
    ["quorum-private/node4", 22],
  ])("of %s verifies with all senders, private transactions' too, up to its newest block", async (name, count) => {
    const blocks = (await quorumBlocks(name)).slice(0, count);
    const { checks, proven } = await check(fileOf(blocks));
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    expect(tallyChecks(checks)["senders"]).toEqual({ verified: count });
    const [first, last] = [blocks[0]?.block, blocks.at(-1)?.block];
    const newest = { number: Number(last.number), hash: last.hash };
    expect(proven).toEqual([{ from: Number(first.number), newest, proven: "contents" }]);
  });

  test("has the senders of all types of transactions that ethers signed", async () => {
    const header = { baseFeePerGas: 1_000_000_000n };
    const block = asRecorded(signedBlock({ height: 3, transactions: allTypes(), header }));
    const { checks } = await check(fileOf([block]));
    expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
    expect(tallyChecks(checks)["senders"]).toEqual({ verified: 1 });
    // No root covers the sender: only its signature does.
    for (const part of [block.block.transactions[2], block.receipts[2]]) part.from = `0x${"12".repeat(20)}`;
    expect(await failures(fileOf([block]))).toEqual(["senders 3"]);
  });

  test("with contents of a type that has no rule proves its headers alone, whatever the rest says", async () => {
    const header = { baseFeePerGas: 1_000_000_000n };
    const real = asRecorded(signedBlock({ height: 3, transactions: allTypes(), header }));
    expect((await check(fileOf([real]))).proven).toMatchObject([{ from: 3, proven: "contents" }]);
    // The header is the real one, with the real hash. Where no rule applies, nothing of the contents is compared with it.
    for (const tx of real.block.transactions) Object.assign(tx, { type: "0x7f", value: "0xde0b6b3a7640000" });
    for (const receipt of real.receipts) Object.assign(receipt, { type: "0x7f", status: "0x1" });
    const { checks, proven } = await check(fileOf([real]));
    expect(proven).toMatchObject([{ newest: { number: 3, hash: real.block.hash }, proven: "headers" }]);
    const failed = checks.filter(({ state }) => state === "failed");
    expect(failed).toMatchObject([{ check: "proof_contents", height: 3 }]);
    for (const name of ["transaction_hashes", "transactions_root", "receipts_root", "derived_fields", "senders"]) {
      expect(failed[0]?.detail).toMatch(new RegExp(`${name} unverified \\(no .*\\)`));
    }
    expect(tallyChecks(checks)["derived_fields"]).toEqual({ unverified: 1 });
  });

  test("without a block, or with a part without one, proves nothing", async () => {
    const part = (from: number, to: number): string => JSON.stringify({ format, network: "chain", from, to });
    expect(await failures([])).toEqual(["proof_blocks 0"]);
    expect(await failures([part(7, 7)])).toEqual(["proof_blocks 7"]);
    const whole = fileOf((await quorumBlocks("quorum-qbft/blocks")).slice(0, 2));
    expect(await failures([...whole, part(7, 7)])).toEqual(["proof_blocks 7"]);
    expect(await failures([part(7, 7), ...whole])).toEqual(["proof_blocks 7"]);
    expect((await check([part(7, 7)])).proven).toEqual([]);
  });

  test("with a block left out, moved or cut off at the end fails at that height", async () => {
    const lines = fileOf((await quorumBlocks("quorum-qbft/blocks")).slice(0, 6));
    const [head = "", ...rest] = lines;
    expect(await failures([head, ...rest.filter((_, index) => index !== 2)])).toEqual(["proof_blocks 3"]);
    expect((await failures([head, ...rest.slice(0, 4)]))[0]).toBe("proof_blocks 4");
    expect((await failures([head, rest[1] ?? "", rest[0] ?? "", ...rest.slice(2)]))[0]).toBe("proof_blocks 1");
    expect((await failures([...lines, ...rest.slice(-1)]))[0]).toBe("proof_blocks 5");
  });

  test("with one block's contents exchanged for those of another chain does not link", async () => {
    const blocks = (await quorumBlocks("quorum-qbft/blocks")).slice(3, 7);
    const other = (await quorumBlocks("quorum-private/node1")).find(({ block }) => Number(block.number) === 4);
    const lines = fileOf(blocks);
    lines[2] = bodies(other ? [other] : [])[0] ?? "";
    expect(await failures(lines)).toEqual(["parent_link 4", "parent_link 5"]);
  });

  test("that is none is refused with the line that is wrong", async () => {
    await expect(check(["{"])).rejects.toThrow(/line 1 .* not JSON/);
    await expect(check(['{"format":"other"}'])).rejects.toThrow(CorruptDataError);
  });
});
