import { expect, test } from "vitest";
import type { EvmCallRow } from "../../queries/evm/calls.ts";
import { withFailureOrigin } from "./failureOrigin.ts";

const call = (traceAddress: readonly number[], error = "", output = "0x"): EvmCallRow =>
  ({ traceAddress, error, output }) as EvmCallRow;

const originsOf = (calls: readonly EvmCallRow[]): (readonly number[])[] =>
  withFailureOrigin(calls).flatMap(({ failureOrigin, traceAddress }) => (failureOrigin ? [traceAddress] : []));

test("a failure that is handed up began where it was first said", () => {
  const calls = [
    call([], "reverted", "0xaa"),
    call([0]),
    call([1], "reverted", "0xaa"),
    call([1, 0], "reverted", "0xaa"),
  ];
  expect(originsOf(calls)).toEqual([[1, 0]]);
});

test("a failure that was caught is not where the transaction failed", () => {
  expect(originsOf([call([], "reverted", "0xbb"), call([0], "reverted", "0xaa")])).toEqual([[]]);
  expect(originsOf([call([]), call([0], "reverted", "0xaa")])).toEqual([]);
});

test("a caller without words of its own failed of the last call that did", () => {
  const calls = [call([], "out of gas"), call([0], "reverted", "0xaa"), call([1], "out of gas")];
  expect(originsOf(calls)).toEqual([[1]]);
});
