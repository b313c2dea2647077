import type { EvmCallRow } from "../../queries/evm/calls.ts";
import type { EvmCallInTree } from "./refs.ts";

const key = (address: readonly number[]): string => address.join(".");

/**
 * Marks where the failure of a transaction began: from the transaction down, as long as a call failed because the
 * last failing one that it made failed likewise: it hands up the same bytes, or has none of its own.
 * @param calls of one transaction, each before those that it made; their end may be cut off.
 */
export function withFailureOrigin(calls: readonly EvmCallRow[]): EvmCallInTree[] {
  const origin = originOf(calls);
  return calls.map((call) => ({ ...call, failureOrigin: call === origin }));
}

function originOf(calls: readonly EvmCallRow[]): EvmCallRow | undefined {
  const failedBelow = new Map<string, EvmCallRow>();
  for (const call of calls) {
    // Later ones replace those before: the last one is what the caller failed of.
    if (call.error !== "" && call.traceAddress.length > 0) failedBelow.set(key(call.traceAddress.slice(0, -1)), call);
  }
  let at = calls.find(({ traceAddress }) => traceAddress.length === 0);
  if (!at || at.error === "") return undefined;
  for (;;) {
    const below = failedBelow.get(key(at.traceAddress));
    if (!below || (below.output !== at.output && at.output !== "0x")) return at;
    at = below;
  }
}
