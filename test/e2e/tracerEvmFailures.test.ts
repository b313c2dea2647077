import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { operator, type Viewer } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { anvilBinary, jsonRpc } from "@ledgerscope/evm-devnet";
import { type FailedTransaction, trace, why } from "@ledgerscope/tracer-store";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectExplained, FAILURE_KINDS, provokeFailures } from "./support/evmFailureKinds.ts";
import { freePort } from "./support/freePort.ts";
import { ObservedEvm } from "./support/observedEvm.ts";

let anvil: ChildProcess;
let observed: ObservedEvm;
let failed: ReadonlyMap<string, string>;
let good: string;
let listed: ReadonlyMap<string, FailedTransaction>;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ["--host", "127.0.0.1", "--port", String(port), "--no-mining", "--order", "fifo", "--quiet"];
  anvil = spawn(anvilBinary(), args, { stdio: "ignore" });
  const rpc = (method: string, ...params: unknown[]) => jsonRpc(url, method, params);
  for (let tries = 0; tries < 100 && !(await rpc("eth_chainId").catch(() => undefined)); tries++) await sleep(100);
  const wallet = Wallet.createRandom();
  await rpc("anvil_setBalance", wallet.address, "0x3635c9adc5dea00000");
  observed = await ObservedEvm.start({ network: "dev", rpc: url, mempool: undefined });
  const mine = async (): Promise<void> => {
    await rpc("evm_mine");
  };
  ({ failed, good } = await provokeFailures(url, new Wallet(wallet.privateKey), mine));
  const { hash } = (await rpc("eth_getBlockByNumber", "latest", false)) as { hash: string };
  await observed.stored(hash);
  listed = await observed.failed();
}, 120_000);

afterAll(async () => {
  await observed?.stop();
  anvil?.kill("SIGKILL");
});

test("every failed transaction of a live chain is listed with its receipt's status, and none that succeeded", () => {
  expect([...listed.keys()].sort()).toEqual([...failed.values()].sort());
  expect(listed.has(good)).toBe(false);
  for (const { code, height, culprits } of listed.values()) {
    expect([code, culprits]).toEqual([0, []]);
    expect(height).toBeGreaterThan(0);
  }
});

/** Anvil does not say for what gas ran out. */
const KINDS = FAILURE_KINDS.map((kind) =>
  kind.subCause === "code_deposit" ? { ...kind, subCause: "limit", words: "of 120000 gas" } : kind,
);

test.each(KINDS)("a failure by $name is explained as $code, $subCause: $words", async (kind) => {
  const id = failed.get(kind.name) as string;
  await expectExplained(observed, kind, id);
  expect(listed.get(id)?.diagnosis).toBe(kind.code);
});

test("a custom error is named by the ABI of the contract that refused, where the network has one", async () => {
  const id = failed.get("custom") as string;
  const folder = await mkdtemp(join(tmpdir(), "ledgerscope-abis-"));
  try {
    const before = await why(observed.warehouse, operator, { id });
    const address = before?.diagnosis?.proof.find(({ label }) => label === "contract")?.value as string;
    const inputs = ["payer", "has", "wants"].map((name, index) => ({ name, type: index ? "uint256" : "address" }));
    const abi = [{ type: "error", name: "ERC20InsufficientBalance", inputs }];
    await writeFile(join(folder, "Bank.json"), JSON.stringify({ address, abi }));
    const network = { network: "dev", baseDir: folder };
    const decoder = await evm.decoder?.(evm.parseConfig({ rpc: "http://127.0.0.1:1", abis: "." }, network));
    const found = await why(
      observed.warehouse,
      operator,
      { id },
      { decodeError: (error) => decoder?.decodeError(error) },
    );
    expect(before?.diagnosis?.title.en).toBe("Reverted, probably: ERC20InsufficientBalance");
    expect(found?.diagnosis?.title.en).toBe("Reverted: ERC20InsufficientBalance");
    expect(found?.diagnosis?.summary.en).toContain("has = 5, wants = 10");
    expect(found?.diagnosis?.proof).toContainEqual({ label: "error_known_from", value: "Bank.json" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the calls of failed transactions alone are stored where traces are not asked for", async () => {
  const rows = await observed.sql<{ hash: string; calls: string }>(
    "SELECT '0x' || lower(hex(tx_hash)) AS hash, toString(count()) AS calls FROM store.evm_traces GROUP BY hash",
  );
  expect(rows.map(({ hash }) => hash).sort()).toEqual([...failed.values()].sort());
});

test("a transaction that succeeded has a trace and no diagnosis; what was not watched is named", async () => {
  const found = await observed.why(good);
  expect(found?.diagnosis).toBeUndefined();
  expect(found?.trace).toMatchObject({ status: "success", family: "evm", network: "dev", id: good });
  expect(found?.trace.spans.map(({ name }) => name)).toEqual(["evm.transaction", "evm.include", "evm.execute"]);
  const gaps = found?.trace.gaps.map(({ stage }) => stage);
  expect(gaps).toEqual(["evm.mempool", "evm.submit", "evm.execute", "evm.finalize"]);
});

test("a transaction of a network that the viewer may not read is not found", async () => {
  const guest: Viewer = { ...operator, name: "guest", networks: ["other"] };
  const { warehouse } = observed;
  expect(await trace(warehouse, guest, { id: good })).toBeUndefined();
  expect(await trace(warehouse, operator, { id: good, network: "other" })).toBeUndefined();
});
