import type { Batch, Check } from "@ledgerscope/core";
import { tallyChecks } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { describe, expect, test } from "vitest";
import { mainnetBlocks, type RecordedBlock } from "./recordedBlocks.ts";
import { type ReplayFaults, replayRpc } from "./replayRpc.ts";

const blocks = await mainnetBlocks();
const FIRST = 17_686_110;
const END = 17_686_130;
const SICK = 17_686_115;

/** Everything that the adapter makes of the chain behind the server. */
async function read(recorded: readonly RecordedBlock[], faults: ReplayFaults = {}): Promise<Batch[]> {
  const server = await replayRpc(recorded, faults);
  const context = { network: "mainnet", baseDir: "/" };
  const source = await evm.open(evm.parseConfig({ family: "evm", rpc: [server.url] }, context));
  try {
    const batches: Batch[] = [];
    const { signal } = new AbortController();
    for await (const batch of source.stream({ from: FIRST, to: END }, signal)) batches.push(batch);
    return batches;
  } finally {
    await source.close();
    await server.close();
  }
}

const failures = (batches: readonly Batch[]): Check[] =>
  batches.flatMap(({ checks }) => checks).filter(({ state }) => state === "failed");

const rowsOf = (batches: readonly Batch[], table: string): number =>
  batches.flatMap(({ payloads }) => payloads).reduce((sum, p) => sum + (p.table === table ? p.rows : 0), 0);

/** Serves one block changed. */
const sick = (change: (block: RecordedBlock) => void): ReplayFaults => ({
  edit(block) {
    if (Number(block.block.number) === SICK) change(block);
    return block;
  },
});

describe.skipIf(!blocks)("20 real mainnet blocks from a node", () => {
  const recorded = blocks ?? [];
  const count = (items: (block: RecordedBlock) => number): number => recorded.reduce((sum, b) => sum + items(b), 0);

  test("arrive whole, with every check made and none failed", async () => {
    const batches = await read(recorded);
    expect(failures(batches)).toEqual([]);
    expect(batches.flatMap(({ headers }) => headers.map(({ hash }) => hash))).toEqual(
      recorded.map(({ block }) => block.hash),
    );
    expect(rowsOf(batches, "evm_blocks")).toBe(20);
    expect(rowsOf(batches, "evm_transactions")).toBe(count(({ block }) => block.transactions.length));
    expect(rowsOf(batches, "evm_logs")).toBe(count(({ receipts }) => receipts.flatMap(({ logs }) => logs).length));
    expect(batches.every(({ final }) => final)).toBe(true);
    expect(tallyChecks(batches.flatMap(({ checks }) => checks))).toEqual({
      header_hash: { verified: 20 },
      parent_link: { verified: 19, unchecked: 1 },
      transaction_hashes: { verified: 20 },
      transactions_root: { verified: 20 },
      receipt_count: { verified: 20 },
      receipts_root: { verified: 20 },
      logs_bloom: { verified: 20 },
      gas_used: { verified: 20 },
      fields_agree: { verified: 20 },
      withdrawals_root: { unchecked: 20 },
      revert_reasons: { unverified: 20 },
    });
  });
});
