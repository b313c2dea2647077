import type { PassRequest } from "@ledgerscope/core";
import { compareBytes, equalBytes } from "@ledgerscope/proof";
import type { Conflict } from "./conflict.ts";
import { type MerkleSummary, merkleSummary, type ReturnedKey } from "./merkleSummary.ts";
import {
  type HistoryWrite,
  type KeyHistory,
  type KeyRange,
  readRangeHistory,
  within,
  writesBefore,
} from "./rangeHistory.ts";

/** A range query whose result is recorded as a Merkle summary. 64-bit integers come as strings. */
interface Row {
  readonly channel: string;
  readonly namespace: string;
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly validation_code: number;
  readonly start_hex: string;
  readonly end_hex: string;
  readonly exhausted: boolean;
  readonly merkle_max_degree: number;
  readonly merkle_max_level: number;
  readonly merkle_hex: readonly string[];
  readonly seen_height: string;
}

const QUERIES = `SELECT q.channel AS channel, namespace, q.height AS height, q.tx_index AS tx_index, tx_id, validation_code,
  lower(hex(start_key)) AS start_hex, lower(hex(end_key)) AS end_hex, exhausted, merkle_max_degree, merkle_max_level,
  arrayMap(x -> lower(hex(x)), merkle_hashes) AS merkle_hex, s.seen_height AS seen_height
FROM store.fabric_range_queries AS q
LEFT JOIN (
  SELECT channel, height, tx_index, max(read_height) AS seen_height FROM store.fabric_reads
  WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
  GROUP BY channel, height, tx_index
) AS s ON q.channel = s.channel AND q.height = s.height AND q.tx_index = s.tx_index
WHERE network = {network:String} AND q.height >= {from:UInt64} AND q.height < {to:UInt64}
  AND form = 'merkle_hashes' AND validation_code IN (0, 11, 12)
ORDER BY height, tx_index`;

/**
 * Conflicts of range queries whose keys are not recorded, only a Merkle summary of keys and versions. The summary
 * tells on which block the transaction was simulated: it is computed of the range's content after each block, from
 * the one before the transaction's back, until it is the recorded one. What changed since is proved then. Where no
 * block fits, the keys of the range written since the newest version that the transaction had read are inferred.
 * @param isComplete whether every block below `to` is stored. Where not, what was written since is not known, and a
 *   query that fits no block is left without a key.
 */
export async function* merkleConflicts(
  { network, stored }: Pick<PassRequest, "network" | "stored">,
  from: number,
  to: number,
  isComplete: boolean,
): AsyncGenerator<Conflict> {
  const byNamespace = new Map<string, Row[]>();
  for await (const row of stored.rows<Row>(QUERIES, { network, from, to })) {
    const id = `${row.channel}\n${row.namespace}`;
    const rows = byNamespace.get(id) ?? [];
    byNamespace.set(id, rows);
    rows.push(row);
  }
  for (const rows of byNamespace.values()) {
    const { channel, namespace } = rows[0] as Row;
    const { start, end } = hull(rows.map(rangeOf));
    const histories = await readRangeHistory(stored, { network, to, channel, namespace }, start, end);
    for (const row of rows) yield* conflictsOf(row, within(histories, rangeOf(row)), isComplete);
  }
}

function* conflictsOf(row: Row, keys: readonly KeyHistory[], isComplete: boolean): Generator<Conflict> {
  const height = Number(row.height);
  const recorded: MerkleSummary = {
    maxDegree: row.merkle_max_degree,
    maxLevel: row.merkle_max_level,
    hashes: row.merkle_hex.map((hash) => Buffer.from(hash, "hex")),
  };
  const counts = (atHeight: number, index: number): number[] => keys.map((key) => writesBefore(key, atHeight, index));
  const now = counts(height, row.tx_index);
  if (isSame(summaryAt(keys, now, recorded.maxDegree), recorded)) return;
  const snapshot = simulatedAfter(keys, height, Number(row.seen_height), recorded);
  const common = {
    kind: "range",
    evidence: snapshot === undefined ? "inferred" : "proved",
    channel: row.channel,
    namespace: row.namespace,
    collection: "",
    height: row.height,
    tx_index: row.tx_index,
    tx_id: row.tx_id,
    validation_code: row.validation_code,
  } as const;
  if (snapshot === undefined && !isComplete) {
    yield { ...common, ...UNEXPLAINED };
    return;
  }
  let isExplained = false;
  const seen = counts((snapshot ?? Number(row.seen_height)) + 1, 0);
  for (const [index, { key, writes }] of keys.entries()) {
    const was = versionOf(writes, seen[index] as number);
    const is = versionOf(writes, now[index] as number);
    if (was === is) continue;
    isExplained = true;
    // What was read of a key is known of a known block only.
    const read = snapshot === undefined ? undefined : was;
    for (const write of writes.slice(seen[index], now[index])) {
      yield {
        ...common,
        key_hex: Buffer.from(key).toString("hex"),
        read_absent: snapshot !== undefined && was === undefined,
        read_height: String(read?.height ?? 0),
        read_tx_index: String(read?.txIndex ?? 0),
        writer_height: String(write.height),
        writer_tx_index: write.txIndex,
        writer_tx_id: write.txId,
        writer_is_delete: write.deleted,
      };
    }
  }
  if (!isExplained) yield { ...common, ...UNEXPLAINED };
}

/** The summary is not that of the range now, and no stored write says why. */
const UNEXPLAINED = {
  key_hex: "",
  read_absent: false,
  read_height: "0",
  read_tx_index: "0",
  writer_height: "0",
  writer_tx_index: 0,
  writer_tx_id: "",
  writer_is_delete: false,
} as const;

/** The current version after so many writes; undefined when the key is not there. */
function versionOf(writes: readonly HistoryWrite[], count: number): HistoryWrite | undefined {
  const last = writes[count - 1];
  return last?.deleted ? undefined : last;
}

/** The block after which the range's content has the recorded summary; undefined when there is none. */
function simulatedAfter(
  keys: readonly KeyHistory[],
  height: number,
  seenHeight: number,
  recorded: MerkleSummary,
): number | undefined {
  // The content changes only where a key was written.
  const heights = new Set([seenHeight, height - 1]);
  for (const { writes } of keys) {
    for (const write of writes) if (write.height > seenHeight && write.height < height) heights.add(write.height);
  }
  for (const candidate of [...heights].sort((a, b) => b - a)) {
    const counts = keys.map((key) => writesBefore(key, candidate + 1, 0));
    if (isSame(summaryAt(keys, counts, recorded.maxDegree), recorded)) return candidate;
  }
  return undefined;
}

function summaryAt(
  keys: readonly KeyHistory[],
  counts: readonly number[],
  maxDegree: number,
): MerkleSummary | undefined {
  const results: ReturnedKey[] = [];
  for (const [index, { key, writes }] of keys.entries()) {
    const version = versionOf(writes, counts[index] as number);
    if (version) results.push({ key, height: version.height, txIndex: version.txIndex });
  }
  return merkleSummary(results, maxDegree);
}

const isSame = (a: MerkleSummary | undefined, b: MerkleSummary): boolean =>
  a !== undefined &&
  a.maxLevel === b.maxLevel &&
  a.hashes.length === b.hashes.length &&
  a.hashes.every((hash, index) => equalBytes(hash, b.hashes[index] as Uint8Array));

const rangeOf = ({ start_hex, end_hex, exhausted }: Row): KeyRange => ({
  start: Buffer.from(start_hex, "hex"),
  end: Buffer.from(end_hex, "hex"),
  includesEnd: !exhausted,
});

/** The smallest range that holds all of them. */
function hull(ranges: readonly KeyRange[]): { start: Uint8Array; end: Uint8Array } {
  const [first, ...rest] = ranges as [KeyRange, ...KeyRange[]];
  let { start, end } = first;
  for (const range of rest) {
    if (compareBytes(range.start, start) < 0) start = range.start;
    if (range.end.length === 0 || (end.length > 0 && compareBytes(range.end, end) > 0)) end = range.end;
  }
  return { start, end };
}
