import type { RawBlock } from "../rawBlock.ts";

/** A node's answer as it came. */
export interface RawAnswer {
  readonly kind: "block" | "receipts" | "traces" | "state_diffs";
  /** The `result`, JSON. */
  readonly response: Uint8Array;
}

export const rawAnswers = ({ block, receipts }: RawBlock): readonly RawAnswer[] => [
  { kind: "block", response: block },
  { kind: "receipts", response: receipts },
];
