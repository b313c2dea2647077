import { describe, expect, test } from "vitest";
import { diagnose } from "../diagnose.ts";
import type { EvmFailure, EvmWaiting } from "../diagnosis.ts";
import type { EvmCall } from "../evm/evmCall.ts";

const call = (address: readonly number[], rest: Partial<EvmCall>): EvmCall => ({
  ...{ address, subcalls: 0, type: "call", from: "0x01", to: `0xc${address.length}`, value: 0n, gas: 0n, gasUsed: 0n },
  ...{ selector: "", error: "execution reverted", output: "0x" },
  ...rest,
});

describe("in a block", () => {
  const failure: EvmFailure = {
    ...{ family: "evm", id: "0xab", place: { height: 5, txIndex: 0 }, code: 0, to: "0xc0", revertData: "0x" },
    ...{ error: "execution reverted", gasLimit: 100_000n, gasUsed: 60_000n, intrinsicGas: 21_000n },
  };

  test.each([
    ["contract address collision", "collision"],
    ["max call depth exceeded", "call_depth"],
    ["insufficient balance for transfer", "balance"],
    ["max code size exceeded", "code_size"],
    ["invalid code: must not begin with 0xef", "invalid_code"],
    ["stack underflow (0 <=> 2)", "stack"],
    ["invalid jump destination", "invalid_jump"],
    ["invalid opcode: PUSH0", "invalid_opcode"],
    ["PrecompileFailure", "precompile"],
    ["out of gas: write protection", "static_write"],
  ])("%s is a stop of the EVM, %s, with its meaning in both languages", (error, subCause) => {
    const found = diagnose({ ...failure, error });
    expect(found).toMatchObject({ code: "evm_halt", subCause, confidence: 0.95 });
    expect(found?.summary.zh).toMatch(/EVM 因.+而中止/u);
  });

  test("gas that ran out two calls deep is told of the call that its caller kept short, or not", () => {
    const deep = (left: bigint): readonly EvmCall[] => [
      call([], { subcalls: 1 }),
      call([0], { subcalls: 1, gas: 70_000n, gasUsed: 70_000n - left }),
      call([0, 0], { gas: 63_000n, gasUsed: 63_000n, error: "out of gas" }),
    ];
    expect(diagnose({ ...failure, calls: deep(900n) })).toMatchObject({ code: "evm_out_of_gas", subCause: "63_64" });
    expect(diagnose({ ...failure, calls: deep(6_000n) })).toMatchObject({ subCause: "call_gas" });
  });

  test("a refusal that answers to a call which ran out of gas is less sure than one that hands it up", () => {
    const calls = (output: string): readonly EvmCall[] => [
      call([], { subcalls: 1, output }),
      call([0], { gas: 50_000n, gasUsed: 50_000n, error: "out of gas" }),
    ];
    const handedUp = diagnose({ ...failure, calls: calls("0x") });
    const answered = diagnose({ ...failure, calls: calls("0x12345678"), revertData: "0x12345678" });
    expect([handedUp?.code, answered?.code]).toEqual(["evm_out_of_gas", "evm_out_of_gas"]);
    expect(Number(handedUp?.confidence)).toBeGreaterThan(Number(answered?.confidence));
  });

  test("an error is named by the ABI of the contract that refused, before any well-known one of the same selector", () => {
    const revertData = `0xe450d38c${"0".repeat(192)}`;
    const asked: unknown[] = [];
    const decodeError = (error: { readonly address?: string; readonly data: string }) => {
      asked.push(error);
      const named = { name: "Broke", signature: "Broke(address,uint256,uint256)", arguments: [], others: [] };
      return { ...named, source: "abi" as const, origin: "Bank.json" };
    };
    const calls = [call([], { subcalls: 1, output: revertData }), call([0], { output: revertData, to: "0xbank" })];
    const found = diagnose({ ...failure, revertData, calls }, { decodeError });
    expect(found?.title.en).toBe("Reverted: Broke");
    expect(asked).toContainEqual({ address: "0xbank", data: revertData });
    expect(found?.proof).toContainEqual({ label: "error_known_from", value: "Bank.json" });
    expect(diagnose({ ...failure, revertData })?.title.en).toBe("Reverted, probably: ERC20InsufficientBalance");
  });
});

describe("in no block", () => {
  const waiting: EvmWaiting = {
    ...{ from: "0x01", nonce: 5n, value: 10n, maxFeePerGas: 100n, firstSeenNs: 1_000n, pool: "pending", orphans: [] },
    nextNonce: 5n,
  };
  const failure: EvmFailure = {
    ...{ family: "evm", id: "0xab", code: null, to: "0x02", error: "", revertData: "0x", gasLimit: 21_000n },
    ...{ gasUsed: 0n, waiting },
  };
  const of = (more: Partial<EvmWaiting>): EvmFailure => ({ ...failure, waiting: { ...waiting, ...more } });
  const rival = { id: "0xcd", sameContent: true, cancels: false };
  const orphan = { height: 4, blockHash: "0xee", txIndex: 0, timeNs: 5n };

  test("one that waits and that nothing holds up has no diagnosis", () => {
    expect(diagnose(failure)).toBeUndefined();
    expect(diagnose(of({ baseFees: { blocks: 3, lowest: 90n, newest: 95n }, balance: 10n ** 18n }))).toBeUndefined();
  });

  test.each([
    ["dropped for no reason that was seen", { droppedNs: 9_000n }, "evm_dropped", undefined],
    ["dropped while too poor", { droppedNs: 9_000n, balance: 9n }, "evm_insufficient_funds", "value"],
    ["too poor for its gas", { balance: 1_000n }, "evm_insufficient_funds", "gas"],
    ["too cheap", { baseFees: { blocks: 3, lowest: 101n, newest: 150n } }, "evm_underpriced", "below_base_fee"],
    ["behind a missing nonce", { nonce: 8n, missingNonce: 6n }, "evm_nonce_gap", "missing_nonce"],
    ["behind one that is stuck", { nonce: 6n, first: { id: "0xef" } }, "evm_nonce_gap", "blocked"],
    ["sent again", { rival: { ...rival, place: { height: 9, txIndex: 1 } } }, "evm_replaced", "repriced"],
    ["rivalled in a pool", { rival: { ...rival, sameContent: false } }, "evm_replaced", "replaced"],
    ["with a used nonce", { rival: { ...rival, firstSeenNs: 10n } }, "evm_replaced", "nonce_used"],
    ["reverted", { orphans: [orphan] }, "evm_reorged", "not_included_again"],
    [
      "reverted, with another in its place",
      { orphans: [orphan], rival: { ...rival, place: { height: 4, txIndex: 0 } } },
      ...(["evm_reorged", "displaced"] as const),
    ],
  ] as const)("%s is explained", (_, more, code, subCause) => {
    const found = diagnose(of(more));
    expect([found?.code, found?.subCause]).toEqual([code, subCause]);
    expect(found?.chainCode).toBeNull();
    for (const text of [found?.title, found?.summary, found?.advice, ...(found?.runbook ?? [])]) {
      expect(text?.en).toMatch(/[a-z]/);
      expect(text?.zh).toMatch(/\p{Script=Han}/u);
    }
    expect(found?.proof.length).toBeGreaterThan(0);
  });

  test("only what a block or arithmetic proves is certain", () => {
    const certain = diagnose(of({ rival: { ...rival, place: { height: 9, txIndex: 1 } } }));
    const open = diagnose(of({ rival }));
    expect([certain?.confidence, open?.confidence]).toEqual([1, 0.85]);
    expect(certain?.culprits).toEqual([{ id: "0xcd", height: 9, txIndex: 1 }]);
    expect(open?.culprits).toEqual([]);
  });
});
