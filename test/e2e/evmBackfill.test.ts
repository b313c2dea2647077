import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GeneratedChain, type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bin, ledgerscope, projectFolder } from "./support/cli.ts";

const chain = new GeneratedChain(3).grow(800);
let node: ReplayServer;
let project: Awaited<ReturnType<typeof projectFolder>>;
let warehouse: Warehouse;

beforeAll(async () => {
  // Slow enough to be met in the midst of its work.
  node = await replayRpc(chain.blocks, { atATime: 3 });
  project = await projectFolder(`
warehouse: { path: ./data }
networks:
  generated: { family: evm, rpc: ["${node.url}"], concurrency: 3 }
  dated: { family: evm, rpc: ["${node.url}"], concurrency: 3 }
`);
  warehouse = await openWarehouse({ path: join(project.folder, "data") });
});

afterAll(async () => {
  await warehouse?.close();
  await node?.close();
  await project?.remove();
});

const stored = async (network: string): Promise<{ height: number; hash: string }[]> => {
  const rows = await warehouse.query<{ height: string; hash: string }>(
    `SELECT height, concat('0x', lower(hex(block_hash))) AS hash FROM store.evm_blocks
     WHERE network = {network:String} ORDER BY height`,
    { network },
  );
  return rows.map(({ height, hash }) => ({ height: Number(height), hash }));
};
const onChain = (from: number, to: number): { height: number; hash: string }[] =>
  chain.blocks.slice(from, to).map(({ block }, index) => ({ height: from + index, hash: block.hash }));

test("newest first: recent blocks are there at once; killed, it goes on, and stores nothing twice", async () => {
  const args = [bin, "backfill", "--network", "generated", "--newest-first"];
  const child = spawn(process.execPath, args, { cwd: project.folder, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let begun: { height: number }[] = [];
  while (begun.length < 150 && child.exitCode === null) {
    await sleep(20);
    begun = await stored("generated").catch(() => []);
  }
  child.kill("SIGKILL");
  await ended;
  const before = await stored("generated");
  expect(before.length).toBeGreaterThanOrEqual(150);
  expect(before.length).toBeLessThan(chain.blocks.length);
  // From the grid of pieces below the head upwards.
  expect(before[0]?.height).toBe(500);

  const again = await ledgerscope(project.folder, ...args.slice(1));
  expect(again.code, again.stderr).toBe(0);
  expect(await stored("generated")).toEqual(onChain(0, 800));
  const [transactions] = await warehouse.query<{ n: number }>(
    "SELECT toUInt32(count()) AS n FROM store.evm_transactions WHERE network = 'generated'",
  );
  expect(transactions?.n).toBe(chain.blocks.flatMap(({ block }) => block.transactions).length);
  const verified = await ledgerscope(project.folder, "verify", "--network", "generated");
  expect(verified.stdout).toBe("");
});

test("a range of times is that of the headers", async () => {
  const timeOf = (height: number): number => Number(chain.blocks[height]?.block.timestamp) * 1000;
  const day = Date.parse("2023-11-15T00:00Z");
  const midnight = chain.blocks.findIndex((_, height) => timeOf(height) >= day);
  const from = chain.blocks.findIndex((_, height) => timeOf(height) >= Date.parse("2023-11-14T23:30Z"));
  expect(midnight - from).toBe(150);
  const range = "2023-11-14T23:30Z:2023-11-15";
  const result = await ledgerscope(project.folder, "backfill", "--network", "dated", range);
  expect(result.code, result.stderr).toBe(0);
  expect(await stored("dated")).toEqual(onChain(from, midnight));
  const verified = await ledgerscope(project.folder, "verify", "--network", "dated", range);
  expect(verified.stderr).toMatch(/150 blocks verified again/);
  const gaps = await ledgerscope(project.folder, "gaps", "--network", "dated", "2023-11-14T23:30Z:2023-11-15T00:01Z");
  expect(gaps.stdout).toMatch(/5 blocks missing/);
});
