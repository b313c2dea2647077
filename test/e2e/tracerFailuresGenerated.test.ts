import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { operator } from "@ledgerscope/core";
import { evmSchema } from "@ledgerscope/evm";
import { type GeneratedLedger, generateLedger } from "@ledgerscope/testkit";
import { type FailedTransaction, tracerSchema, whyFailed } from "@ledgerscope/tracer-store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const PASSES = ["state", "conflicts", "signatures", "identities"];

let folder: string;
let store: FabricWarehouse;
let ledger: GeneratedLedger;
const failed = new Map<string, FailedTransaction>();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-refused-"));
  const file = path.join(folder, "blockfile_000000");
  ledger = await generateLedger({ path: file, blocks: 6, blockTransactions: 4, seed: 7, refused: true });
  store = await FabricWarehouse.open();
  await store.warehouse.migrate([evmSchema, tracerSchema]);
  await store.store("generated", file, "generated", { from: 0, to: ledger.blocks });
  await store.pass("generated", PASSES);
  for await (const one of whyFailed(store.warehouse, operator, "generated")) {
    if (one.height === ledger.blocks - 1) failed.set(ledger.refused[one.tx_index as number]?.name ?? "", one);
  }
}, 120_000);
afterAll(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

describe("failures that no recording provokes, on a generated ledger:", () => {
  test("each one is explained", () => {
    expect([...failed.keys()].sort()).toEqual(ledger.refused.map(({ name }) => name).sort());
  });

  test.each([
    ["policy changed in flight", "endorsement_policy_failure", "policy_changed_in_flight", 1],
    ["lifecycle policy", "endorsement_policy_failure", "lifecycle_policy", 1],
    ["results that differ", "endorsement_policy_failure", "endorsements_differ", 1],
    ["expired certificate", "bad_creator_signature", "expired_certificate", 0.9],
    ["forged signature", "bad_creator_signature", "signature_or_identity", 0.6],
    ["same id, other arguments", "duplicate_txid", "other_payload", 1],
    ["unreadable payload", "bad_payload", "bad_payload", 0.9],
    ["id of another", "bad_proposal_txid", "bad_transaction_id", 0.7],
    ["no definition", "invalid_chaincode", "no_definition", 0.8],
    ["key that the state database refuses", "invalid_writeset", "bad_keys_or_values", 0.7],
  ] as const)("%s is diagnosed as %s/%s", (name, diagnosis, subCause, confidence) => {
    expect(failed.get(name)).toMatchObject({ diagnosis, sub_cause: subCause, confidence });
  });

  test("a policy that changed in flight names the upgrade; a repeated id names its first use", async () => {
    const [upgrade] = await store.warehouse.query<{ id: string }>(
      "SELECT tx_id AS id FROM store.fabric_lifecycle WHERE network = 'generated' AND step = 'commit' AND sequence = 2 AND validation_code = 0",
    );
    expect(failed.get("policy changed in flight")?.culprits).toEqual([upgrade?.id]);
    const { id, culprits, proof } = failed.get("same id, other arguments") as FailedTransaction;
    expect(culprits).toEqual([id]);
    expect(proof).toContainEqual({ label: "first_code", value: "INVALID_WRITESET" });
  });

  test("a certificate that was over is shown with its dates", () => {
    const proof = failed.get("expired certificate")?.proof ?? [];
    expect(proof.find(({ label }) => label === "not_after")?.value).toBe("2025-12-31T23:00:00.000Z");
  });
});
