import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { PlacedConflict } from "./keyConflicts.ts";
import type { PassRequest } from "./passRows.ts";
import { PLACED_SQL, positionSql } from "./positions.ts";

/**
 * Keys of the ranges that transactions with code 12 had queried, written by valid transactions after everything that
 * they had read: candidates, since the ledger does not say at which block a range was read. The bounds are the peer's
 * (core/ledger/kvledger/txmgmt/validation/rangequery_validator.go): the end is exclusive where the query was exhausted.
 */
const SQL = (scope: string): string => `WITH refused AS (
  SELECT height, tx_index, ${positionSql("height", "tx_index")} AS pos, max(if(read_absent, 0, ${positionSql("read_height", "read_tx_index")})) AS known
  FROM store.fabric_reads
  WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code = 12
  GROUP BY height, tx_index
), ranges AS (
  SELECT DISTINCT height, tx_index, namespace, start_key, end_key, exhausted
  FROM store.fabric_range_queries
  WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code = 12
), writes AS (
  SELECT namespace, key, height, tx_index, any(tx_id) AS tx_id, max(is_delete) AS deleted, ${positionSql("height", "tx_index")} AS pos
  FROM store.fabric_writes
  WHERE ${scope} AND channel = {channel:String} AND validation_code = 0 AND collection = '' AND height <= {toHeight:UInt64}
    AND namespace IN (SELECT namespace FROM ranges) AND pos > (SELECT min(known) FROM refused)
  GROUP BY namespace, key, height, tx_index
)
SELECT r.height AS height, r.tx_index AS tx_index, r.namespace AS namespace, lower(hex(w.key)) AS key_hex,
  arraySort(groupUniqArray((w.height, w.tx_index, w.tx_id, w.deleted))) AS writes
FROM ranges AS r
INNER JOIN refused AS t ON r.height = t.height AND r.tx_index = t.tx_index
INNER JOIN writes AS w ON r.namespace = w.namespace
WHERE w.pos > t.known AND w.pos < t.pos AND w.key >= r.start_key
  AND (r.end_key = '' OR w.key < r.end_key OR (NOT r.exhausted AND w.key = r.end_key))
GROUP BY height, tx_index, namespace, key_hex
ORDER BY height, tx_index, namespace, key_hex`;

/** Candidates for what changed a range, where the pass `conflicts` has not compared it. */
export async function rangeCandidates(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
): Promise<readonly PlacedConflict[]> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<{
    height: string;
    tx_index: number;
    namespace: string;
    key_hex: string;
    writes: readonly (readonly [string, number, string, boolean])[];
  }>(SQL(scope.sql), {
    ...scope.params,
    channel: request.channel,
    fromHeight: request.from[0],
    fromIndex: request.from[1],
    toHeight: request.to[0],
    toIndex: request.to[1],
  });
  return rows.map((row) => ({
    height: Number(row.height),
    txIndex: row.tx_index,
    namespace: row.namespace,
    collection: "",
    keyHex: row.key_hex,
    writes: row.writes.map(([height, txIndex, id, isDelete]) => ({ id, height: Number(height), txIndex, isDelete })),
    evidence: "inferred",
  }));
}
