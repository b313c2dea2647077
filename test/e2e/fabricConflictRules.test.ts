import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";
import { type HandWritten, HandWrittenRows } from "./support/handWritten.ts";

/** Rules of Fabric's validation that no recording shows, on rows written by hand. */
let fabric: FabricWarehouse;
beforeAll(async () => {
  fabric = await FabricWarehouse.open();
}, 60_000);
afterAll(() => fabric?.close());

let count = 0;
async function derive(to: number, transactions: readonly HandWritten[], blockToLive?: number) {
  const network = `rules${count++}`;
  const rows = new HandWrittenRows(fabric.warehouse, network);
  await rows.ledger(to, transactions);
  if (blockToLive) {
    const collections = JSON.stringify([{ name: "secret", block_to_live: String(blockToLive) }]);
    await rows.write("fabric_lifecycle", [{ height: 1, step: "commit", chaincode: "cc", collections }]);
  }
  const checks = await fabric.derive(network, ["state", "conflicts"], { from: 0, to });
  const conflicts = await fabric.warehouse.query<Record<string, unknown>>(
    `SELECT concat(toString(height), ':', toString(tx_index)) AS tx, key, evidence, within_block,
  writer_tx_id AS writer FROM store.fabric_conflicts WHERE network = {network:String} ORDER BY height, tx_index, key, writer_height`,
    { network },
  );
  const state = await fabric.warehouse.query<{ key: string; value: string; height: string; value_height: string }>(
    "SELECT key, value, height, value_height FROM fabric_state WHERE network = {network:String} ORDER BY key",
    { network },
  );
  return { checks: checks.filter(({ state }) => state !== "verified"), conflicts, state };
}

describe("conflicts", () => {
  test("metadata of a key that is not there writes nothing; of one that is there it moves the version", async () => {
    const { checks, conflicts, state } = await derive(6, [
      { at: [1, 0], code: 0, metadata: ["a"] },
      { at: [2, 0], code: 0, reads: { a: undefined }, puts: ["a"] },
      { at: [3, 0], code: 0, metadata: ["a"] },
      { at: [4, 0], code: 11, reads: { a: [2, 0] }, puts: ["a"] },
      { at: [5, 0], code: 0, reads: { a: [3, 0] } },
    ]);
    expect(checks).toEqual([]);
    expect(conflicts).toEqual([{ tx: "4:0", key: "a", evidence: "proved", within_block: false, writer: "3:0" }]);
    expect(state).toEqual([{ key: "a", value: "v2", height: "3", value_height: "2" }]);
  });

  test("a key deleted and written again names every writer since the version that was read", async () => {
    const { checks, conflicts, state } = await derive(6, [
      { at: [1, 0], code: 0, puts: ["a", "b"] },
      { at: [2, 0], code: 0, deletes: ["a"] },
      { at: [3, 0], code: 10, puts: ["a"] },
      { at: [4, 0], code: 0, puts: ["a"] },
      { at: [4, 1], code: 11, reads: { a: [1, 0], b: [1, 0] } },
      { at: [5, 0], code: 0, deletes: ["b"] },
    ]);
    expect(checks).toEqual([]);
    expect(conflicts).toEqual([
      { tx: "4:1", key: "a", evidence: "proved", within_block: false, writer: "2:0" },
      { tx: "4:1", key: "a", evidence: "proved", within_block: true, writer: "4:0" },
    ]);
    expect(state).toEqual([{ key: "a", value: "v4", height: "4", value_height: "4" }]);
  });

  test("private data that has expired is absent, and who had read it before is refused without a writer", async () => {
    const ledger: HandWritten[] = [
      { at: [2, 0], code: 0, puts: ["secret/k"] },
      // Expires with block 2 + 3 + 1: still there for the transactions of block 6.
      { at: [6, 0], code: 0, reads: { "secret/k": [2, 0] } },
      { at: [7, 0], code: 11, reads: { "secret/k": [2, 0] } },
      { at: [8, 0], code: 0, reads: { "secret/k": undefined } },
    ];
    const { checks, conflicts } = await derive(9, ledger, 3);
    expect(checks).toEqual([]);
    expect(conflicts).toEqual([{ tx: "7:0", key: "k", evidence: "expired", within_block: false, writer: "" }]);
    // Written again in time, it stays.
    const renewed = await derive(
      9,
      [
        { at: [2, 0], code: 0, puts: ["secret/k"] },
        { at: [5, 0], code: 0, puts: ["secret/k"] },
        { at: [8, 0], code: 0, reads: { "secret/k": [5, 0] } },
      ],
      3,
    );
    expect(renewed.checks).toEqual([]);
  });

  test("a refusal that nothing stored explains fails the check, and so does a valid transaction with a stale read", async () => {
    const { checks } = await derive(4, [
      { at: [1, 0], code: 0, puts: ["a"] },
      { at: [2, 0], code: 11, reads: { a: [1, 0] } },
      { at: [3, 0], code: 0, reads: { a: undefined } },
    ]);
    expect(checks).toMatchObject([
      {
        check: "conflicts",
        state: "failed",
        height: 2,
        detail: "transaction 0 has code 11, but no stored write explains it",
      },
      {
        check: "conflicts",
        state: "failed",
        height: 3,
        detail: expect.stringContaining("its read of cc 0x61 is out of date by 1:0"),
      },
    ]);
  });
});
