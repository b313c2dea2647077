import type { Viewer } from "@ledgerscope/core";
import type { KeyConflict } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import { positionSql } from "./positions.ts";

export interface ConflictRequest {
  readonly network: string;
  readonly channel: string;
  /** Only transactions with this validation code. */
  readonly code: number;
  /** Keys that range queries returned, instead of single reads. */
  readonly inRange: boolean;
  /** First and last transaction asked about: height and position. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** A conflict of the transaction at `height`, `txIndex`. */
export interface PlacedConflict extends KeyConflict {
  readonly height: number;
  readonly txIndex: number;
}

interface Row {
  readonly height: string;
  readonly tx_index: number;
  readonly namespace: string;
  readonly collection: string;
  readonly key_hex: string;
  readonly read_absent: boolean;
  readonly read_height: string;
  readonly read_tx_index: string;
  /** [height, index, id, deleted], ascending. */
  readonly writes: readonly (readonly [string, number, string, boolean])[];
}

/**
 * Reads whose version was no longer current when their transaction was committed, each with every valid
 * write since the version that was read. The rule is the peer's (core/ledger/kvledger/txmgmt/validation/
 * validator.go, validateKVRead): any valid write of the key earlier in the same block is a conflict;
 * otherwise the version read must be that of the last valid write before, and "absent" must mean that
 * there is none or that it deleted the key. Writes of one transaction to one key count once, and a change of
 * a key's metadata is a write, for it advances the version.
 *
 * The history of each key that was read is numbered; `last` is the newest write before the transaction and
 * `known` the one whose version was read. A key that was read as absent is taken to have been absent since the
 * last block that left it deleted (peers simulate on whole blocks): the ledger does not tell one absence from
 * an earlier one.
 */
const SQL = (scope: string): string => `WITH
reads AS (
  SELECT DISTINCT namespace, collection, key, height, tx_index, read_absent, read_height, read_tx_index,
    ${positionSql("height", "tx_index")} AS pos,
    ${positionSql("read_height", "read_tx_index")} AS read_pos
  FROM store.fabric_reads
  WHERE ${scope} AND channel = {channel:String}
    AND height BETWEEN {fromHeight:UInt64} AND {toHeight:UInt64}
    AND (height, tx_index) >= ({fromHeight:UInt64}, {fromIndex:UInt32})
    AND (height, tx_index) <= ({toHeight:UInt64}, {toIndex:UInt32})
    AND validation_code = {code:UInt8} AND in_range = {inRange:Bool}
),
writes AS (
  SELECT namespace, collection, key, height, tx_index, any(tx_id) AS tx_id, max(is_delete) AS deleted,
    ${positionSql("height", "tx_index")} AS pos
  FROM store.fabric_writes
  WHERE ${scope} AND channel = {channel:String} AND validation_code = 0 AND height <= {toHeight:UInt64}
    AND (namespace, collection, key) IN (SELECT namespace, collection, key FROM reads)
  GROUP BY namespace, collection, key, height, tx_index
),
numbered AS (
  SELECT *,
    row_number() OVER (PARTITION BY namespace, collection, key ORDER BY pos) AS seq,
    deleted AND height < leadInFrame(height) OVER (
      PARTITION BY namespace, collection, key ORDER BY pos ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
    ) AS seen_absent
  FROM writes
),
history AS (
  SELECT *,
    max(if(seen_absent, seq, 0)) OVER (
      PARTITION BY namespace, collection, key ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS absent_since
  FROM numbered
),
conflicts AS (
  SELECT r.namespace AS namespace, r.collection AS collection, r.key AS key, r.height AS height, r.tx_index AS tx_index,
    r.read_absent AS read_absent, r.read_height AS read_height, r.read_tx_index AS read_tx_index,
    last.seq AS last_seq, if(r.read_absent, last.absent_since, known.seq) AS known_seq
  FROM reads AS r
  ASOF LEFT JOIN history AS last
    ON r.namespace = last.namespace AND r.collection = last.collection AND r.key = last.key AND r.pos > last.pos
  ASOF LEFT JOIN numbered AS known
    ON r.namespace = known.namespace AND r.collection = known.collection AND r.key = known.key AND r.read_pos >= known.pos
  WHERE (last.seq > 0 AND last.height = r.height)
    OR NOT if(last.seq = 0 OR last.deleted, r.read_absent,
      NOT r.read_absent AND r.read_height = last.height AND r.read_tx_index = last.tx_index)
)
SELECT c.height AS height, c.tx_index AS tx_index, c.namespace AS namespace, c.collection AS collection,
  lower(hex(c.key)) AS key_hex, c.read_absent AS read_absent, c.read_height AS read_height, c.read_tx_index AS read_tx_index,
  arraySort(groupArray((w.height, w.tx_index, w.tx_id, w.deleted))) AS writes
FROM (
  SELECT *, arrayJoin(range(known_seq + 1, greatest(last_seq, known_seq) + 1)) AS seq FROM conflicts
) AS c
INNER JOIN numbered AS w
  ON c.namespace = w.namespace AND c.collection = w.collection AND c.key = w.key AND c.seq = w.seq
GROUP BY height, tx_index, namespace, collection, key_hex, read_absent, read_height, read_tx_index
ORDER BY height, tx_index, namespace, collection, key_hex`;

export async function keyConflicts(
  warehouse: Warehouse,
  viewer: Viewer,
  request: ConflictRequest,
): Promise<readonly PlacedConflict[]> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<Row>(SQL(scope.sql), {
    ...scope.params,
    channel: request.channel,
    code: request.code,
    inRange: request.inRange,
    fromHeight: request.from[0],
    fromIndex: request.from[1],
    toHeight: request.to[0],
    toIndex: request.to[1],
  });
  return rows.map((row) => ({
    height: Number(row.height),
    txIndex: row.tx_index,
    namespace: row.namespace,
    collection: row.collection,
    keyHex: row.key_hex,
    ...(row.read_absent ? {} : { read: { height: Number(row.read_height), txIndex: Number(row.read_tx_index) } }),
    writes: row.writes.map(([height, txIndex, id, isDelete]) => ({ id, height: Number(height), txIndex, isDelete })),
    evidence: "proved",
  }));
}
