import type { Missing } from "../traces/perTransaction.ts";

/** One thing that a transaction changed in the state, as a node traced it. */
export interface StateChange {
  readonly txIndex: number;
  readonly txHash: Uint8Array;
  readonly address: Uint8Array;
  readonly kind: "balance" | "nonce" | "code" | "storage";
  /** Storage: the slot, 32 bytes. */
  readonly slot?: Uint8Array;
  /** 32 bytes big-endian, code as it is; zero or empty where there was no account. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Changes of a whole block, and which tracer told. */
export interface BlockStateDiffs {
  readonly tracer: "prestateTracer" | "stateDiff";
  readonly changes: readonly StateChange[];
  /** Transactions whose changes are not here, with the reason; empty when all are. */
  readonly missing: readonly Missing[];
}

export const ZERO_WORD = new Uint8Array(32);

/** An unsigned integer as 32 bytes, big-endian. */
export function wordOf(value: bigint): Uint8Array {
  return value === 0n ? ZERO_WORD : Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}
