import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rangesTable } from "@ledgerscope/schema";
import { insertRows, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { look } from "./followPasses.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-follow-"));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([]);
});
afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

async function store(from: number, seq: bigint): Promise<void> {
  const texts = { first_hash: "", last_hash: "", last_parent_hash: "", checks: "{}", exceptions: "[]" };
  const row = { network: "n", zone: "final", from, to: from + 1, revision: 0, rows: 1, bytes: 1, seq, ...texts };
  await insertRows(warehouse, rangesTable, [row], `range ${seq}`);
}

test("a range that comes in behind a newer one is seen, though its place in the order is before it", async () => {
  const second = 1_000_000_000n;
  const at = 1_700_000_000n * second;
  await store(100, at);
  const first = await look({ warehouse }, "n", undefined);
  await store(300, at + 300n * second);
  const seen = await look({ warehouse }, "n", first);
  expect(seen).toMatchObject({ rows: "2", newest: String(at + 300n * second) });
  // Written beside it, and taken its place earlier.
  await store(200, at + 299n * second);
  expect(await look({ warehouse }, "n", seen)).toEqual({ ...seen, rows: "3", lowest: 200 });
});
