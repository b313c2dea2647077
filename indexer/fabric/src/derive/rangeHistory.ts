import type { StoredReader } from "@ledgerscope/core";
import { compareBytes } from "@ledgerscope/proof";
import { keyHistory } from "./keyHistory.ts";

/** One valid write of a key: it is the key's version until the next one. */
export interface HistoryWrite {
  readonly height: number;
  readonly txIndex: number;
  readonly txId: string;
  readonly deleted: boolean;
}

export interface KeyHistory {
  readonly key: Uint8Array;
  /** Ascending. */
  readonly writes: readonly HistoryWrite[];
}

/** Bounds of a range query, as the peer that validates it applies them. */
export interface KeyRange {
  readonly start: Uint8Array;
  /** Empty: open. */
  readonly end: Uint8Array;
  readonly includesEnd: boolean;
}

interface Row {
  readonly key_hex: string;
  readonly writes: readonly (readonly [string, number, string, boolean])[];
}

/** The history of every key from `start` up to and with `end` (empty: to the last), below `to`, in order of keys. */
export async function readRangeHistory(
  stored: StoredReader,
  of: { readonly network: string; readonly to: number; readonly channel: string; readonly namespace: string },
  start: Uint8Array,
  end: Uint8Array,
): Promise<KeyHistory[]> {
  const keys = `channel = {channel:String} AND namespace = {namespace:String} AND collection = ''
    AND key >= unhex({start:String}) AND ({end:String} = '' OR key <= unhex({end:String}))`;
  const sql = `SELECT lower(hex(key)) AS key_hex,
  arraySort(groupArray((height, tx_index, writer, deleted))) AS writes
FROM (${keyHistory({ keys })}) GROUP BY key`;
  const params = { ...of, start: Buffer.from(start).toString("hex"), end: Buffer.from(end).toString("hex") };
  const histories: KeyHistory[] = [];
  for await (const row of stored.rows<Row>(sql, params)) {
    histories.push({
      key: Buffer.from(row.key_hex, "hex"),
      writes: row.writes.map(([height, txIndex, txId, deleted]) => ({
        height: Number(height),
        txIndex,
        txId,
        deleted,
      })),
    });
  }
  return histories.sort((a, b) => compareBytes(a.key, b.key));
}

/** Those of the range, of histories in order of keys. */
export function within(histories: readonly KeyHistory[], { start, end, includesEnd }: KeyRange): readonly KeyHistory[] {
  const from = firstFrom(histories, (key) => compareBytes(key, start) >= 0);
  if (end.length === 0) return histories.slice(from);
  return histories.slice(
    from,
    firstFrom(histories, (key) => (includesEnd ? compareBytes(key, end) > 0 : compareBytes(key, end) >= 0)),
  );
}

/** How many writes of the key stand before the transaction at `height`, `txIndex`. */
export function writesBefore({ writes }: KeyHistory, height: number, txIndex: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const write = writes[middle] as HistoryWrite;
    if (write.height < height || (write.height === height && write.txIndex < txIndex)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstFrom(histories: readonly KeyHistory[], holds: (key: Uint8Array) => boolean): number {
  let low = 0;
  let high = histories.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds((histories[middle] as KeyHistory).key)) high = middle;
    else low = middle + 1;
  }
  return low;
}
