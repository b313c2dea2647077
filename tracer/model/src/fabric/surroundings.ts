import type { StageFact } from "@ledgerscope/core";
import type { CallIndex } from "./callIndex.ts";

/**
 * What happened around the transactions of one block (or of one that is in no block): calls that name no
 * transaction, and what else the same gateways sent. Made once per block and shared by its transactions.
 */
export interface Surroundings {
  readonly calls: CallIndex;
  /** Facts of stage `fabric.submit` of the block's transactions, this one's own included. */
  readonly submits: readonly StageFact[];
}
