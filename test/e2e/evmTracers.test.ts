import { getCreateAddress, JsonRpcProvider, keccak256, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnvilChain } from "./support/anvilChain.ts";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";
import { busy, deploying, dying } from "./support/tracedContracts.ts";
import { withoutMethods } from "./support/withoutMethods.ts";

/** First of anvil's published test accounts, and another. */
const SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const SECOND = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const PAID = `0x${"dead".padStart(40, "0")}`;
const HEIR = `0x${"beef".padStart(40, "0")}`;

let chain: AnvilChain;
let parity: Awaited<ReturnType<typeof withoutMethods>>;
let single: Awaited<ReturnType<typeof withoutMethods>>;
let byGeth: EvmWarehouse;
let byParity: EvmWarehouse;
let bySingle: EvmWarehouse;
const hashes: Record<string, string> = {};

async function send(name: string, transaction: Record<string, string>): Promise<void> {
  const gas = { from: SENDER, gas: "0x1e8480", gasPrice: "0x77359400", ...transaction };
  hashes[name] = (await chain.call("eth_sendTransaction", [gas])) as string;
  await chain.mine();
}

beforeAll(async () => {
  chain = await AnvilChain.start(() => 0);
  const nonce = Number(await chain.call("eth_getTransactionCount", [SENDER, "latest"]));
  const contract = (offset: number): string => getCreateAddress({ from: SENDER, nonce: nonce + offset }).toLowerCase();
  await send("deployBusy", { data: deploying(busy) });
  await send("deployDying", { data: deploying(dying) });
  await send("busy", { to: contract(0), value: "0x64" });
  await send("busyReverts", { to: contract(0), value: "0x64", data: "0x01" });
  await send("die", { to: contract(1), value: "0x9" });
  await send("pay", { to: SECOND, value: "0x7b" });

  // Type 4, signed by ethers.
  const provider = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true });
  const wallet = new Wallet(KEY, provider);
  const fees = { chainId: 31337, gasLimit: 100_000, maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1n };
  const authorization = await new Wallet(`0x${"11".repeat(32)}`).authorize({
    address: contract(0),
    nonce: 0,
    chainId: 31337,
  });
  const setCode = await wallet.signTransaction({
    type: 4,
    to: SECOND,
    nonce: nonce + 6,
    ...fees,
    authorizationList: [authorization],
  });
  hashes["setCode"] = (await chain.call("eth_sendRawTransaction", [setCode])) as string;
  await chain.mine();
  provider.destroy();

  parity = await withoutMethods(chain.url, /^debug_/);
  single = await withoutMethods(chain.url, /^trace_|^debug_traceBlock/);
  const datasets = { traces: true, state_diffs: true };
  const stored = (rpc: string) => evmWarehouse("dev", { rpc, datasets, finality: { confirmations: 0 } });
  [byGeth, byParity, bySingle] = await Promise.all([stored(chain.url), stored(parity.url), stored(single.url)]);
}, 120_000);

afterAll(async () => {
  await Promise.all([byGeth, byParity, bySingle].map((one) => one?.close()));
  await Promise.all([parity?.close(), single?.close(), chain?.stop()]);
});

const CALLS = `SELECT tx_hash, trace_address, subtraces, type, from, to, toString(value) AS value, input, output,
  error != '' AS failed, reverted FROM evm_traces ORDER BY height, tx_index, trace_address`;

describe("the same chain traced in three ways", () => {
  test("says which tracer told, and that no root commits to it", async () => {
    for (const [stored, tracer] of [
      [byGeth, "callTracer"],
      [byParity, "trace_block"],
      [bySingle, "callTracer"],
    ] as const) {
      expect(await stored.sql("SELECT DISTINCT tracer FROM evm_traces")).toEqual([{ tracer }]);
      expect(
        Object.keys(stored.checks)
          .filter((check) => /failed|traces un|state_diffs un/.test(check))
          .sort(),
      ).toEqual(["state_diffs unverified", "traces unverified"]);
    }
  });

  test("gives the same calls", async () => {
    const calls = await byGeth.sql<{ input: string }>(CALLS);
    expect(calls.length).toBeGreaterThan(20);
    expect(await bySingle.sql(CALLS)).toEqual(calls);
    expect(await byParity.sql(CALLS)).toEqual(calls);
  });

  test("gives the same changes of state", async () => {
    // anvil's stateDiff leaves out the code that an authorization sets.
    const CHANGES = `SELECT height, tx_index, address, kind, slot, before, after FROM evm_state_diffs
      WHERE NOT startsWith(after, '0xef0100')
      ORDER BY height, tx_index, address, kind, slot`;
    const changes = await byGeth.sql(CHANGES);
    expect(changes.length).toBeGreaterThan(30);
    expect(await bySingle.sql(CHANGES)).toEqual(changes);
    expect(await byParity.sql(CHANGES)).toEqual(changes);
  });
});

test("calls inside a transaction are rows, with what failed and what was undone by it", async () => {
  const rows = (hash: string | undefined) =>
    byGeth.sql<Record<string, unknown>>(
      `SELECT trace_address, type, toString(value) AS value, error != '' AS failed, reverted FROM evm_traces
       WHERE tx_hash = {hash:String} ORDER BY trace_address`,
      { hash },
    );
  const calls = [
    { trace_address: [], type: "call", value: "100", failed: 0, reverted: false },
    { trace_address: [0], type: "create", value: "0", failed: 0, reverted: false },
    { trace_address: [1], type: "call", value: "0", failed: 1, reverted: true },
    { trace_address: [2], type: "delegatecall", value: "100", failed: 1, reverted: true },
    { trace_address: [3], type: "call", value: "5", failed: 0, reverted: false },
  ];
  expect(await rows(hashes["busy"])).toEqual(calls);
  const undone = calls.map((call, index) => ({ ...call, failed: index === 0 ? 1 : call.failed, reverted: true }));
  expect(await rows(hashes["busyReverts"])).toEqual(undone);
  expect(await rows(hashes["die"])).toMatchObject([
    { type: "call", value: "9" },
    { trace_address: [0], type: "selfdestruct", value: "9" },
  ]);
});

test("a failed transaction has its reason from the block's trace", async () => {
  const sql = "SELECT error, revert_data FROM evm_transactions WHERE hash = {hash:String}";
  for (const stored of [byGeth, bySingle]) {
    const [row] = await stored.sql<{ error: string }>(sql, { hash: hashes["busyReverts"] });
    expect(row?.error).toMatch(/revert/i);
  }
});

test("contracts created by contracts are known with their code, and those of undone calls are not", async () => {
  const created = await byGeth.sql<{ address: string; code_hash: string; code_size: number; source: string }>(
    "SELECT address, trace_address, code_hash, code_size, source FROM evm_contracts ORDER BY height, tx_index, trace_address",
  );
  const known = await byGeth.sql<{ n: number }>(
    "SELECT toUInt32(count()) AS n FROM evm_contracts WHERE trace_address != []",
  );
  expect(known).toEqual([{ n: 1 }]);
  for (const { address, code_hash, code_size, source } of created) {
    const code = (await chain.call("eth_getCode", [address, "latest"])) as string;
    expect([source, code_size]).toEqual(["trace", (code.length - 2) / 2]);
    expect(code_hash).toBe(keccak256(code));
  }
});

test("state diffs end in what the node says of every account", async () => {
  const balances = await byGeth.sql<{ address: string; balance: string }>(
    "SELECT address, toString(balance) AS balance FROM evm_native_balances",
  );
  expect(balances.map(({ address }) => address)).toEqual(expect.arrayContaining([SENDER, SECOND, PAID, HEIR]));
  for (const { address, balance } of balances) {
    expect([address, BigInt(balance)]).toEqual([
      address,
      BigInt((await chain.call("eth_getBalance", [address, "latest"])) as string),
    ]);
  }
  const last = await byGeth.sql<{ address: string; kind: string; slot: string; after: string }>(
    `SELECT address, kind, slot, argMax(after, (height, tx_index)) AS after FROM evm_state_diffs
     WHERE kind != 'balance' GROUP BY address, kind, slot`,
  );
  expect(new Set(last.map(({ kind }) => kind))).toEqual(new Set(["nonce", "code", "storage"]));
  for (const { address, kind, slot, after } of last) {
    if (kind === "nonce") {
      expect(BigInt(after)).toBe(BigInt((await chain.call("eth_getTransactionCount", [address, "latest"])) as string));
    } else if (kind === "code") expect(after).toBe(await chain.call("eth_getCode", [address, "latest"]));
    else
      expect(BigInt(after)).toBe(BigInt((await chain.call("eth_getStorageAt", [address, slot, "latest"])) as string));
  }
});

test("paid value adds up: transfers of the currency equal what transactions and calls moved", async () => {
  const rows = await byGeth.sql<{ to: string; value: string }>(
    "SELECT to, toString(sum(value)) AS value FROM evm_native_transfers WHERE to IN ({paid:String}, {heir:String}) GROUP BY to ORDER BY to",
    { paid: PAID, heir: HEIR },
  );
  expect(rows).toEqual([
    { to: HEIR, value: "9" },
    { to: PAID, value: "5" },
  ]);
});

test("authorizations to set code are kept in full", async () => {
  const [setCode] = await byGeth.sql<{ type: number; authorization_list: string }>(
    "SELECT type, authorization_list FROM evm_transactions WHERE hash = {hash:String}",
    { hash: hashes["setCode"] },
  );
  expect(setCode?.type).toBe(4);
  expect(JSON.parse(setCode?.authorization_list ?? "")).toMatchObject([{ chainId: "0x7a69", nonce: "0x0" }]);
});
