import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fabric } from "@ledgerscope/fabric";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bin, type CliResult, projectFolder, root, runLedgerscope } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { openTerminal } from "./support/terminal.ts";

const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");

let project: Awaited<ReturnType<typeof projectFolder>>;
let warehouse: Warehouse;
const env = (): Record<string, string> => ({ XDG_STATE_HOME: path.join(project.folder, "state") });
const run = (...args: string[]): Promise<CliResult> => runLedgerscope(project.folder, args, { env: env() });

beforeAll(async () => {
  project = await projectFolder(`
warehouse: { path: ./data }
networks:
  relief: { family: fabric, channel: mychannel, ledger: ${ledger} }
`);
  warehouse = await openWarehouse({ path: path.join(project.folder, "data") });
  for (const range of [":60", "60:120", "120:"]) {
    const stored = await run("backfill", "--network", "relief", range, "--no-passes");
    expect(stored.code, stored.stderr).toBe(0);
  }
});
afterAll(async () => {
  await warehouse?.close();
  await project.remove();
});

/** A number for all that is stored of the ledger, whatever was done to store it. */
function contents(): Promise<unknown[]> {
  const tables = ["blocks", "transactions", "envelopes", "endorsements", "reads", "writes"];
  const sums = tables.map(
    (name) => `SELECT '${name}' AS name, count() AS n, sum(cityHash64(*)) AS sum FROM fabric_${name}`,
  );
  return warehouse.query(`SELECT * FROM (${sums.join(" UNION ALL ")}) ORDER BY name`);
}

async function storedNow(): Promise<string[]> {
  const tables = fabric.schema.tables;
  return (await createSink(warehouse, { network: "relief", tables }).stored()).map(({ from, to }) => `${from}:${to}`);
}

test("a dry run says what would be taken back, ranges and rows, and takes nothing", async () => {
  const before = await contents();
  const result = await run("rewind", "--network", "relief", "--to", "149", "--dry-run");
  expect(result.code, result.stderr).toBe(0);
  const [, blocks, from] =
    /^relief: (\d+) blocks, (\d+):201, \1 of them final\n {2}\2:150 was stored/.exec(result.stdout) ?? [];
  expect(Number(from)).toBeGreaterThanOrEqual(120);
  expect(result.stdout).toContain(`fabric_blocks: ${blocks} rows deleted`);
  expect(await contents()).toEqual(before);
});

test("without a terminal nothing is taken back but by --yes", async () => {
  const refused = await run("rewind", "--network", "relief", "--to", "119");
  expect(refused.code).toBe(1);
  expect(refused.stderr.trim()).toBe("nobody can be asked here: look with --dry-run, then say --yes");
  expect(await storedNow()).toEqual(["0:201"]);
});

test("rewind takes final blocks back, backfill reads them again at the next revision, and the ledger verifies as before", async () => {
  const before = await contents();
  const rewound = await run("rewind", "--network", "relief", "--to", "119", "--yes");
  expect(rewound.code, rewound.stderr).toBe(0);
  expect(rewound.stderr).toMatch(/81 blocks taken back; block 119 [0-9a-f]{64} is the newest now/);
  expect(await storedNow()).toEqual(["0:120"]);
  expect(await warehouse.query("SELECT max(height) AS newest FROM chain_blocks")).toEqual([{ newest: "119" }]);
  expect((await run("backfill", "--network", "relief")).code).toBe(0);
  expect(await contents()).toEqual(before);
  const revisions = await warehouse.query(
    "SELECT DISTINCT revision, zone FROM _ranges WHERE from >= 120 ORDER BY revision, zone",
  );
  expect(revisions).toEqual([
    { revision: 0, zone: "final" },
    { revision: 1, zone: "final" },
    { revision: 1, zone: "reverted" },
  ]);
  expect((await run("verify", "--network", "relief")).code).toBe(0);
});

test("rows that were damaged are whole after their blocks were rewritten, also when that was killed", async () => {
  const before = await contents();
  await warehouse.command("DELETE FROM store.fabric_writes WHERE network = 'relief' AND height = 70");
  expect((await run("verify", "--network", "relief", "70")).code).toBe(1);
  const args = ["backfill", "--network", "relief", "70:72", "--rewrite", "--yes"];
  for (const waitMs of [600, 1200]) {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: project.folder,
      env: { ...process.env, ...env() },
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    await Promise.race([sleep(waitMs), ended]);
    child.kill("SIGKILL");
    await ended;
    // Whatever was reached: what is not whole is a gap, and named so.
    const repaired = await run("gaps", "--repair");
    expect(repaired.code, repaired.stderr).toBe(0);
    expect(await storedNow()).toEqual(["0:201"]);
  }
  const rewritten = await run(...args);
  expect(rewritten.code, rewritten.stderr).toBe(0);
  expect(rewritten.stdout).toMatch(/60 blocks, 60:120/);
  expect(await contents()).toEqual(before);
  expect((await run("verify", "--network", "relief")).code).toBe(0);
});

test("what is being indexed is not taken back", async () => {
  const running = spawn(process.execPath, [bin, "run"], {
    cwd: project.folder,
    env: { ...process.env, ...env() },
    stdio: "ignore",
  });
  try {
    let refused: CliResult | undefined;
    for (let tries = 0; tries < 40 && refused?.code !== 1; tries++) {
      await sleep(250);
      refused = await run("rewind", "--network", "relief", "--to", "500", "--yes");
    }
    expect(refused?.stderr).toMatch(/process \d+ \(ledgerscope run\) is writing relief: end it first/);
    const beside = await run("backfill", "--network", "relief");
    expect(beside.code).toBe(1);
    expect(beside.stderr).toMatch(/process \d+ \(ledgerscope run\) is writing relief: end it first/);
  } finally {
    const ended = running.exitCode === null ? once(running, "exit") : undefined;
    running.kill("SIGTERM");
    await ended;
  }
});

describeWith("script", "on a terminal", (script) => {
  test("the user is asked, and no is the answer of the Enter key", async () => {
    const terminal = openTerminal(script, project.folder, ["rewind", "--network", "relief", "--to", "190"], env());
    try {
      await terminal.until(/Take them back\? \[y\/N\] /);
      terminal.type("\r");
      await terminal.until(/nothing was changed/);
      expect(await terminal.ended).toBe(1);
    } finally {
      terminal.kill();
    }
    expect(await storedNow()).toEqual(["0:201"]);
  });
});
