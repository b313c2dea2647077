import { join } from "node:path";
import { operator } from "@ledgerscope/core";
import { evmSchema } from "@ledgerscope/evm";
import { type FailedTransaction, tracerSchema, why, whyFailed } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const ledger = join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");

let store: FabricWarehouse;
let before: readonly FailedTransaction[];
let after: readonly FailedTransaction[];

async function explained(): Promise<readonly FailedTransaction[]> {
  const all: FailedTransaction[] = [];
  for await (const one of whyFailed(store.warehouse, operator, "relief")) all.push(one);
  return all;
}

beforeAll(async () => {
  store = await FabricWarehouse.open();
  await store.warehouse.migrate([evmSchema, tracerSchema]);
  await store.store("relief", ledger, "mychannel", { from: 0, to: 201 });
  before = await explained();
  await store.pass("relief", ["state", "conflicts", "signatures"]);
  after = await explained();
}, 120_000);
afterAll(() => store?.close());

const ofCode = (all: readonly FailedTransaction[], code: number) => all.filter((one) => one.code === code);

describe("the evidence that passes have stored", () => {
  test("makes every changed range certain, with the writers that the warehouse names", async () => {
    const rows = await store.warehouse.query<{ tx_id: string; writers: string[] }>(
      `SELECT tx_id, arraySort(groupUniqArray(writer_tx_id)) AS writers FROM store.fabric_conflicts
WHERE network = 'relief' AND kind = 'range' AND validation_code = 12 AND writer_tx_id != '' GROUP BY tx_id`,
    );
    const proved = new Set(
      (
        await store.warehouse.query<{ tx_id: string }>(
          "SELECT DISTINCT tx_id FROM store.fabric_conflicts WHERE kind = 'range' AND evidence = 'proved'",
        )
      ).map(({ tx_id }) => tx_id),
    );
    const stored = new Map(rows.map(({ tx_id, writers }) => [tx_id, writers]));
    const phantoms = ofCode(after, 12);
    expect(phantoms).toHaveLength(97);
    for (const { id, culprits, confidence, diagnosis } of phantoms) {
      expect(diagnosis).toBe("phantom_read_conflict");
      expect([...culprits].sort()).toEqual(stored.get(id));
      expect(confidence, id).toBe(proved.has(id) ? 1 : 0.9);
    }
    expect(ofCode(before, 12).some(({ confidence }) => confidence < 0.9)).toBe(true);
    const found = await why(store.warehouse, operator, { id: phantoms.find(({ id }) => proved.has(id))?.id as string });
    expect(found?.diagnosis?.unseen).toEqual([]);
  });

  test("leaves read conflicts what they were", () => {
    expect(ofCode(after, 11)).toEqual(ofCode(before, 11));
  });

  test("names the policy and the organisation that is missing for every policy failure", async () => {
    const failures = ofCode(after, 10);
    expect(failures).toHaveLength(67);
    expect(new Set(failures.map(({ confidence }) => confidence))).toEqual(new Set([1]));
    expect(new Set(ofCode(before, 10).map(({ confidence }) => confidence))).toEqual(new Set([0.75]));
    // What the ledger shows of policies is enough to presume the same.
    const causes = (all: readonly FailedTransaction[]) => ofCode(all, 10).map(({ id, sub_cause }) => [id, sub_cause]);
    expect(causes(before)).toEqual(causes(after));
    const found = await why(store.warehouse, operator, { id: failures[0]?.id as string });
    const { diagnosis } = found ?? {};
    const missing = diagnosis?.proof.find(({ label }) => label === "missing")?.value ?? "";
    expect(missing).toContain("Org2MSP");
    const policy = diagnosis?.proof.find(({ label }) => label.startsWith("policy "))?.value ?? "";
    expect(policy).toMatch(/^\d of \(.*Org2MSP/);
    for (const text of [diagnosis?.summary.en, diagnosis?.summary.zh]) expect(text).toContain(policy);
    for (const text of [diagnosis?.title.en, diagnosis?.title.zh]) expect(text).toContain(missing);
    expect(diagnosis?.unseen).toEqual([]);
  });
});
