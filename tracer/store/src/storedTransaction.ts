import type { LedgerRecord } from "@ledgerscope/tracer-model";

/** A transaction as it stands in a stored block, whatever its family. */
export interface StoredTransaction {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** As its chain prints it. */
  readonly id: string;
  readonly ledger: LedgerRecord;
}
