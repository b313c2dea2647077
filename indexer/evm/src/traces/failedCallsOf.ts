import type { Revert } from "../revert.ts";
import type { BlockTraces } from "./callTrace.ts";

/** The calls of failed transactions, which came with the answers to why they failed; in the order of the block. */
export function failedCallsOf(reverts: ReadonlyMap<number, Revert>): BlockTraces {
  const inOrder = [...reverts].sort(([a], [b]) => a - b);
  return { tracer: "callTracer", traces: inOrder.flatMap(([, { calls = [] }]) => calls), missing: [] };
}
