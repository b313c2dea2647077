import { RetryableError } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { fromHex } from "../hex.ts";
import { type Ask, BlockTracer } from "./blockTracer.ts";

const { signal } = new AbortController();
const SENDER = `0x${"11".repeat(20)}`;
const HASHES = [`0x${"aa".repeat(32)}`, `0x${"bb".repeat(32)}`];
const HASH = `0x${"cc".repeat(32)}`;
const block = {
  height: 7,
  hash: fromHex(HASH),
  endpoint: "own",
  transactions: HASHES.map((hash) => ({ hash: fromHex(hash), from: fromHex(SENDER) })),
};

const frame = { type: "CALL", from: SENDER, to: SENDER, value: "0x0", gas: "0x1", gasUsed: "0x1", input: "0x" };
const geth = HASHES.map((txHash) => ({ txHash, result: frame }));
const parity = HASHES.map((transactionHash, transactionPosition) => ({
  type: "call",
  action: { callType: "call", from: SENDER, to: SENDER, value: "0x0", gas: "0x1", input: "0x" },
  result: { gasUsed: "0x1", output: "0x" },
  traceAddress: [],
  subtraces: 0,
  blockHash: HASH,
  transactionHash,
  transactionPosition,
}));

type Methods = Readonly<Record<string, (params: readonly unknown[], only?: string) => unknown>>;

/** A node that offers those methods, and what it was asked. */
function node(methods: Methods) {
  const asked: string[] = [];
  const ask: Ask = async (method, params, { only }) => {
    asked.push(method);
    const answer = methods[method];
    if (!answer) return undefined;
    const result = answer(params, only);
    return Buffer.from(typeof result === "string" ? result : JSON.stringify(result));
  };
  return { tracer: new BlockTracer(ask), asked };
}

describe("a node's traces are asked for in the way that it offers", () => {
  test("for the block with callTracer, where it has it", async () => {
    const { tracer, asked } = node({ debug_traceBlockByHash: () => geth, trace_block: () => parity });
    const { told, check, bytes } = await tracer.traces(block, signal);
    expect([told?.tracer, told?.traces.length, check.state]).toEqual(["callTracer", 2, "unverified"]);
    expect(JSON.parse(Buffer.from(bytes ?? []).toString())).toEqual(geth);
    expect(asked).toEqual(["debug_traceBlockByHash"]);
  });

  test("with trace_block, where it has only that, and from then on at once", async () => {
    const { tracer, asked } = node({ trace_block: () => parity });
    expect((await tracer.traces(block, signal)).told?.tracer).toBe("trace_block");
    await tracer.traces(block, signal);
    expect(asked).toEqual(["debug_traceBlockByHash", "debug_traceBlockByNumber", "trace_block", "trace_block"]);
  });

  test("per transaction, where it has only that", async () => {
    const { tracer, asked } = node({ debug_traceTransaction: () => frame });
    const { told, check } = await tracer.traces(block, signal);
    expect([told?.traces.length, check.state]).toEqual([2, "unverified"]);
    expect(asked.filter((method) => method === "debug_traceTransaction")).toHaveLength(2);
  });

  test("per transaction when it fails for the block: what it tells is kept, what it does not is named", async () => {
    const { tracer } = node({
      debug_traceBlockByNumber: () => {
        throw new RetryableError("execution timeout");
      },
      debug_traceTransaction: ([hash]) => {
        if (hash === HASHES[1]) throw new RetryableError("execution timeout");
        return frame;
      },
    });
    const { told, check } = await tracer.traces(block, signal);
    expect(told?.traces.map(({ txIndex }) => txIndex)).toEqual([0]);
    expect([check.state, check.detail]).toEqual([
      "unchecked",
      "1 of 2 transactions are not traced; transaction 1: the node says: execution timeout",
    ]);
  });

  test("not at all for a block without transactions", async () => {
    const { tracer, asked } = node({ debug_traceBlockByNumber: () => [] });
    expect((await tracer.traces({ ...block, height: 0, transactions: [] }, signal)).check.state).toBe("unverified");
    expect(asked).toEqual([]);
  });
});

describe("of endpoints on different branches, none tells of another block than the one that is stored", () => {
  test("geth's tracers get the block's hash; what has no hash is asked of the endpoint that served the block", async () => {
    const told: unknown[] = [];
    const note =
      (answer: unknown) =>
      (params: readonly unknown[], only?: string): unknown => {
        told.push([params[0], only]);
        return answer;
      };
    await node({ debug_traceBlockByHash: note(geth) }).tracer.traces(block, signal);
    await node({ debug_traceBlockByNumber: note(geth) }).tracer.traces(block, signal);
    await node({ debug_traceTransaction: note(frame) }).tracer.traces(block, signal);
    await node({ trace_replayBlockTransactions: note(null) }).tracer.stateDiffs(block, signal);
    expect(told).toEqual([
      [HASH, undefined],
      ["0x7", "own"],
      [HASHES[0], "own"],
      [HASHES[1], "own"],
      ["0x7", "own"],
    ]);
  });

  test("an answer of trace_block that names another block is not taken", async () => {
    const other = parity.map((item) => ({ ...item, blockHash: `0x${"dd".repeat(32)}` }));
    const { check, told } = await node({ trace_block: () => other }).tracer.traces(block, signal);
    expect([told, check.state, check.detail]).toEqual([
      undefined,
      "unchecked",
      "the node's answer is of another block",
    ]);
  });
});

test.each([
  ["offers none", {}, "the node offers no traces"],
  ["answers no JSON", { debug_traceBlockByNumber: () => "<html>" }, "nothing that can be read"],
  ["answers null", { debug_traceBlockByNumber: () => null }, "nothing that can be read"],
  ["answers another block's", { debug_traceBlockByNumber: () => geth.toReversed() }, /another transaction/],
  [
    "answers a list that is too short",
    { debug_traceBlockByNumber: () => geth.slice(1) },
    /1 answers for 2 transactions/,
  ],
])("a node that %s makes the block's traces unchecked, never an error", async (_, methods, detail) => {
  const { check, told } = await node(methods).tracer.traces(block, signal);
  expect(check).toMatchObject({ check: "traces", state: "unchecked", height: 7 });
  expect(check.detail).toMatch(detail);
  expect(told?.traces ?? []).toEqual([]);
});

test("when indexing is stopped, so is asking", async () => {
  const stopped = AbortSignal.abort(new Error("stopped"));
  const { tracer } = node({
    debug_traceBlockByNumber: () => {
      throw new RetryableError("aborted");
    },
  });
  await expect(tracer.traces(block, stopped)).rejects.toThrow("stopped");
});

test("at most four blocks are traced at a time", async () => {
  let underWay = 0;
  let most = 0;
  const tracer = new BlockTracer(async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay--;
    return Buffer.from(JSON.stringify(geth));
  });
  const told = await Promise.all(Array.from({ length: 20 }, () => tracer.traces(block, signal)));
  expect(told.every(({ check }) => check.state === "unverified")).toBe(true);
  expect(most).toBe(4);
});
