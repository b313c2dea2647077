import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const BLOCK_FILE = /^blockfile_\d+(\.xz|\.gz)?$/;
const FETCHED_BLOCK = /\.block(\.xz|\.gz)?$/;

/** The block files at a path, in order: the path itself, or the `blockfile_*` of a folder. */
export function ledgerFilesSync(ledger: string): string[] {
  const stats = statSync(ledger, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return FETCHED_BLOCK.test(ledger) ? [] : [ledger];
  return inFolder(ledger, BLOCK_FILE);
}

/** What `peer channel fetch` wrote at a path, by name: the path itself, or the `*.block` of a folder. */
export function fetchedBlockFilesSync(ledger: string): string[] {
  const stats = statSync(ledger, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return FETCHED_BLOCK.test(ledger) ? [ledger] : [];
  return inFolder(ledger, FETCHED_BLOCK);
}

const inFolder = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => path.join(folder, name));
