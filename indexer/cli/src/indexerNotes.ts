import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PipelineStage, StageShares } from "./meter.ts";
import { stateFolder } from "./stateFolder.ts";

/** What a process that indexes a network says of itself, for `status` in another one. */
export interface IndexerNote {
  readonly pid: number;
  /** `run`, `backfill`, `gaps --repair`. */
  readonly command: string;
  /** Unix milliseconds. */
  readonly atMs: number;
  readonly blocksPerSecond: number;
  readonly transactionsPerSecond: number;
  /** Milliseconds until what was asked for is stored; null when unknown or without an end. */
  readonly leftMs: number | null;
  readonly bottleneck: PipelineStage | null;
  readonly shares: StageShares;
}

/** A note older than this is nobody's. */
const STALE_MS = 15_000;

function fileOf(configPath: string, network: string): string {
  const config = createHash("sha256").update(configPath).digest("hex").slice(0, 16);
  return path.join(stateFolder("indexers"), `${config}.${network}.json`);
}

/** Written whole or not at all. What cannot be written (a read-only home) is no reason to stop indexing. */
export function writeIndexerNote(configPath: string, network: string, note: IndexerNote): void {
  try {
    const file = fileOf(configPath, network);
    writeFileSync(`${file}.${note.pid}`, JSON.stringify(note), { mode: 0o600 });
    renameSync(`${file}.${note.pid}`, file);
  } catch {}
}

export function removeIndexerNote(configPath: string, network: string): void {
  try {
    rmSync(fileOf(configPath, network), { force: true });
  } catch {}
}

/** What an indexer of this machine and user said in the last seconds, if one runs. */
export function readIndexerNote(configPath: string, network: string): IndexerNote | undefined {
  try {
    const note = JSON.parse(readFileSync(fileOf(configPath, network), "utf8")) as IndexerNote;
    process.kill(note.pid, 0);
    return Date.now() - note.atMs < STALE_MS ? note : undefined;
  } catch {
    return undefined;
  }
}
