import type { Revert } from "../revert.ts";
import type { BlockTraces, CallTrace } from "./callTrace.ts";

/**
 * Why transactions failed, by their position: of each the innermost call whose failure was handed up, that is from
 * the first call down while a call's last call failed with the very bytes that the call then failed with itself.
 */
export function revertsOfTraces({ traces }: BlockTraces): ReadonlyMap<number, Revert> {
  const reverts = new Map<number, Revert>();
  /** The call that is explained so far, and the place of its last call. */
  let frame: CallTrace | undefined;
  for (const trace of traces) {
    if (trace.traceAddress.length === 0) {
      frame = trace.error === "" ? undefined : trace;
    } else if (frame && frame.txIndex === trace.txIndex) {
      const isLastCall =
        trace.traceAddress.length === frame.traceAddress.length + 1 &&
        trace.traceAddress.at(-1) === frame.subtraces - 1 &&
        frame.traceAddress.every((at, index) => trace.traceAddress[index] === at);
      if (!isLastCall || trace.error === "" || Buffer.compare(trace.output, frame.output) !== 0) continue;
      frame = trace;
    } else continue;
    if (frame) reverts.set(frame.txIndex, { error: frame.error, data: frame.output });
  }
  return reverts;
}
