import type { FabricBlock } from "@ledgerscope/proof";
import type { RecordedLedger } from "./recordedLedger.ts";
import type { Status } from "./seek.ts";

/** What a node does instead of sending the next block: nothing, cutting the connection, or ending with a status. */
export type Disruption = "stall" | "drop" | Status;

/** Something that a replay peer does wrong. Its parts may be combined. */
export interface Fault {
  /** Changes what is told of a block; gets it as it was recorded. */
  edit?(block: FabricBlock, ledger: RecordedLedger): FabricBlock;
  /** Changes the bytes of a `common.Block`. */
  editBytes?(bytes: Buffer, number: number): Buffer;
  /** Asked before a block is sent on a stream, with its number. */
  before?(number: number): Disruption | undefined;
}
