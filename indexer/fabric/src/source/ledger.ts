import type { Check } from "@ledgerscope/core";
import type { FabricBlock } from "@ledgerscope/proof";
import type { FabricHeader } from "./blockFile.ts";

/** A block came from a running node while it was followed. */
export interface Arrival {
  readonly node: string;
  /** Unix milliseconds by our clock, with fractions. */
  readonly timeMs: number;
}

/** One block of a ledger. */
export interface LedgerBlock {
  /** From the position in the ledger, whatever the block says of itself. */
  readonly height: number;
  /** Undefined when the bytes hold no block: `problem` says why. */
  readonly block: FabricBlock | undefined;
  readonly problem: string | undefined;
  readonly raw: Uint8Array;
  /** What was checked where it was read; none of it holds the block back. */
  readonly checks?: readonly Check[];
  /** From the nodes that had sent it when it was given. @default none: it was there before */
  readonly arrivals?: readonly Arrival[];
}

/** Reads the blocks of a ledger one after the other. Keeps its place when it comes to the end. */
export interface Ledger {
  /** What stands after the last whole block, if anything does: where, and what is wrong. Set once the end was met. */
  readonly tail: string | undefined;
  /** Whether few blocks are left before the head; undefined where blocks do not arrive but are there. */
  readonly isNearHead?: boolean;
  /** False: `next` gave nothing because nothing came for a moment. @default true: it does so at the end only */
  readonly isAtEnd?: boolean;
  /**
   * The next block, or undefined at the end of what is there now.
   * @throws CorruptDataError when the ledger cannot be read further.
   */
  next(): Promise<LedgerBlock | undefined>;
  /** As `next`, but reads the header alone. */
  nextHeader(): Promise<(FabricHeader & { readonly height: number }) | undefined>;
  /**
   * Another copy of the block that was given last, where it proved to be wrong; undefined where there is none.
   * @param reason what is wrong with it.
   */
  another?(height: number, reason: string): Promise<LedgerBlock | undefined>;
  /** Moves before the block of that height, or to the first one where it starts later. */
  seek(height: number): Promise<void>;
  /** Ends when there may be more than there was, or when the signal aborts. */
  wait(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
