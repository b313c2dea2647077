import { type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { id, Transaction, Wallet, zeroPadValue } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";
import { type HandMadeBlock, type HandMadeTransaction, handMadeBlock } from "./support/handMadeBlock.ts";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const to = `0x${"22".repeat(20)}`;
const word = (last: string): string => `0x${last.padStart(64, "0")}`;
const fees = { maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 7n };
const plain = { chainId: 1n, to, value: 5n, gasLimit: 100_000n, nonce: 3 };

async function signed(fields: object): Promise<Transaction> {
  return Transaction.from(await wallet.signTransaction({ ...plain, ...fields }));
}

const GENESIS = word("0");
const withdrawals: HandMadeBlock["withdrawals"] = [
  { index: 70n, validatorIndex: 900_000n, address: to, amount: 17_000_000n },
  { index: 71n, validatorIndex: 2n ** 40n, address: `0x${"33".repeat(20)}`, amount: 2n ** 63n },
  { index: 72n, validatorIndex: 5n, address: to, amount: 0n },
];

async function store(
  name: string,
  block: Omit<HandMadeBlock, "height" | "parentHash">,
  chainId = "0x1",
): Promise<{ node: ReplayServer; stored: EvmWarehouse }> {
  const blocks = [handMadeBlock({ height: 1, parentHash: GENESIS, ...block })];
  const node = await replayRpc(blocks, { chainId: () => chainId });
  return { node, stored: await evmWarehouse(name, { rpc: node.url, from: 1 }) };
}

describe("transactions of all of Ethereum's types, signed by ethers, with withdrawals", () => {
  let node: ReplayServer;
  let stored: EvmWarehouse;

  beforeAll(async () => {
    const authorization = await wallet.authorize({ address: to, nonce: 9, chainId: 1 });
    const accessList = [{ address: to, storageKeys: [word("1"), word("2")] }];
    const blobs = [`0x01${"ab".repeat(31)}`, `0x01${"cd".repeat(31)}`];
    const types = [
      { type: 0, gasPrice: 2_000_000_000n },
      { type: 1, gasPrice: 2_000_000_000n, accessList },
      { type: 2, ...fees, data: "0xa9059cbb" },
      { type: 3, ...fees, maxFeePerBlobGas: 11n, blobVersionedHashes: blobs },
      { type: 4, ...fees, authorizationList: [authorization] },
    ];
    const transactions: HandMadeTransaction[] = [];
    for (const type of types) transactions.push({ transaction: await signed(type) });
    ({ node, stored } = await store("prague", { transactions, withdrawals }));
  });

  afterAll(async () => {
    await stored?.close();
    await node?.close();
  });

  test("prove themselves, the list of withdrawals too", () => {
    expect(stored.checks).toMatchObject({
      "header_hash verified": 1,
      "transaction_hashes verified": 1,
      "transactions_root verified": 1,
      "receipts_root verified": 1,
      "withdrawals_root verified": 1,
    });
    expect(Object.keys(stored.checks).filter((check) => check.includes("failed"))).toEqual([]);
  });

  test("have each of their fields in a column", async () => {
    const rows = await stored.sql<Record<string, unknown>>(
      `SELECT type, toString(max_fee_per_blob_gas) AS blob_fee, blob_versioned_hashes AS blobs, access_list, authorization_list,
         unknown_fields FROM evm_transactions ORDER BY tx_index`,
    );
    expect(rows.map(({ type }) => type)).toEqual([0, 1, 2, 3, 4]);
    expect(JSON.parse(String(rows[1]?.["access_list"]))).toEqual([
      { address: to, storageKeys: [word("1"), word("2")] },
    ]);
    expect(rows[3]).toMatchObject({ blob_fee: "11", blobs: [`0x01${"ab".repeat(31)}`, `0x01${"cd".repeat(31)}`] });
    expect(JSON.parse(String(rows[4]?.["authorization_list"]))).toMatchObject([
      { chainId: "0x1", address: to, nonce: "0x9" },
    ]);
    expect(rows.every((row) => row["unknown_fields"] === "")).toBe(true);
  });

  test("withdrawals are rows in the order of the block", async () => {
    const rows = await stored.sql(
      `SELECT position, toString(withdrawal_index) AS index, toString(validator_index) AS validatorIndex, address,
         toString(amount) AS amount FROM evm_withdrawals ORDER BY height, position`,
    );
    expect(rows).toEqual(
      withdrawals.map(({ index, validatorIndex, address, amount }, position) => ({
        position,
        index: String(index),
        validatorIndex: String(validatorIndex),
        address,
        amount: String(amount),
      })),
    );
    expect(await stored.sql("SELECT unknown_fields FROM evm_blocks")).toEqual([{ unknown_fields: "" }]);
  });
});

/**
 * Written by hand after the documented shapes (specs.optimism.io "Deposits", docs.arbitrum.io "RPC methods"): no
 * recording of these chains is at hand.
 */
const optimismDeposit: HandMadeTransaction = {
  transaction: {
    hash: word("0d"),
    type: "0x7e",
    from: "0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001",
    to: "0x4200000000000000000000000000000000000015",
    nonce: "0x10",
    value: "0x0",
    mint: "0xde0b6b3a7640000",
    gas: "0xf4240",
    gasPrice: "0x0",
    input: "0x440a5e20",
    sourceHash: word("50"),
    isSystemTx: false,
    depositReceiptVersion: "0x1",
    v: "0x0",
    r: "0x0",
    s: "0x0",
  },
  receipt: {
    depositNonce: "0x10",
    depositReceiptVersion: "0x1",
    l1Fee: "0x0",
    l1GasPrice: "0x3b9aca00",
    l1BlobBaseFee: "0x1",
  },
};

const arbitrumRetryable: HandMadeTransaction = {
  transaction: {
    hash: word("ab"),
    type: "0x69",
    chainId: "0xa4b1",
    from: `0x${"44".repeat(20)}`,
    to: "0x000000000000000000000000000000000000006e",
    nonce: "0x0",
    value: "0x0",
    gas: "0x186a0",
    gasPrice: "0x5f5e100",
    input: "0xc9f95d32",
    requestId: word("1ad"),
    l1BaseFee: "0x3b9aca00",
    depositValue: "0x2386f26fc10000",
    maxSubmissionFee: "0x100",
    refundTo: `0x${"55".repeat(20)}`,
    beneficiary: `0x${"55".repeat(20)}`,
    v: "0x0",
    r: "0x0",
    s: "0x0",
  },
  receipt: { gasUsedForL1: "0x123", l1BlockNumber: "0x12d687", timeboosted: false },
  logs: [
    {
      address: `0x${"66".repeat(20)}`,
      topics: [id("Transfer(address,address,uint256)"), zeroPadValue(to, 32), zeroPadValue(`0x${"44".repeat(20)}`, 32)],
      data: word("7"),
      l1Only: { nested: ["0x1"] },
    },
  ],
};

describe("transactions of types that are not Ethereum's, made by hand", () => {
  let node: ReplayServer;
  let stored: EvmWarehouse;

  beforeAll(async () => {
    const fields = { l1BlockNumber: "0x12d687", sendCount: "0x9", sendRoot: word("5e") };
    const ordinary = { transaction: await signed({ type: 2, ...fees }) };
    const transactions = [optimismDeposit, arbitrumRetryable, ordinary];
    ({ node, stored } = await store("rollup", { transactions, withdrawals: [], fields }, "0xa"));
  });

  afterAll(async () => {
    await stored?.close();
    await node?.close();
  });

  test("are stored; what has no rule is called unverified, and the rest is checked", () => {
    expect(stored.checks).toMatchObject({
      "header_hash verified": 1,
      "transactions_root unverified": 1,
      "receipts_root unverified": 1,
      "transaction_hashes unverified": 1,
      "logs_bloom verified": 1,
      "withdrawals_root verified": 1,
      "derived_fields unverified": 1,
    });
  });

  test("hold a block of Ethereum back, which has no such types", async () => {
    const ethereum = await store("mainnet", { transactions: [optimismDeposit], withdrawals: [] });
    try {
      expect(Object.keys(ethereum.stored.checks)).toContainEqual(
        expect.stringMatching(/^transaction_hashes failed at 1: no rule for transaction type 126, which chain 1/),
      );
      expect(await ethereum.stored.sql("SELECT height FROM evm_blocks")).toEqual([]);
    } finally {
      await ethereum.stored.close();
      await ethereum.node.close();
    }
  });

  test("are shown, and no field of block, transaction, receipt or log is lost", async () => {
    const rows = await stored.sql<{ id: string; status: string; actor: string }>(
      "SELECT id, status, actor FROM chain_transactions ORDER BY tx_index",
    );
    expect(rows.map((row) => row.id).slice(0, 2)).toEqual([word("0d"), word("ab")]);
    const [block] = await stored.sql<{ unknown_fields: string }>("SELECT unknown_fields FROM evm_blocks");
    expect(JSON.parse(block?.unknown_fields ?? "")).toEqual({
      l1BlockNumber: "0x12d687",
      sendCount: "0x9",
      sendRoot: word("5e"),
    });
    const [deposit, retryable, ordinary] = await stored.sql<{ type: number; unknown_fields: string }>(
      "SELECT type, unknown_fields FROM evm_transactions ORDER BY tx_index",
    );
    expect([deposit?.type, retryable?.type, ordinary?.type]).toEqual([0x7e, 0x69, 2]);
    expect(JSON.parse(deposit?.unknown_fields ?? "")).toEqual({
      tx: { mint: "0xde0b6b3a7640000", sourceHash: word("50"), isSystemTx: false, depositReceiptVersion: "0x1" },
      receipt: optimismDeposit.receipt,
    });
    const kept = JSON.parse(retryable?.unknown_fields ?? "");
    expect(kept.tx).toMatchObject({
      requestId: word("1ad"),
      depositValue: "0x2386f26fc10000",
      maxSubmissionFee: "0x100",
    });
    expect(kept.receipt).toEqual({ ...arbitrumRetryable.receipt, logs: { 0: { l1Only: { nested: ["0x1"] } } } });
    expect(await stored.sql("SELECT standard, toString(amount) AS amount FROM evm_token_transfers")).toEqual([
      { standard: "erc20", amount: "7" },
    ]);
    expect(ordinary?.unknown_fields).toBe("");
  });

  test("a block without withdrawals has none, and its root says so", async () => {
    expect(await stored.sql("SELECT count() AS n FROM evm_withdrawals")).toEqual([{ n: "0" }]);
  });
});
