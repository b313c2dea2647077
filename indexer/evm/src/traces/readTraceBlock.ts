import { sameBytes } from "../hex.ts";
import {
  addressOf,
  bytesOf,
  type Fields,
  fieldsOf,
  fixedOf,
  MalformedTrace,
  otherFieldsOf,
  quantityOf,
  textOf,
} from "./answerFields.ts";
import type { BlockTraces, CallTrace } from "./callTrace.ts";
import { type Missing, reasonOf, type TracedTransaction } from "./perTransaction.ts";
import { MAX_DEPTH } from "./readCallTracer.ts";
import { revertReason } from "./revertReason.ts";

const KNOWN = new Set(
  "action result error revertReason type traceAddress subtraces blockHash blockNumber transactionHash transactionPosition".split(
    " ",
  ),
);
const KNOWN_ACTION = new Set(
  "from to value gas input callType init creationMethod address refundAddress balance author rewardType".split(" "),
);
const KNOWN_RESULT = new Set(["gasUsed", "output", "address", "code"]);
const ZERO_ADDRESS = new Uint8Array(20);

/**
 * Reads `trace_block` of OpenEthereum, Erigon, Nethermind, Besu, Reth, anvil: a list of calls with `traceAddress`.
 * https://openethereum.github.io/JSONRPC-trace-module
 * A transaction whose trace is absent or malformed is `missing`, with the reason; nothing is thrown.
 */
export function readTraceBlock(answer: unknown, transactions: readonly TracedTransaction[]): BlockTraces {
  const missing: Missing[] = [];
  const traces: CallTrace[] = [];
  const byTransaction = new Map<number, Fields[]>();
  for (const item of Array.isArray(answer) ? answer : []) {
    if (typeof item !== "object" || item === null) continue;
    const { transactionPosition } = item as Fields;
    const txIndex = typeof transactionPosition === "number" ? transactionPosition : transactions.length;
    const group = byTransaction.get(txIndex);
    if (group) group.push(item as Fields);
    else byTransaction.set(txIndex, [item as Fields]);
  }
  const read = (txIndex: number, transaction: TracedTransaction | undefined): void => {
    try {
      for (const trace of readTransaction(byTransaction.get(txIndex) ?? [], txIndex, transaction)) traces.push(trace);
    } catch (error) {
      missing.push({ txIndex, reason: reasonOf(error) });
    }
  };
  for (const [txIndex, transaction] of transactions.entries()) read(txIndex, transaction);
  if (byTransaction.has(transactions.length)) read(transactions.length, undefined);
  return { tracer: "trace_block", traces, missing };
}

function readTransaction(
  items: readonly Fields[],
  txIndex: number,
  transaction: TracedTransaction | undefined,
): CallTrace[] {
  if (items.length === 0) throw new MalformedTrace("the node gives no trace of it");
  const traces: CallTrace[] = [];
  /** By trace address: whether what the call did was undone. */
  const undone = new Map<string, boolean>();
  for (const [index, item] of items.entries()) {
    const hash = fixedOf(item, "transactionHash", 32);
    if (hash && transaction && !sameBytes(hash, transaction.hash)) {
      throw new MalformedTrace("the trace is of another transaction");
    }
    // Block rewards have no calls: they are told apart by their order.
    const traceAddress = transaction ? traceAddressOf(item) : [index];
    const parent = undone.get(traceAddress.slice(0, -1).join());
    if (transaction && traceAddress.length > 0 && parent === undefined) {
      throw new MalformedTrace(`call ${traceAddress.join()} comes before the call that made it`);
    }
    const trace = readItem(item, {
      txIndex,
      txHash: transaction?.hash,
      traceAddress,
      isUndone: transaction !== undefined && traceAddress.length > 0 && parent === true,
    });
    undone.set(traceAddress.join(), trace.reverted);
    traces.push(trace);
  }
  const [root] = traces;
  if (transaction && root && (root.traceAddress.length > 0 || !sameBytes(root.from, transaction.from))) {
    throw new MalformedTrace("the trace starts with another sender");
  }
  return traces;
}

function traceAddressOf({ traceAddress }: Fields): number[] {
  const isPath =
    Array.isArray(traceAddress) &&
    traceAddress.length < MAX_DEPTH &&
    traceAddress.every((at) => Number.isInteger(at) && at >= 0 && at < 2 ** 32);
  if (!isPath) throw new MalformedTrace("traceAddress is not a list of positions");
  return traceAddress as number[];
}

interface ItemPlace {
  readonly txIndex: number;
  readonly txHash: Uint8Array | undefined;
  readonly traceAddress: readonly number[];
  readonly isUndone: boolean;
}

function readItem(item: Fields, { isUndone, ...place }: ItemPlace): CallTrace {
  const action = fieldsOf(item["action"], "action");
  const result = item["result"] === undefined || item["result"] === null ? {} : fieldsOf(item["result"], "result");
  const { subtraces } = item;
  const error = textOf(item, "error");
  const common = {
    ...place,
    subtraces: typeof subtraces === "number" && subtraces >= 0 && subtraces < 2 ** 32 ? Math.floor(subtraces) : 0,
    gas: quantityOf(action, "gas", 64),
    gasUsed: quantityOf(result, "gasUsed", 64),
    error,
    reverted: isUndone || error !== "",
    otherFields: unknownOf(item, action, result),
  };
  const operation = operationOf(textOf(item, "type"), action, result);
  if (!operation.from) throw new MalformedTrace("a call has no sender");
  const reason = error === "" ? "" : revertReason(operation.output) || textOf(item, "revertReason");
  return { ...common, ...operation, from: operation.from, revertReason: reason };
}

function operationOf(type: string, action: Fields, result: Fields) {
  const none = new Uint8Array();
  switch (type) {
    case "call":
      return {
        type: textOf(action, "callType").slice(0, 32).toLowerCase() || "call",
        from: addressOf(action, "from"),
        to: addressOf(action, "to"),
        value: quantityOf(action, "value", 256),
        input: bytesOf(action, "input"),
        output: bytesOf(result, "output"),
      };
    case "create":
      return {
        type: textOf(action, "creationMethod") === "create2" ? "create2" : "create",
        from: addressOf(action, "from"),
        to: addressOf(result, "address"),
        value: quantityOf(action, "value", 256),
        input: bytesOf(action, "init"),
        output: result["code"] === undefined ? bytesOf(result, "output") : bytesOf(result, "code"),
      };
    case "suicide":
    case "selfdestruct":
      return {
        type: "selfdestruct",
        from: addressOf(action, "address"),
        to: addressOf(action, "refundAddress"),
        value: quantityOf(action, "balance", 256),
        input: none,
        output: none,
      };
    case "reward":
      return {
        type: "reward",
        from: ZERO_ADDRESS,
        to: addressOf(action, "author"),
        value: quantityOf(action, "value", 256),
        input: none,
        output: none,
      };
    default:
      throw new MalformedTrace(`"${type.slice(0, 32)}" is no known type of trace`);
  }
}

function unknownOf(item: Fields, action: Fields, result: Fields): Fields {
  const own = otherFieldsOf(item, KNOWN);
  const ofAction = otherFieldsOf(action, KNOWN_ACTION);
  const ofResult = otherFieldsOf(result, KNOWN_RESULT);
  const rewardType = action["rewardType"] === undefined ? {} : { rewardType: action["rewardType"] };
  return {
    ...own,
    ...(Object.keys(ofAction).length > 0 || Object.keys(rewardType).length > 0
      ? { action: { ...ofAction, ...rewardType } }
      : {}),
    ...(Object.keys(ofResult).length > 0 ? { result: ofResult } : {}),
  };
}
