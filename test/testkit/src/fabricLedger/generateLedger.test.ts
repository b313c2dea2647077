import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Check } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GeneratedLedger, generateLedger } from "./generateLedger.ts";

let folder: string;
let made: GeneratedLedger;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerscope-generated-"));
  made = await generateLedger({
    path: join(folder, "blockfile_000000"),
    blocks: 8,
    blockTransactions: 20,
    seed: 7,
    hot: 0.2,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a generated ledger passes every check that the adapter makes of a real one", async () => {
  const config = fabric.parseConfig(
    { family: "fabric", channel: "generated", ledger: join(folder, "blockfile_000000") },
    { network: "generated", baseDir: folder },
  );
  const source = await fabric.open(config);
  const checks: Check[] = [];
  let transactions = 0;
  for await (const batch of source.stream({ from: 0, to: made.blocks }, new AbortController().signal)) {
    checks.push(...batch.checks);
    transactions += batch.payloads.find(({ table }) => table === "fabric_transactions")?.rows ?? 0;
  }
  await source.close();
  expect(transactions).toBe(made.transactions + 1);
  const doubtful = checks.filter(({ state, height }) => state !== "verified" && height > 0);
  expect(doubtful).toEqual([]);
  expect(new Set(checks.map(({ check }) => check)).size).toBeGreaterThan(5);
});

test("hot keys make read conflicts", () => {
  expect(made.conflicts).toBeGreaterThan(0);
});
