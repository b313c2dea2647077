import type { Ledger } from "./ledger.ts";

/** A ledger on disk. */
export interface DiskLedger extends Ledger {
  /** Moves somewhere before the last block, as near to it as can be told without reading the ledger. */
  seekEnd(): Promise<void>;
}
