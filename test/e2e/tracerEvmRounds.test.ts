import { operator } from "@ledgerscope/core";
import { evmSchema } from "@ledgerscope/evm";
import { fabricSchema } from "@ledgerscope/fabric";
import { quorumBlocks, replayRpc } from "@ledgerscope/testkit";
import { explain, tracerSchema, traces } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";

/** Parts of the recording that have no holes, with the rounds above 0, and how many transactions such blocks have at least. */
const PARTS = [
  { from: 0, to: 27, expected: [[1, 1]], least: 0 },
  // A long stall: validators were stopped.
  {
    from: 63,
    to: 66,
    expected: [
      [64, 1],
      [65, 3],
    ],
    least: 312,
  },
] as const;

describe.each(PARTS)("blocks $from to $to of a recorded QBFT chain", ({ from, to, expected, least }) => {
  const range = { network: "qbft", channel: "", from, to };
  let stored: EvmWarehouse;

  beforeAll(async () => {
    const blocks = (await quorumBlocks("quorum-qbft/blocks")).filter(
      ({ block }) => Number(block.number) >= from && Number(block.number) < to,
    );
    const node = await replayRpc(blocks);
    stored = await evmWarehouse("qbft", { rpc: node.url, from, finality: { confirmations: 0 } });
    await node.close();
    await stored.warehouse.migrate([evmSchema, fabricSchema, tracerSchema]);
  }, 120_000);

  afterAll(() => stored?.close());

  test("every transaction has the round of its block, and is final with it", async () => {
    const [row] = await stored.sql<{ transactions: string }>(
      "SELECT toString(count()) AS transactions FROM store.evm_transactions",
    );
    let count = 0;
    for await (const { spans, closed, gaps } of traces(stored.warehouse, operator, range)) {
      count++;
      const round = spans.find(({ name }) => name === "bft.round");
      expect(round?.attributes["bft.profile"]).toBe("qbft");
      expect(Number(round?.attributes["bft.validators"])).toBeGreaterThan(0);
      expect(spans.some(({ name }) => name === "evm.finalize")).toBe(true);
      expect([closed, gaps.some(({ stage }) => stage === "evm.finalize")]).toEqual([true, false]);
    }
    expect(String(count)).toBe(row?.transactions);
  });

  test("those of blocks that needed more than one round are said to be slow for it, and no others", async () => {
    await explain(stored.warehouse, { network: "qbft", channel: "", family: "evm" });
    const rounds = await stored.sql<{ height: string; round: number; missing: string[]; transactions: string }>(
      `SELECT toString(height) AS height, round, toString(tx_count) AS transactions,
         arrayMap(x -> '0x' || lower(hex(x)), arrayFilter(x -> NOT has(committers, x), validators)) AS missing
       FROM store.evm_consensus JOIN store.evm_blocks USING (network, height) WHERE round > 0 ORDER BY height`,
    );
    expect(rounds.map(({ height, round }) => [Number(height), round])).toEqual(expected);
    const named = await stored.sql<{ height: string; title: string; seals: string[]; cause: string; found: string }>(
      `SELECT toString(height) AS height, title_en AS title, sub_cause AS cause, toString(count()) AS found,
         arrayFilter((value, label) -> label = 'missing_seal', proof.value, proof.label) AS seals
       FROM store.diagnoses WHERE kind = 'slow' AND code = 'evm_round_change'
       GROUP BY height, title, cause, seals ORDER BY height`,
    );
    const late = rounds.filter((block) => block.transactions !== "0");
    expect(named.map(({ height, found }) => [height, found])).toEqual(
      late.map((block) => [block.height, block.transactions]),
    );
    for (const [index, { missing, round }] of late.entries()) {
      expect(named[index]).toMatchObject({
        title: `Consensus needed ${round + 1} rounds`,
        seals: missing,
        cause: missing.length > 0 ? "silent_validator" : "late_proposer",
      });
    }
    const found = named.reduce((sum, { found }) => sum + Number(found), 0);
    expect(found).toBeGreaterThanOrEqual(least);
  });
});
