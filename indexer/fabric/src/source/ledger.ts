import type { FabricBlock } from "@ledgerscope/proof";
import type { FabricHeader } from "./blockFile.ts";

/** One block of a ledger on disk. */
export interface LedgerBlock {
  /** From the position in the ledger, whatever the block says of itself. */
  readonly height: number;
  /** Undefined when the bytes hold no block: `problem` says why. */
  readonly block: FabricBlock | undefined;
  readonly problem: string | undefined;
  readonly raw: Uint8Array;
}

/** Reads the blocks of a ledger one after the other. Keeps its place when it comes to the end. */
export interface Ledger {
  /** What stands after the last whole block, if anything does: where, and what is wrong. Set once the end was met. */
  readonly tail: string | undefined;
  /**
   * The next block, or undefined at the end of what is there now.
   * @throws CorruptDataError when the ledger cannot be read further.
   */
  next(): Promise<LedgerBlock | undefined>;
  /** As `next`, but reads the header alone. */
  nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined>;
  /** Moves before the block of that height, or to the first one where it starts later. */
  seek(height: number): Promise<void>;
  /** Moves somewhere before the last block, as near to it as can be told without reading the ledger. */
  seekEnd(): Promise<void>;
  close(): Promise<void>;
}
