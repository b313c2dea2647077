import type { SpanKey, SpanTree } from "../spanTree.ts";
import type { LedgerRecord } from "../trace.ts";
import { producerTime } from "./blockSpans.ts";
import { callPath, type EvmCall, failingCalls, originOf } from "./evmCall.ts";

/**
 * The execution as a tree of calls. All of them are at the time of the block: how long a call took nobody measured. What
 * is known of it is its gas, in `evm.gas` (given) and `evm.gas_used`.
 */
export function addCallSpans(
  tree: SpanTree,
  ledger: LedgerRecord,
  calls: readonly EvmCall[],
  gas: Readonly<Record<string, string>>,
  root: SpanKey,
): void {
  const block = producerTime(ledger.timeNs);
  const at = { start: block, end: block, atBest: "derived" } as const;
  const execute: SpanKey = { stage: "evm.execute", node: "" };
  const outer = calls.find(({ address }) => address.length === 0);
  const origin = originOf(failingCalls(calls));
  tree.add(execute, {
    ...{ ...at, parent: root },
    // Nodes count the gas of the outermost call in different ways: the receipt's word goes before.
    attributes: { ...(outer ? callAttributes(outer) : {}), ...gas, ...(origin === outer ? originMark(origin) : {}) },
    status: ledger.status === "success" ? "ok" : "error",
  });
  /** The same contract may be called many times: its calls are counted. */
  const counts = new Map<string, number>();
  const keys = new Map<string, SpanKey>([["", execute]]);
  for (const call of calls) {
    if (call === outer) continue;
    const attempt = counts.get(call.to) ?? 0;
    counts.set(call.to, attempt + 1);
    // An empty name is the execution itself.
    const key: SpanKey = { stage: "evm.execute", node: call.to || "0x", attempt };
    keys.set(callPath(call), key);
    tree.add(key, {
      ...at,
      parent: keys.get(call.address.slice(0, -1).join(".")) ?? execute,
      attributes: { ...callAttributes(call), ...(call === origin ? originMark(call) : {}) },
      status: call.error === "" ? "ok" : "error",
    });
  }
}

const originMark = (origin: EvmCall | undefined): Record<string, string> =>
  origin ? { "evm.call.origin": "true" } : {};

function callAttributes(call: EvmCall): Record<string, string> {
  const { type, from, to, value, gas, gasUsed, selector, error } = call;
  return {
    "evm.call.path": callPath(call),
    "evm.call.type": type,
    "evm.call.from": from,
    "evm.call.to": to,
    "evm.gas": String(gas),
    "evm.gas_used": String(gasUsed),
    ...(value === 0n ? {} : { "evm.value": String(value) }),
    ...(selector === "" ? {} : { "evm.selector": selector }),
    ...(error === "" ? {} : { error }),
  };
}
