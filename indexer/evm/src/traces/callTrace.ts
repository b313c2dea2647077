import type { OtherFields } from "../evmBlock.ts";
import type { Missing } from "./perTransaction.ts";

/** A call as a node traced it, whichever tracer it offers. No root commits to any of it. */
export interface CallTrace {
  /** Position of the transaction; one past the last for a block reward. */
  readonly txIndex: number;
  /** Undefined for a block reward. */
  readonly txHash: Uint8Array | undefined;
  /** Positions of the calls down to this one; empty: the transaction itself. */
  readonly traceAddress: readonly number[];
  /** Calls that it made itself. */
  readonly subtraces: number;
  /** `call`, `create`, `selfdestruct`…: lower case, one word per operation whatever the tracer calls it. */
  readonly type: string;
  readonly from: Uint8Array;
  /** Whose code ran, the contract created, who received; undefined when nothing was created. */
  readonly to: Uint8Array | undefined;
  /** In wei. */
  readonly value: bigint;
  readonly gas: bigint;
  readonly gasUsed: bigint;
  /** Call data or init code. */
  readonly input: Uint8Array;
  /** What was returned; the code of a created contract. */
  readonly output: Uint8Array;
  /** The node's word for why it failed; empty when it did not. */
  readonly error: string;
  readonly revertReason: string;
  /** It failed, or a call above it did: what it did was undone. */
  readonly reverted: boolean;
  readonly otherFields: OtherFields;
}

/** Traces of a whole block, and of which tracer. */
export interface BlockTraces {
  readonly tracer: "callTracer" | "trace_block";
  readonly traces: readonly CallTrace[];
  /** Transactions that have no trace here, with the reason; empty when all have. */
  readonly missing: readonly Missing[];
}

export const isCreation = ({ type }: CallTrace): boolean => type === "create" || type === "create2";
