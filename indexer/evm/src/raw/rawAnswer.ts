/** A node's answer as it came. */
export interface RawAnswer {
  readonly kind: "block" | "receipts" | "traces" | "state_diffs";
  /** The `result`, JSON. */
  readonly response: Uint8Array;
}
