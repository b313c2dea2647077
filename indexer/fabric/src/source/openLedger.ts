import { FetchedBlocks } from "./fetchedBlocks.ts";
import type { Ledger } from "./ledger.ts";
import { fetchedBlockFilesSync, ledgerFilesSync } from "./ledgerFiles.ts";
import { LedgerReader } from "./ledgerReader.ts";

/** A ledger on disk. */
export interface DiskLedger extends Ledger {
  /** Moves somewhere before the last block, as near to it as can be told without reading the ledger. */
  seekEnd(): Promise<void>;
}

/** A block file, a folder of them, a fetched block, or a folder of those. */
export function openLedger(path: string): DiskLedger {
  const isFetched = ledgerFilesSync(path).length === 0 && fetchedBlockFilesSync(path).length > 0;
  return isFetched ? new FetchedBlocks(path) : new LedgerReader(path);
}
