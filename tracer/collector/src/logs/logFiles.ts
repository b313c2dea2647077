import type { Stats } from "node:fs";
import { type LogPosition, readLogPositions, type Warehouse } from "@ledgerscope/tracer-store";
import type { LogParser } from "../logParsers.ts";

/** A parser in the middle of a file. */
export interface Underway {
  readonly parse: LogParser;
  /** Bytes that it has seen, after unpacking. */
  readonly offset: number;
}

/** The log files of one node, by the fingerprints that they are known by. */
export class LogFiles {
  readonly #positions: Map<string, LogPosition>;
  readonly #underway = new Map<string, Underway>();
  readonly #seen = new Map<string, string>();

  constructor(positions: readonly LogPosition[]) {
    this.#positions = new Map(positions.map((position) => [position.fingerprint, position]));
  }

  position(fingerprint: string): LogPosition | undefined {
    return this.#positions.get(fingerprint);
  }

  /** Whether the file is as it was when it was looked at last; one that has not been looked at is not. */
  isUnchanged(path: string, { ino, size, mtimeMs }: Pick<Stats, "ino" | "size" | "mtimeMs">): boolean {
    return this.#seen.get(path) === `${ino}:${size}:${mtimeMs}`;
  }

  /** Everything that the file had then is stored. */
  lookedAt(path: string, { ino, size, mtimeMs }: Pick<Stats, "ino" | "size" | "mtimeMs">): void {
    this.#seen.set(path, `${ino}:${size}:${mtimeMs}`);
  }

  /** The parser that has seen the file up to there; undefined where this process has not. */
  underway(fingerprint: string, offset: number): LogParser | undefined {
    const held = this.#underway.get(fingerprint);
    return held?.offset === offset ? held.parse : undefined;
  }

  /** A packed file of that name and size was read to its end. */
  isRead(path: string, packedBytes: number): boolean {
    return [...this.#positions.values()].some((one) => one.path === path && one.packedBytes === packedBytes);
  }

  reached(position: LogPosition, parse: LogParser): void {
    this.#positions.set(position.fingerprint, position);
    this.#underway.set(position.fingerprint, { parse, offset: position.offset });
  }
}

/** What is stored of the log files of a channel's nodes, by node. */
export async function readLogFiles(
  warehouse: Warehouse,
  of: { readonly network: string; readonly channel: string; readonly nodes: readonly string[] },
): Promise<ReadonlyMap<string, LogFiles>> {
  const stored = await readLogPositions(warehouse, of);
  return new Map(of.nodes.map((node) => [node, new LogFiles(stored.filter((one) => one.node === node))]));
}
