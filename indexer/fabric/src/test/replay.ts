import type { KeptRows } from "../decode/rows.ts";
import { hex } from "./recordings.ts";

export interface Replayed {
  readonly txId: string;
  readonly code: number;
  /** Reads of single keys, public and hashed, whose version was no longer the current one. */
  readonly staleReads: number;
  /** The same for the raw reads of range queries. */
  readonly staleRangeReads: number;
}

/**
 * Replays a ledger as a peer validates it (fabric txmgmt/validation, `validateKVRead`): transaction after
 * transaction against the state that the valid ones before it left. Written without the product's SQL, so
 * that the two can be compared.
 */
export function replay(rows: KeptRows): Replayed[] {
  const at = (height: number | bigint, index: number): string => `${height}:${index}`;
  const group = <Row extends { height: number | bigint; tx_index: number }>(
    all: readonly Row[],
  ): Map<string, Row[]> => {
    const groups = new Map<string, Row[]>();
    for (const row of all) {
      const key = at(row.height, row.tx_index);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return groups;
  };
  const reads = group(rows.reads);
  const writes = group(rows.writes);
  const state = new Map<string, string>();
  const id = (row: { namespace: string; collection: string; key: string | Uint8Array }): string =>
    `${row.namespace}/${row.collection}/${hex(row.key)}`;
  return rows.transactions.map((tx) => {
    const here = at(tx.height, tx.tx_index);
    const stale = (reads.get(here) ?? []).filter((read) => {
      const current = state.get(id(read));
      return (read.read_absent ? undefined : at(read.read_height, Number(read.read_tx_index))) !== current;
    });
    if (tx.validation_code === 0) {
      for (const write of writes.get(here) ?? []) {
        if (write.is_delete) state.delete(id(write));
        else if (!write.is_metadata || state.has(id(write))) state.set(id(write), here);
      }
    }
    const inRange = stale.filter((read) => read.in_range).length;
    return {
      txId: String(tx.tx_id),
      code: tx.validation_code,
      staleReads: stale.length - inRange,
      staleRangeReads: inRange,
    };
  });
}
