import { existsSync } from "node:fs";
import path from "node:path";
import { type Check, tallyChecks } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { runPass } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const fixture = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const shared = path.join(root, "../shared/data/fabric");

/** Signatures: a creator's of each envelope but the genesis block's, and every endorsement's. */
const LEDGERS = [
  { name: "3.1.5, BFT", ledger: fixture, channel: "mychannel", blocks: 201, signatures: 6338, code10: 67 },
  {
    name: "2.5.4, Raft",
    ledger: path.join(shared, "v2.5.4/peer0.org1.blockfile_000000.xz"),
    channel: "mychannel",
    blocks: 212,
    signatures: 13093,
    code10: 1,
  },
  {
    name: "1.4.12, solo",
    ledger: path.join(shared, "v1.4.12/peer.blockfile_000000"),
    channel: "ch14",
    blocks: 27,
    signatures: 222,
    code10: 0,
  },
];

let store: FabricWarehouse;
beforeAll(async () => {
  store = await FabricWarehouse.open();
});
afterAll(() => store.close());

for (const { name, ledger, channel, blocks, signatures, code10 } of LEDGERS) {
  if (!existsSync(ledger)) console.warn(`skipped: Fabric ${name}, as ${ledger} is not there`);
  describe.skipIf(!existsSync(ledger))(`the pass signatures over Fabric ${name}`, () => {
    const network = name.replaceAll(/\W+/g, "_");
    const config = fabric.parseConfig({ family: "fabric", channel, ledger }, { network, baseDir: "/" });
    const checks: Check[] = [];
    let items = 0;

    beforeAll(async () => {
      await store.store(network, ledger, channel, { from: 0, to: blocks });
      const pass = fabric.passes.find((candidate) => candidate.name === "signatures");
      if (!pass) throw new Error("no pass signatures");
      await runPass(store.warehouse, {
        network,
        tables: fabric.schema.tables,
        config,
        pass,
        signal: new AbortController().signal,
        onStep(step) {
          checks.push(...step.checks);
          items += step.items;
        },
      });
    });

    test("verifies every signature, certificate and policy behind block 0", () => {
      expect(items).toBe(signatures);
      const all = { verified: blocks - 1, unverified: 1 };
      expect(tallyChecks(checks)).toEqual({
        creator_signatures: all,
        endorsement_signatures: all,
        certificates: all,
        endorsement_policies: all,
      });
    });

    test("explains each endorsement failure by what is missing, and finds nothing missing elsewhere", async () => {
      const rows: { code: number; state: string; transactions: string; missing: string[] }[] = [];
      const sql = `SELECT validation_code AS code, state, toString(uniqExact(tx_id)) AS transactions,
  arraySort(groupUniqArrayArray(missing)) AS missing
FROM store.fabric_policy_evaluations WHERE network = {network:String} GROUP BY code, state ORDER BY code, state`;
      for await (const row of store.warehouse.rows<(typeof rows)[number]>(sql, { network })) rows.push(row);
      const unmet = rows.filter(({ state }) => state === "unsatisfied");
      expect(unmet.map(({ code }) => code)).toEqual(code10 > 0 ? [10] : []);
      expect(unmet.map(({ transactions }) => Number(transactions))).toEqual(code10 > 0 ? [code10] : []);
      for (const { missing } of unmet) expect(missing).toContain("Org2MSP.peer");
      expect(rows.filter(({ state }) => state !== "unsatisfied").flatMap(({ missing }) => missing)).toEqual([]);
    });
  });
}
