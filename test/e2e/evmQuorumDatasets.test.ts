import { recordedArchive, replayRpc } from "@ledgerscope/testkit";
import { expect, test } from "vitest";
import { describeGiven } from "./support/describeGiven.ts";
import { evmWarehouse } from "./support/evmWarehouse.ts";

const recorded = await recordedArchive("quorum/qbft/qbft.tar.xz");
const absent = "the recorded GoQuorum chain is not beside the checkout (../shared/data/quorum)";

/** As the recording's README counts them. */
const TRANSACTIONS = 1259;
const CALLS = 1964;
/** Private transactions, of which the node's own tracer fails. */
const UNTRACED = 32;

describeGiven(recorded, absent, "traces of a GoQuorum chain of 329 blocks", (blocks) => {
  test("are stored with their errors; what the node cannot trace is named, and no block is lost for it", async () => {
    const node = await replayRpc(blocks);
    const datasets = { traces: true, state_diffs: true, token_transfers: false };
    const stored = await evmWarehouse("qbft", { rpc: node.url, datasets });
    try {
      const [blocksStored] = await stored.sql(
        "SELECT toUInt32(count()) AS n, toUInt32(sum(tx_count)) AS tx FROM evm_blocks",
      );
      expect(blocksStored).toEqual({ n: blocks.length, tx: TRANSACTIONS });
      const [calls] = await stored.sql(
        `SELECT toUInt32(count()) AS calls, toUInt32(countIf(trace_address = [])) AS roots,
           toUInt32(countIf(type = 'selfdestruct')) AS destroyed FROM evm_traces`,
      );
      expect(calls).toEqual({ calls: CALLS, roots: TRANSACTIONS - UNTRACED, destroyed: 32 });

      const withUntraced = new Set(
        blocks
          .filter(({ traces }) => traces?.some((item) => item.error !== undefined))
          .map(({ block }) => block.number),
      );
      expect(withUntraced.size).toBeGreaterThan(0);
      expect(stored.checks["traces unchecked"]).toBe(withUntraced.size);
      expect(stored.checks["traces unverified"]).toBe(blocks.length - withUntraced.size);
      const untraced = stored.exceptions.filter(({ check, state }) => check === "traces" && state === "unchecked");
      for (const { detail } of untraced) {
        expect(detail).toMatch(/^\d+ of \d+ transactions are not traced; transaction \d+: the node says: TypeError/);
      }

      // Receipts and traces say the same of who failed, and the words of the contract are read.
      const differing = await stored.sql(
        `SELECT t.height, t.tx_index FROM evm_traces AS c JOIN evm_transactions AS t
           ON c.height = t.height AND c.tx_index = t.tx_index
         WHERE c.trace_address = [] AND (c.error != '') != (t.status = 0)`,
      );
      expect(differing).toEqual([]);
      const words = await stored.sql<{ revert_reason: string }>(
        "SELECT DISTINCT revert_reason FROM evm_traces WHERE revert_reason != '' ORDER BY 1",
      );
      expect(words.map((row) => row.revert_reason)).toEqual(
        expect.arrayContaining(["PRB: told to fail", "Panic(0x1)", "Panic(0x11)", "Panic(0x32)", "born dead"]),
      );
    } finally {
      await stored.close();
      await node.close();
    }
  });

  test("a dataset that is off has no rows, and costs the node no question", async () => {
    const node = await replayRpc(blocks.slice(0, 40));
    const stored = await evmWarehouse("qbft", {
      rpc: node.url,
      datasets: { token_transfers: false, contracts: false },
    });
    try {
      const tables = ["evm_token_transfers", "evm_contracts", "evm_traces", "evm_state_diffs", "evm_raw"];
      for (const table of tables) {
        expect([table, await stored.sql(`SELECT toUInt32(count()) AS n FROM ${table}`)]).toEqual([table, [{ n: 0 }]]);
      }
      expect(node.calls.get("debug_traceBlockByNumber")).toBeUndefined();
      expect(Object.keys(stored.checks).filter((check) => /^traces|^state_diffs/.test(check))).toEqual([]);
    } finally {
      await stored.close();
      await node.close();
    }
  });
});
