import type { Row } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";

import { logPositions } from "./tables/logPositions.ts";
import { malformedLogLines } from "./tables/malformedLogLines.ts";

/** How far one log file has been read. */
export interface LogPosition {
  readonly network: string;
  readonly channel: string;
  readonly node: string;
  /** SHA-256 of the file's first line, hex. */
  readonly fingerprint: string;
  readonly path: string;
  /** Bytes after unpacking. */
  readonly offset: number;
  /** Size of a packed file that was read to its end; 0 otherwise. */
  readonly packedBytes: number;
  readonly lines: number;
  readonly facts: number;
  readonly malformed: number;
  readonly stages: readonly string[];
}

/** A line that could not be read. */
export interface MalformedLine {
  readonly offset: number;
  readonly reason: string;
  readonly line: string;
}

const LONGEST_LINE = 4096;
const now = (): bigint => BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);

export async function readLogPositions(
  warehouse: Warehouse,
  of: { readonly network: string; readonly channel: string },
): Promise<readonly LogPosition[]> {
  interface Stored extends Omit<LogPosition, "offset" | "packedBytes" | "lines" | "facts" | "malformed"> {
    readonly offset: string;
    readonly packed_bytes: string;
    readonly lines: string;
    readonly facts: string;
    readonly malformed: string;
  }
  const rows = await warehouse.query<Stored>(
    `SELECT network, channel, node, fingerprint, path, offset, packed_bytes, lines, facts, malformed, stages
FROM store.log_positions FINAL WHERE network = {network:String} AND channel = {channel:String}`,
    of,
  );
  return rows.map(({ packed_bytes, offset, lines, facts, malformed, ...rest }) => ({
    ...rest,
    offset: Number(offset),
    packedBytes: Number(packed_bytes),
    lines: Number(lines),
    facts: Number(facts),
    malformed: Number(malformed),
  }));
}

/** Written after the facts that they stand for: a crash between the two repeats facts, which changes nothing. */
export async function writeLogPositions(warehouse: Warehouse, positions: readonly LogPosition[]): Promise<void> {
  const rows = positions.map(
    ({ packedBytes, ...rest }): Row<typeof logPositions> => ({ ...rest, packed_bytes: packedBytes, seq: now() }),
  );
  const [first] = rows;
  if (!first) return;
  const { network, node, fingerprint, seq } = first;
  await insertRows(warehouse, logPositions, rows, `log_positions:${network}:${node}:${fingerprint}:${seq}`);
}

export async function writeMalformedLines(
  warehouse: Warehouse,
  of: Pick<LogPosition, "network" | "channel" | "node" | "fingerprint">,
  lines: readonly MalformedLine[],
  token: string,
): Promise<void> {
  const { network, channel, node, fingerprint } = of;
  const rows = lines.map(({ offset, reason, line }) => ({
    network,
    channel,
    node,
    fingerprint,
    offset,
    reason,
    line: line.slice(0, LONGEST_LINE),
    seq: now(),
  }));
  await insertRows(warehouse, malformedLogLines, rows, token);
}
