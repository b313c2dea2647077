import type { StageFact } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { PoolWatch } from "./poolWatch.ts";
import { type PendingTransaction, wirePending } from "./wirePending.ts";

const id = (digit: string): string => digit.repeat(64);
const FROM = `0x${"ab".repeat(20)}`;
const BLOCK = { number: 7, hash: id("7") };

const transaction = (hash: string, nonce: bigint): PendingTransaction => ({
  ...{ hash, blockHash: undefined, from: FROM, to: FROM, nonce, value: 1n, gas: 21_000n, type: 2n, input: "" },
  ...{ gasPrice: undefined, maxFeePerGas: 9n, maxPriorityFeePerGas: 1n },
});
const seen = (atNs: bigint) => ({ atNs, evidence: "observed", pool: "pending" }) as const;
const watch = (): PoolWatch => new PoolWatch({ network: "dev", node: "geth1" });
const brief = ({ id: of, stage, attempt, startNs, endNs, attributes }: StageFact) => ({
  ...{ of: of[0], stage, attempt, startNs, endNs },
  outcome: attributes["evm.outcome"],
});

test("a stay in the pool begins with the first sight and ends with the block; what is seen again tells nothing new", () => {
  const pool = watch();
  const [first, ...more] = pool.see(transaction(id("a"), 3n), { ...seen(10n), head: 6 });
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    ...{ subject: "tx", id: id("a"), stage: "evm.mempool", node: "geth1", source: "rpc:geth1", evidence: "observed" },
    ...{ startNs: 10n, attempt: 0 },
    attributes: {
      "evm.from": FROM,
      "evm.nonce": "3",
      "evm.max_fee_per_gas": "9",
      "evm.pool": "pending",
      "evm.head": "6",
    },
  });
  expect(first?.endNs).toBeUndefined();
  expect(pool.see(transaction(id("a"), 3n), seen(20n))).toEqual([]);
  const end = pool.include(BLOCK, [id("a"), id("b")], 30n);
  expect(end.map(brief)).toEqual([
    { of: "a", stage: "evm.mempool", attempt: 0, startNs: undefined, endNs: 30n, outcome: "included" },
  ]);
  expect(end[0]?.attributes["evm.block.hash"]).toBe(`0x${id("7")}`);
  expect(pool.include(BLOCK, [id("a")], 40n)).toEqual([]);
  expect(pool.waiting).toEqual([]);
});

test("of two with one nonce the first is told to be replaced when the second is seen, and ends when that is in a block", () => {
  const pool = watch();
  pool.see(transaction(id("a"), 3n), seen(10n));
  const facts = pool.see(transaction(id("b"), 3n), seen(20n));
  expect(facts.map(brief)).toMatchObject([
    { of: "b", stage: "evm.mempool", startNs: 20n },
    { of: "a", stage: "evm.replace", startNs: 20n, endNs: 20n },
  ]);
  expect(facts[0]?.attributes["evm.replaces"]).toBe(`0x${id("a")}`);
  expect(facts[1]?.attributes["evm.replaced_by"]).toBe(`0x${id("b")}`);
  expect(pool.include(BLOCK, [id("b")], 30n).map(brief)).toMatchObject([
    { of: "b", outcome: "included" },
    { of: "a", outcome: "replaced", endNs: 30n },
  ]);
});

test("one that the pool forgets is dropped, with what its sender had; where a rival waits it is replaced", () => {
  const pool = watch();
  pool.see(transaction(id("a"), 3n), seen(10n));
  pool.see(transaction(id("b"), 4n), seen(10n));
  pool.see(transaction(id("c"), 4n), seen(11n));
  const [dropped] = pool.drop(id("a"), 20n, { sender: { nonce: 3n, balance: 5n }, head: 9 });
  expect(dropped?.attributes).toEqual({
    ...{ "evm.outcome": "dropped", "evm.sender.nonce": "3", "evm.sender.balance": "5", "evm.head": "9" },
  });
  expect(pool.drop(id("b"), 20n).map(brief)).toMatchObject([{ outcome: "replaced" }]);
  expect(pool.drop(id("a"), 30n)).toEqual([]);
});

test("a reverted block makes its transactions wait again, as a new attempt", () => {
  const pool = watch();
  pool.see(transaction(id("a"), 3n), seen(10n));
  pool.include(BLOCK, [id("a")], 20n);
  expect(pool.revert(BLOCK, [id("a"), id("b")], 30n).map(brief)).toMatchObject([{ of: "a", attempt: 1, startNs: 30n }]);
  expect(pool.include({ number: 8, hash: id("8") }, [id("a")], 40n).map(brief)).toMatchObject([
    { of: "a", attempt: 1, endNs: 40n, outcome: "included" },
  ]);
});

test("one behind others of its sender names the first in line; one that turns out to be queued says what is missing", () => {
  const pool = watch();
  for (const [hash, nonce] of [
    ["a", 3n],
    ["b", 4n],
  ] as const) {
    pool.see(transaction(id(hash), nonce), seen(10n));
  }
  const [behind] = pool.see(transaction(id("c"), 5n), seen(11n));
  expect(behind?.attributes["evm.first_in_line"]).toBe(`0x${id("a")}`);
  const [apart] = pool.see(transaction(id("d"), 9n), seen(12n));
  expect(apart?.attributes["evm.first_in_line"]).toBeUndefined();
  const queued = { atNs: 13n, evidence: "observed", pool: "queued", sender: { nonce: 3n, balance: 1n } } as const;
  const [told] = pool.see(transaction(id("d"), 9n), { ...queued, missingNonce: 6n });
  expect(told?.attributes).toMatchObject({ "evm.pool": "queued", "evm.sender.nonce": "3", "evm.missing_nonce": "6" });
});

test("what nodes say that is no transaction is not taken for one", () => {
  const good = {
    ...{ hash: `0x${id("a")}`, from: FROM, nonce: "0x1", value: "0x0", gas: "0x5208", input: "0x" },
  };
  expect(wirePending.safeParse(good).success).toBe(true);
  for (const bad of [
    null,
    { ...good, hash: "0x12" },
    { ...good, nonce: "1" },
    { ...good, nonce: `0x${"f".repeat(65)}` },
    { ...good, from: "0xzz" },
    { ...good, input: "0xq" },
    { ...good, value: undefined },
  ]) {
    expect(wirePending.safeParse(bad).success).toBe(false);
  }
});
