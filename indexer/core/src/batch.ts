import type { BlockHeader } from "./block.ts";
import type { Check } from "./check.ts";

/** Bytes for one table, in a format that the engine reads itself. */
export interface Payload {
  /** Table name as the family's schema declares it, without zone suffix: `evm_blocks`. */
  readonly table: string;
  readonly format: "RowBinary" | "JSONEachRow" | "JSONCompactEachRow" | "Native";
  /** Column names in the order of the bytes. */
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** Told once the rows are stored: nobody reads the bytes any more, and their memory may be written anew. */
  readonly release?: () => void;
}

/** Blocks that were checked as far as the chain allows, ready to be stored. */
export interface Batch {
  /** First height of the batch. */
  readonly from: number;
  /** One past the last height: the batch is half-open, [from, to). */
  readonly to: number;
  /**
   * One header per stored block, ascending. A height in [from, to) without a header was held back:
   * `checks` says why, and it stays a gap until it is repaired.
   */
  readonly headers: readonly BlockHeader[];
  readonly payloads: readonly Payload[];
  /** Every check made on these blocks, those of held-back blocks included. */
  readonly checks: readonly Check[];
  /** Blocks that were held back, with the bytes as received. */
  readonly quarantined: readonly QuarantinedBlock[];
  /** False while the blocks can still be reverted: they go to the head zone. */
  readonly final: boolean;
  /**
   * There was nothing more to read. Whoever stores it asks for the next one afterwards, so that what comes in the
   * meantime is one batch, rather than a small one that waits and the rest behind it. @default false
   */
  readonly atHead?: boolean;
}

export interface QuarantinedBlock {
  readonly height: number;
  /** The failed check. */
  readonly check: string;
  readonly detail: string;
  readonly raw: Uint8Array;
}
