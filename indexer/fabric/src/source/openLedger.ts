import type { DiskLedger } from "./diskLedger.ts";
import { FetchedBlocks } from "./fetchedBlocks.ts";
import { fetchedBlockFilesSync, ledgerFilesSync } from "./ledgerFiles.ts";
import { LedgerReader } from "./ledgerReader.ts";

/** A block file, a folder of them, a fetched block, or a folder of those. */
export function openLedger(path: string): DiskLedger {
  const isFetched = ledgerFilesSync(path).length === 0 && fetchedBlockFilesSync(path).length > 0;
  return isFetched ? new FetchedBlocks(path) : new LedgerReader(path);
}
