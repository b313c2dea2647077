import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { backfill } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import { createSink, openWarehouse, passProgress, runPass, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { ledgerPass, passSchema } from "./support/ledgerPass.ts";

const folder = mkdtempSync(path.join(tmpdir(), "ledgerscope-passes-"));
let warehouse: Warehouse;

async function store(network: string): Promise<void> {
  const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
  const config = fabric.parseConfig({ family: "fabric", channel: "mychannel", ledger }, { network, baseDir: root });
  const source = await fabric.open(config);
  const { signal } = new AbortController();
  const sink = createSink(warehouse, { network, tables: passSchema.tables });
  await backfill(source, sink, { wanted: { from: 0, to: 201 }, signal });
  await source.close();
}

beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([passSchema]);
  await Promise.all([store("whole"), store("killed")]);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Every row that the pass has made of a network's blocks. */
async function made(network: string): Promise<unknown[]> {
  return warehouse.query(
    `SELECT * FROM (
       SELECT height, '' AS key, lower(hex(digest)) AS value FROM store.test_envelope_digests WHERE network = {network:String}
       UNION ALL SELECT height, key, toString(writes) FROM store.test_last_writes WHERE network = {network:String})
     ORDER BY height, key, value`,
    { network },
  );
}

const progress = async (network: string): Promise<unknown> => {
  const [one] = await passProgress(warehouse, { network, passes: [ledgerPass] });
  return { ...one, seconds: 0 };
};

function start(network: string): { readonly child: ChildProcess; readonly steps: string[] } {
  const worker = path.join(root, "test/e2e/support/runLedgerPass.ts");
  const child = spawn(process.execPath, ["--import", "tsx", worker, folder, network], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const steps: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => steps.push(...text.trim().split("\n")));
  return { child, steps };
}

test("a pass over a recorded ledger that is killed again and again leaves what an undisturbed one does", async () => {
  const { signal } = new AbortController();
  const options = { tables: passSchema.tables, config: undefined, pass: ledgerPass, signal };
  await runPass(warehouse, { ...options, network: "whole" });
  const expected = await made("whole");
  // As many as the ledger has blocks and, by its README, envelopes.
  expect(await progress("whole")).toMatchObject({ blocks: 201, remaining: 0, items: 2880 });
  expect(expected.length).toBeGreaterThan(201);

  let kills = 0;
  let last = 0;
  for (;;) {
    const { child, steps } = start("killed");
    const ended = once(child, "exit") as Promise<[number | null, string | null]>;
    await Promise.race([once(child.stdout ?? child, "data"), ended]);
    await sleep(Math.random() * 90);
    child.kill("SIGKILL");
    const [code, by] = await ended;
    if (by === null) {
      expect(code).toBe(0);
      break;
    }
    kills++;
    // It goes on where it was.
    const [first] = steps;
    if (first !== undefined) expect(Number(first)).toBeGreaterThan(last);
    last = Number(steps.at(-1) ?? last);
  }
  expect(kills).toBeGreaterThan(3);
  expect(await made("killed")).toEqual(expected);
  expect(await progress("killed")).toEqual(await progress("whole"));
});
