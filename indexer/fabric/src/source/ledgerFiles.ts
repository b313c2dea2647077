import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const BLOCK_FILE = /^blockfile_\d+(\.xz|\.gz)?$/;

/** The block files at a path, in order: the path itself, or the `blockfile_*` of a folder. */
export function ledgerFilesSync(ledger: string): string[] {
  const stats = statSync(ledger, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [ledger];
  return readdirSync(ledger)
    .filter((name) => BLOCK_FILE.test(name))
    .sort()
    .map((name) => path.join(ledger, name));
}
