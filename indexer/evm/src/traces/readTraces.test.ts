import { AbiCoder, Interface, id } from "ethers";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../hex.ts";
import type { CallTrace } from "./callTrace.ts";
import { readCallTracer } from "./readCallTracer.ts";
import { readTraceBlock } from "./readTraceBlock.ts";
import { revertReason } from "./revertReason.ts";
import { revertsOfTraces } from "./revertsOfTraces.ts";

const address = (last: string): string => `0x${last.padStart(40, "0")}`;
const hash = (last: string): string => `0x${last.padStart(64, "0")}`;
const [SENDER, A, B, C, D] = ["1", "a", "b", "c", "d"].map(address) as [string, string, string, string, string];
const transactions = [{ hash: fromHex(hash("77")), from: fromHex(SENDER) }];
const because = new Interface(["error Error(string)"]).encodeErrorResult("Error", ["too late"]);

/** A → B (delegatecall, fails, caught) and A → create C, which calls D: in the words of geth. */
const frame = (type: string, from: string, to: string, more: object = {}): object => ({
  type,
  from,
  to,
  value: "0x0",
  gas: "0x64",
  gasUsed: "0xa",
  input: "0x01020304ff",
  output: "0x",
  ...more,
});
const gethTree = frame("CALL", SENDER, A, {
  value: "0x5",
  calls: [
    frame("DELEGATECALL", A, B, { error: "execution reverted", output: because, calls: [frame("CALL", A, D)] }),
    frame("CREATE2", A, C, { value: "0x2", input: "0x6001", output: "0x00", calls: [frame("STATICCALL", C, D)] }),
    { type: "SELFDESTRUCT", from: A, to: D, value: "0x3", gas: "0x0", gasUsed: "0x0", input: "0x" },
  ],
});
const geth = [{ txHash: hash("77"), result: gethTree }];

/** The same in the words of parity. */
const call = (callType: string, from: string, to: string, value = "0x0") => ({
  type: "call",
  action: { callType, from, to, value, gas: "0x64", input: "0x01020304ff" },
  result: { gasUsed: "0xa", output: "0x" },
});
const at = (traceAddress: number[], subtraces: number, item: object) => ({
  ...item,
  traceAddress,
  subtraces,
  transactionHash: hash("77"),
  transactionPosition: 0,
  blockHash: hash("9"),
  blockNumber: 3,
});
const parity = [
  at([], 3, call("call", SENDER, A, "0x5")),
  at([0], 1, { ...call("delegatecall", A, B), error: "Reverted", result: { gasUsed: "0xa", output: because } }),
  at([0, 0], 0, call("call", A, D)),
  at([1], 1, {
    type: "create",
    action: { from: A, value: "0x2", gas: "0x64", init: "0x6001", creationMethod: "create2" },
    result: { gasUsed: "0xa", address: C, code: "0x00" },
  }),
  at([1, 0], 0, call("staticcall", C, D)),
  at([2], 0, { type: "suicide", action: { address: A, refundAddress: D, balance: "0x3" }, result: null }),
];

const row = ({ traceAddress, type, from, to, value, reverted, subtraces }: CallTrace) => [
  traceAddress.join(),
  type,
  toHex(from),
  to && toHex(to),
  value,
  reverted,
  subtraces,
];

describe("geth's tree and parity's list of one transaction", () => {
  const rows = [
    ["", "call", SENDER, A, 5n, false, 3],
    ["0", "delegatecall", A, B, 0n, true, 1],
    ["0,0", "call", A, D, 0n, true, 0],
    ["1", "create2", A, C, 2n, false, 1],
    ["1,0", "staticcall", C, D, 0n, false, 0],
    ["2", "selfdestruct", A, D, 3n, false, 0],
  ];

  test("give the same rows, and a call below a failed one is marked as undone", () => {
    const fromGeth = readCallTracer(geth, transactions);
    const fromParity = readTraceBlock(parity, transactions);
    expect(fromGeth.missing).toEqual([]);
    expect(fromGeth.traces.map(row)).toEqual(rows);
    expect(fromParity.missing).toEqual([]);
    expect(fromParity.traces.map(row)).toEqual(rows);
    for (const { traces } of [fromGeth, fromParity]) {
      expect(traces.map(({ revertReason: reason }) => reason)).toEqual(["", "too late", "", "", "", ""]);
      expect(toHex(traces[3]?.output ?? new Uint8Array(9))).toBe("0x00");
    }
  });

  test("that ends in a failure handed up is explained by the innermost call", () => {
    const inner = frame("CALL", A, B, { error: "out of gas in B", output: "0xdead" });
    const outer = frame("CALL", SENDER, A, {
      error: "execution reverted",
      output: "0xdead",
      calls: [frame("CALL", A, C), inner],
    });
    const traces = readCallTracer([{ result: outer }], transactions);
    expect(revertsOfTraces(traces).get(0)).toEqual({ error: "out of gas in B", data: fromHex("0xdead") });
    const caught = frame("CALL", SENDER, A, { error: "execution reverted", output: "0x", calls: [inner] });
    expect(revertsOfTraces(readCallTracer([{ result: caught }], transactions)).get(0)?.error).toBe(
      "execution reverted",
    );
    expect(revertsOfTraces(readCallTracer(geth, transactions)).size).toBe(0);
  });

  test("fields that no column holds are kept", () => {
    const transfers = [{ purpose: "feePayment", value: "0x1" }];
    const [trace] = readCallTracer(
      [{ result: { ...gethTree, calls: [], beforeEVMTransfers: transfers } }],
      transactions,
    ).traces;
    expect(trace?.otherFields).toEqual({ beforeEVMTransfers: transfers });
  });
});

test("a block reward has a row without a transaction", () => {
  const reward = {
    type: "reward",
    action: { author: B, value: "0x10", rewardType: "block" },
    traceAddress: [],
    subtraces: 0,
    result: null,
  };
  const { traces, missing } = readTraceBlock(
    [...parity, { ...reward, transactionHash: null, transactionPosition: null }],
    transactions,
  );
  expect(missing).toEqual([]);
  expect(traces.at(-1)).toMatchObject({ txIndex: 1, txHash: undefined, type: "reward", value: 16n });
  expect(traces.at(-1)?.otherFields).toEqual({ action: { rewardType: "block" } });
});

/** Calls inside calls, `depth` of them. */
const nested = (depth: number): object => {
  let tree = frame("CALL", A, B);
  for (let at = 1; at < depth; at++) tree = frame("CALL", A, B, { calls: [tree] });
  return { ...tree, from: SENDER };
};

test.each([
  ["an error instead of a trace", [{ error: "execution timeout" }], "the node says: execution timeout"],
  ["no list", { result: gethTree }, "0 answers for 1 transactions"],
  ["a trace too many", [...geth, ...geth], "2 answers for 1 transactions"],
  ["another transaction's trace", [{ txHash: hash("78"), result: gethTree }], "the answer is of another transaction"],
  ["another sender", [{ result: frame("CALL", A, B) }], "the trace starts with another sender"],
  [
    "gas above 64 bits",
    [{ result: frame("CALL", SENDER, A, { gas: `0x1${"0".repeat(16)}` }) }],
    "gas is above 64 bits",
  ],
  ["an output that is no hex", [{ result: frame("CALL", SENDER, A, { output: "0x0" }) }], "output is not 0x-hex"],
  ["calls that are no list", [{ result: frame("CALL", SENDER, A, { calls: "x" }) }], "calls is not a list"],
  ["a call that is null", [{ result: frame("CALL", SENDER, A, { calls: [null] }) }], "a call is not an object"],
  ["a deeper tree than the EVM allows", [{ result: nested(5000) }], "calls are more than 1024 deep"],
])("callTracer: %s is named and no row made", (_, answer, reason) => {
  expect(readCallTracer(answer, transactions)).toEqual({
    tracer: "callTracer",
    traces: [],
    missing: [{ txIndex: 0, reason }],
  });
});

test("a tree as deep as the EVM allows is read", () => {
  expect(readCallTracer([{ result: nested(1025) }], transactions).traces).toHaveLength(1025);
});

test.each([
  ["no trace of the transaction", [], "the node gives no trace of it"],
  ["a call before its parent", [parity[0], parity[2]], "call 0,0 comes before the call that made it"],
  ["an address that is no path", [at([-1], 0, call("call", SENDER, A))], "traceAddress is not a list of positions"],
  [
    "an unknown kind of trace",
    [at([], 0, { ...call("call", SENDER, A), type: "magic" })],
    '"magic" is no known type of trace',
  ],
  ["a trace without an action", [at([], 0, { type: "call" })], "action is not an object"],
])("trace_block: %s is named and no row made", (_, answer, reason) => {
  expect(readTraceBlock(answer, transactions)).toEqual({
    tracer: "trace_block",
    traces: [],
    missing: [{ txIndex: 0, reason }],
  });
});

test("the reason of a failure is read out of the bytes, and nothing is made of others", () => {
  const text = fromHex(because);
  expect(revertReason(text)).toBe("too late");
  const passedOn = AbiCoder.defaultAbiCoder().encode(["bytes"], [text]);
  expect(revertReason(fromHex(`${id("Error(string)").slice(0, 10)}${passedOn.slice(2)}`))).toBe("too late");
  expect(revertReason(fromHex(`0x4e487b71${"0".repeat(62)}11`))).toBe("Panic(0x11)");
  expect(revertReason(text.subarray(0, 75))).toBe("");
  expect(revertReason(fromHex("0x08c379a0"))).toBe("");
  expect(revertReason(new Uint8Array(4))).toBe("");
});
