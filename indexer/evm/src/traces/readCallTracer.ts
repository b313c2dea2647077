import { sameBytes } from "../hex.ts";
import {
  addressOf,
  bytesOf,
  type Fields,
  fieldsOf,
  MalformedTrace,
  otherFieldsOf,
  quantityOf,
  textOf,
} from "./answerFields.ts";
import type { BlockTraces, CallTrace } from "./callTrace.ts";
import { perTransaction, type TracedTransaction } from "./perTransaction.ts";
import { revertReason } from "./revertReason.ts";

/** The EVM allows calls 1,024 deep (Yellow Paper, 9.1), below the transaction's own; a deeper tree is none. */
export const MAX_DEPTH = 1025;

const KNOWN = new Set("type from to value gas gasUsed input output error revertReason calls".split(" "));

/** One word per operation: some tools drop CALL. */
const OPERATIONS: Readonly<Record<string, string>> = { delegate: "delegatecall", static: "staticcall" };

/**
 * Reads `debug_traceBlockByNumber(…, {tracer: "callTracer"})`: `[{txHash?, result | error}]`, one per transaction.
 * https://geth.ethereum.org/docs/developers/evm-tracing/built-in-tracers#call-tracer
 */
export function readCallTracer(answer: unknown, transactions: readonly TracedTransaction[]): BlockTraces {
  const { found, missing } = perTransaction(answer, transactions, "txHash", (item, { hash, from }, txIndex) => {
    const root = fieldsOf(item["result"], "result");
    const sender = addressOf(root, "from");
    if (sender && !sameBytes(sender, from)) throw new MalformedTrace("the trace starts with another sender");
    return flatten(root, txIndex, hash);
  });
  return { tracer: "callTracer", traces: found, missing };
}

/**
 * Reads `debug_traceTransaction(…, {tracer: "callTracer"})` of one transaction.
 * @returns undefined for what is no tree of calls.
 */
export function readCallTree(answer: unknown, txIndex: number, txHash: Uint8Array): readonly CallTrace[] | undefined {
  try {
    return flatten(fieldsOf(answer, "the answer"), txIndex, txHash);
  } catch (error) {
    if (error instanceof MalformedTrace) return undefined;
    throw error;
  }
}

interface Pending {
  readonly frame: Fields;
  readonly traceAddress: readonly number[];
  readonly isUndone: boolean;
}

/** The tree as a list, parents before their calls, in the order of execution. */
function flatten(root: Fields, txIndex: number, txHash: Uint8Array): CallTrace[] {
  const traces: CallTrace[] = [];
  const stack: Pending[] = [{ frame: root, traceAddress: [], isUndone: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { frame, traceAddress, isUndone } = next;
    if (traceAddress.length >= MAX_DEPTH) throw new MalformedTrace(`calls are more than ${MAX_DEPTH - 1} deep`);
    const calls = frame["calls"] ?? [];
    if (!Array.isArray(calls)) throw new MalformedTrace("calls is not a list");
    const trace = readFrame(frame, { txIndex, txHash, traceAddress, subtraces: calls.length, isUndone });
    traces.push(trace);
    for (let index = calls.length - 1; index >= 0; index--) {
      stack.push({
        frame: fieldsOf(calls[index], "a call"),
        traceAddress: [...traceAddress, index],
        isUndone: trace.reverted,
      });
    }
  }
  return traces;
}

interface FramePlace {
  readonly txIndex: number;
  readonly txHash: Uint8Array;
  readonly traceAddress: readonly number[];
  readonly subtraces: number;
  readonly isUndone: boolean;
}

function readFrame(frame: Fields, { isUndone, ...place }: FramePlace): CallTrace {
  const type = textOf(frame, "type").slice(0, 32).toLowerCase();
  const from = addressOf(frame, "from");
  if (type === "" || !from) throw new MalformedTrace("a call has no type or no sender");
  const error = textOf(frame, "error");
  const output = bytesOf(frame, "output");
  return {
    ...place,
    type: OPERATIONS[type] ?? type,
    from,
    to: addressOf(frame, "to"),
    value: quantityOf(frame, "value", 256),
    gas: quantityOf(frame, "gas", 64),
    gasUsed: quantityOf(frame, "gasUsed", 64),
    input: bytesOf(frame, "input"),
    output,
    error,
    revertReason: error === "" ? "" : revertReason(output) || textOf(frame, "revertReason"),
    reverted: isUndone || error !== "",
    otherFields: otherFieldsOf(frame, KNOWN),
  };
}
