import { type HDNodeWallet, JsonRpcProvider, keccak256, NonceManager, type TransactionRequest, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";
import { GethChain } from "./support/gethChain.ts";
import { busy, deploying, dying } from "./support/tracedContracts.ts";

const HEIR = `0x${"beef".padStart(40, "0")}`;
const PAID = `0x${"dead".padStart(40, "0")}`;
const VALIDATOR = `0x${"77".repeat(20)}`;

describeWith("geth", "all datasets of a geth", (binary) => {
  let chain: GethChain;
  let provider: JsonRpcProvider;
  let stored: EvmWarehouse;
  let sender: HDNodeWallet;
  const withdrawals = [
    { index: "0x5", validatorIndex: "0x9", address: VALIDATOR, amount: "0x3b9aca00" },
    { index: "0x6", validatorIndex: "0xa", address: PAID, amount: "0x1" },
  ];

  beforeAll(async () => {
    sender = Wallet.createRandom();
    chain = await GethChain.start(binary, sender.address);
    provider = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    const signer = new NonceManager(sender.connect(provider));
    const send = async (transaction: TransactionRequest): Promise<string | null> => {
      const sent = await signer.sendTransaction({ gasLimit: 1_000_000, ...transaction });
      await chain.grow();
      return (await provider.getTransactionReceipt(sent.hash))?.contractAddress ?? null;
    };
    const worker = await send({ data: deploying(busy) });
    const mortal = await send({ data: deploying(dying) });
    await send({ to: worker, value: 100n });
    await send({ to: worker, value: 100n, data: "0x01" });
    await send({ to: mortal, value: 9n });
    await send({ to: VALIDATOR, value: 12n });
    const last = await chain.grow(withdrawals);
    await chain.settle({ safe: last.blockHash, finalized: last.blockHash });
    stored = await evmWarehouse("geth", { rpc: chain.url, datasets: { traces: true, state_diffs: true }, raw: "keep" });
  });

  afterAll(async () => {
    provider?.destroy();
    await stored?.close();
    await chain?.stop();
  });

  test("prove themselves; the list of withdrawals of a real node too", async () => {
    expect(stored.checks).toMatchObject({
      "withdrawals_root verified": 8,
      "traces unverified": 8,
      "state_diffs unverified": 8,
    });
    expect(
      Object.keys(stored.checks).filter((check) => /failed|unchecked/.test(check) && !check.startsWith("parent_link")),
    ).toEqual([]);
    expect(
      await stored.sql(
        "SELECT toString(height) AS height, position, address, toString(amount) AS amount FROM evm_withdrawals",
      ),
    ).toEqual([
      { height: "7", position: 0, address: VALIDATOR, amount: "1000000000" },
      { height: "7", position: 1, address: PAID, amount: "1" },
    ]);
  });

  test("calls have gas and outcome as the receipts say", async () => {
    const [row] = await stored.sql<Record<string, number>>(
      `SELECT toUInt32(count()) AS roots, toUInt32(countIf(c.gas_used = t.gas_used AND c.gas = t.gas_limit
           AND c.input = t.input AND c.value = t.value AND (c.error = '') = (t.status = 1))) AS same
       FROM evm_traces AS c JOIN evm_transactions AS t ON c.height = t.height AND c.tx_index = t.tx_index
       WHERE c.trace_address = []`,
    );
    expect(row).toEqual({ roots: 6, same: 6 });
    const calls = await stored.sql(
      "SELECT trace_address, type, error != '' AS failed, reverted FROM evm_traces WHERE height = 3 ORDER BY trace_address",
    );
    expect(calls).toEqual([
      { trace_address: [], type: "call", failed: 0, reverted: false },
      { trace_address: [0], type: "create", failed: 0, reverted: false },
      { trace_address: [1], type: "call", failed: 1, reverted: true },
      { trace_address: [2], type: "delegatecall", failed: 1, reverted: true },
      { trace_address: [3], type: "call", failed: 0, reverted: false },
    ]);
    expect(await stored.sql("SELECT DISTINCT unknown_fields FROM evm_traces")).toEqual([{ unknown_fields: "" }]);
  });

  test("contracts have the code that the node has", async () => {
    const rows = await stored.sql<{ address: string; code_hash: string }>(
      "SELECT address, code_hash FROM evm_contracts",
    );
    expect(rows).toHaveLength(3);
    for (const { address, code_hash } of rows) expect(keccak256(await provider.getCode(address))).toBe(code_hash);
  });

  test("state diffs and withdrawals end in the node's balances, nonces and storage", async () => {
    const balances = await stored.sql<{ address: string; balance: string }>(
      "SELECT address, toString(balance) AS balance FROM evm_native_balances",
    );
    const expected = [sender.address.toLowerCase(), HEIR, PAID, VALIDATOR];
    expect(balances.map(({ address }) => address)).toEqual(expect.arrayContaining(expected));
    for (const { address, balance } of balances) {
      expect([address, balance]).toEqual([address, String(await provider.getBalance(address))]);
    }
    const last = await stored.sql<{ address: string; kind: string; slot: string; after: string }>(
      `SELECT address, kind, slot, argMax(after, (height, tx_index)) AS after FROM evm_state_diffs
       WHERE kind IN ('nonce', 'storage') GROUP BY address, kind, slot`,
    );
    for (const { address, kind, slot, after } of last) {
      const now =
        kind === "nonce" ? await provider.getTransactionCount(address) : await provider.getStorage(address, slot);
      expect([address, kind, BigInt(after)]).toEqual([address, kind, BigInt(now)]);
    }
    expect(new Set(last.map(({ kind }) => kind))).toEqual(new Set(["nonce", "storage"]));
  });
});
