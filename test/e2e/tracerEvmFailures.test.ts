import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { backfill, operator, type Viewer } from "@ledgerscope/core";
import { evm, evmSchema } from "@ledgerscope/evm";
import { fabricSchema } from "@ledgerscope/fabric";
import { type FailedTransaction, trace, tracerSchema, why, whyFailed } from "@ledgerscope/tracer-store";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";

const SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const word = (value: number): string => value.toString(16).padStart(64, "0");
const text = (value: string): string =>
  word(32) + word(value.length) + Buffer.from(value).toString("hex").padEnd(64, "0");

/** Init code that reverts with the bytes behind it: copy them to memory, REVERT. */
const reverting = (data: string): string => {
  const length = (data.length / 2).toString(16).padStart(4, "0");
  return `0x61${length}80600c6000396000fd${data}`;
};

const TRANSACTIONS = {
  transfer: { to: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", value: "0x1" },
  reason: { data: reverting(`08c379a0${text("not the owner")}`) },
  panic: { data: reverting(`4e487b71${word(0x12)}`) },
  // ERC20InsufficientBalance(address,uint256,uint256)
  custom: { data: reverting(`e450d38c${word(7)}${word(5)}${word(10)}`) },
  silent: { data: reverting("") },
  // JUMPDEST PUSH1 0 JUMP: for ever
  endless: { data: "0x5b600056" },
};

let anvil: ChildProcess;
let folder: string;
let warehouse: Warehouse;
let hashes: Record<keyof typeof TRANSACTIONS, string>;
let failed: Map<string, FailedTransaction>;

function anvilBinary(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  const anvilPackage = createRequire(import.meta.url).resolve("@foundry-rs/anvil/package.json");
  return join(dirname(createRequire(anvilPackage).resolve(`${name}/package.json`)), "bin", "anvil");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  anvil = spawn(anvilBinary(), ["--host", "127.0.0.1", "--port", String(port), "--quiet"], { stdio: "ignore" });
  const rpc = async (method: string, ...params: unknown[]): Promise<string> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
    return ((await response.json()) as { result: string }).result;
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await rpc("eth_chainId").catch(() => undefined)) break;
    await sleep(100);
  }
  const sent: [string, string][] = [];
  for (const [name, transaction] of Object.entries(TRANSACTIONS)) {
    sent.push([name, await rpc("eth_sendTransaction", { from: SENDER, gas: "0x30d40", ...transaction })]);
  }
  hashes = Object.fromEntries(sent) as typeof hashes;

  folder = mkdtempSync(join(tmpdir(), "ledgerscope-evm-"));
  warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  await warehouse.migrate([evmSchema, fabricSchema, tracerSchema]);
  const source = await evm.open(evm.parseConfig({ family: "evm", rpc: [url] }, { network: "dev", baseDir: folder }));
  const { latest } = await source.head();
  const sink = createSink(warehouse, { network: "dev", tables: evmSchema.tables });
  const wanted = { from: 0, to: (latest?.number ?? 0) + 1 };
  await backfill(source, sink, { wanted, signal: new AbortController().signal });
  await source.close();
  failed = new Map();
  for await (const one of whyFailed(warehouse, operator, "dev")) failed.set(one.id, one);
}, 60_000);

afterAll(async () => {
  anvil?.kill();
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

test("every failed transaction of a live chain is listed with its receipt's status, and none that succeeded", () => {
  const { transfer, ...others } = hashes;
  expect([...failed.keys()].sort()).toEqual(Object.values(others).sort());
  expect(failed.has(transfer)).toBe(false);
  for (const { code, height, tx_index, culprits } of failed.values()) {
    expect([code, tx_index, culprits]).toEqual([0, 0, []]);
    expect(height).toBeGreaterThan(0);
  }
});

test.each([
  ["reason", "evm_revert", 'with the reason "not the owner"'],
  ["panic", "evm_revert", "Panic(0x12): division or modulo by zero"],
  [
    "custom",
    "evm_revert",
    "ERC20InsufficientBalance(sender = 0x0000000000000000000000000000000000000007, balance = 5, needed = 10)",
  ],
  ["silent", "evm_revert", "returned no reason"],
  ["endless", "evm_out_of_gas", "200000 of 200000 gas"],
] as const)("a failure of the kind %s is explained as %s: %s", async (name, code, words) => {
  const found = await why(warehouse, operator, { id: hashes[name] });
  expect(found?.diagnosis).toMatchObject({ code, chainCode: 0 });
  expect(found?.diagnosis?.summary.en).toContain(words);
  expect(found?.trace.status).toBe("failed");
  expect(failed.get(hashes[name])?.diagnosis).toBe(code);
});

test("a transaction that succeeded has a trace and no diagnosis", async () => {
  const found = await why(warehouse, operator, { id: hashes.transfer, network: "dev" });
  expect(found?.diagnosis).toBeUndefined();
  expect(found?.trace).toMatchObject({ status: "success", family: "evm", network: "dev", id: hashes.transfer });
  expect(found?.trace.spans.map(({ name }) => name)).toEqual(["evm.transaction", "evm.include", "evm.execute"]);
});

test("a transaction of a network that the viewer may not read is not found", async () => {
  const guest: Viewer = { ...operator, name: "guest", networks: ["other"] };
  expect(await trace(warehouse, guest, { id: hashes.transfer })).toBeUndefined();
  expect(await trace(warehouse, operator, { id: hashes.transfer, network: "other" })).toBeUndefined();
});
