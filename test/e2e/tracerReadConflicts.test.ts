import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operator } from "@ledgerscope/core";
import { fabricSchema } from "@ledgerscope/fabric";
import { keyConflicts, tracerSchema } from "@ledgerscope/tracer-store";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeRandomLedger } from "./support/randomLedger.ts";
import { replayConflicts } from "./support/replayConflicts.ts";

let folder: string;
let warehouse: Warehouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledgerscope-conflicts-"));
  warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  await warehouse.migrate([fabricSchema, tracerSchema]);
}, 60_000);

afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
  "in random ledger %i exactly the transactions that the peer refuses have conflicts, with the replay's writers",
  async (seed) => {
    const network = `random${seed}`;
    const refused = await writeRandomLedger(warehouse, network, seed);
    expect(refused.length).toBeGreaterThan(20);
    const ask = (code: number) =>
      keyConflicts(warehouse, operator, {
        ...{ network, channel: "c", code, inRange: false },
        ...{ from: [0, 0], to: [1_000, 0] },
      });
    expect(await ask(0)).toEqual([]);
    const writers = new Map<string, Set<string>>();
    const place = (id: string): number => Number(id.split("-")[1]) * 100 + Number(id.split("-")[2]);
    for (const { height, txIndex, writes } of await ask(11)) {
      const id = `${seed}-${height}-${txIndex}`;
      writers.set(id, new Set([...(writers.get(id) ?? []), ...writes.map((write) => write.id)]));
    }
    expect([...writers.keys()].sort()).toEqual([...refused].sort());
    const sorted = [...writers].map(([id, ids]) => [id, [...ids].sort((a, b) => place(a) - place(b))]);
    expect(Object.fromEntries(sorted)).toEqual(await replayConflicts(warehouse, network));
  },
);
