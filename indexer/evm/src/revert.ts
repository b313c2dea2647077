import type { CallTrace } from "./traces/callTrace.ts";
import type { CallFrame } from "./wire.ts";

/** Why a transaction failed, as the node's callTracer tells it. No root commits to it. */
export interface Revert {
  readonly error: string;
  readonly data: Uint8Array;
  /** The calls that it made, parents before their calls; absent where they are told otherwise, or not readable. */
  readonly calls?: readonly CallTrace[];
}

const NOTHING = new Uint8Array();

/**
 * The innermost frame whose failure was handed up to the transaction: from the root down while a
 * frame's last call failed with the very bytes that the frame then failed with itself.
 */
export function revertOf(root: CallFrame): Revert | undefined {
  if (root.error === undefined) return undefined;
  const data = root.output ?? NOTHING;
  let frame = root;
  for (;;) {
    const last = frame.calls?.at(-1);
    if (last?.error === undefined || Buffer.compare(last.output ?? NOTHING, data) !== 0) break;
    frame = last;
  }
  return { error: frame.error ?? root.error, data };
}
