import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { PassRequest } from "./passRows.ts";
import { type At, PLACED_SQL, positionSql } from "./positions.ts";

/** Who else was at one key that a refused transaction had read. */
export interface KeyContention extends At {
  readonly namespace: string;
  readonly collection: string;
  readonly keyHex: string;
  readonly attempts: number;
  readonly creators: number;
  readonly calls: number;
  /** How often its creator made just this call within a minute of it, by its own clock; this one included. */
  readonly repeats: number;
  /** From the first valid writer to the refused transaction, by their clients' clocks, nanoseconds. */
  readonly afterNs: bigint;
}

/** Blocks before and after a refused transaction in which others' attempts on its keys and repeated calls are counted. */
const LOOK_BACK = 200;

/** Calls so long before or after are counted as repeats, seconds. */
const REPEAT_SECONDS = 60;

const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

/**
 * Attempts on the keys of single reads: transactions, valid or refused for the same reason, that wrote the key since
 * the version that was read, and the refused one itself.
 */
const READS = (scope: string): string => `SELECT r.height AS height, r.tx_index AS tx_index,
    r.namespace AS namespace, r.collection AS collection, r.key AS key,
    w.height AS by_height, w.tx_index AS by_tx_index, w.validation_code = 0 AS by_valid
  FROM (
    SELECT DISTINCT namespace, collection, key, height, tx_index, ${positionSql("height", "tx_index")} AS pos,
      if(read_absent, 0, ${positionSql("read_height", "read_tx_index")}) AS read_pos
    FROM store.fabric_reads
    WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL}
      AND validation_code = ${MVCC_READ_CONFLICT} AND NOT in_range
  ) AS r
  INNER JOIN (
    SELECT DISTINCT namespace, collection, key, height, tx_index, validation_code, ${positionSql("height", "tx_index")} AS pos
    FROM store.fabric_writes
    WHERE ${scope} AND channel = {channel:String} AND validation_code IN (0, ${MVCC_READ_CONFLICT})
      AND height + ${LOOK_BACK} >= {fromHeight:UInt64} AND height <= {toHeight:UInt64}
      AND (namespace, collection, key) IN (
        SELECT namespace, collection, key FROM store.fabric_reads
        WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL}
          AND validation_code = ${MVCC_READ_CONFLICT} AND NOT in_range)
  ) AS w ON r.namespace = w.namespace AND r.collection = w.collection AND r.key = w.key
  WHERE w.pos < r.pos AND w.pos > r.read_pos AND w.height + ${LOOK_BACK} >= r.height`;

/** Attempts on keys of ranges: the writers that the pass `conflicts` has named. */
const RANGES = (scope: string): string => `SELECT height, tx_index, namespace, collection, key,
    writer_height AS by_height, writer_tx_index AS by_tx_index, true AS by_valid
  FROM store.fabric_conflicts
  WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL}
    AND kind = 'range' AND validation_code = ${PHANTOM_READ_CONFLICT} AND writer_tx_id != ''`;

const MAKERS = (scope: string): string => `
  SELECT height, tx_index, creator_cert_sha256 AS creator, cityHash64(chaincode, function, args) AS call, time
  FROM store.fabric_transactions
  WHERE ${scope} AND channel = {channel:String} AND chaincode != ''`;

// Each name costs a reading for each time that it is used: what was refused is few, what is around it many.
const SQL = (scope: string, { pairs, code }: { readonly pairs: string; readonly code: number }): string => `WITH
pairs AS (${pairs}),
refused AS (${MAKERS(scope)} AND ${PLACED_SQL} AND validation_code = ${code}),
makers AS (${MAKERS(scope)} AND height + ${LOOK_BACK} >= {fromHeight:UInt64}
    AND height <= {toHeight:UInt64} + ${LOOK_BACK}),
repeats AS (
  SELECT own.height AS height, own.tx_index AS tx_index, count() AS repeats
  FROM refused AS own INNER JOIN makers AS other ON own.creator = other.creator AND own.call = other.call
  WHERE abs(date_diff('second', own.time, other.time)) <= ${REPEAT_SECONDS}
    AND abs(toInt64(own.height) - toInt64(other.height)) <= ${LOOK_BACK}
  GROUP BY height, tx_index
)
SELECT p.height AS height, p.tx_index AS tx_index, p.namespace AS namespace, p.collection AS collection,
  lower(hex(p.key)) AS key_hex, uniqExact(p.by_height, p.by_tx_index) + 1 AS attempts,
  length(arrayDistinct(arrayPushBack(groupUniqArray(1000)(by.creator), any(own.creator)))) AS creators,
  length(arrayDistinct(arrayPushBack(groupUniqArray(1000)(by.call), any(own.call)))) AS calls,
  toUnixTimestamp64Nano(any(own.time)) - toUnixTimestamp64Nano(minIf(by.time, p.by_valid)) AS after_ns, any(r.repeats) AS repeats
FROM pairs AS p
INNER JOIN makers AS by ON p.by_height = by.height AND p.by_tx_index = by.tx_index
INNER JOIN refused AS own ON p.height = own.height AND p.tx_index = own.tx_index
INNER JOIN repeats AS r ON p.height = r.height AND p.tx_index = r.tx_index
GROUP BY height, tx_index, namespace, collection, key_hex
ORDER BY height, tx_index, namespace, collection, key_hex`;

interface Row {
  readonly height: string;
  readonly tx_index: number;
  readonly namespace: string;
  readonly collection: string;
  readonly key_hex: string;
  readonly attempts: string;
  readonly creators: string;
  readonly calls: string;
  readonly repeats: string;
  readonly after_ns: string;
}

/** Who else was at the keys of refused transactions: of their single reads, or of their ranges. */
export async function keyContention(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest & { readonly kind: "read" | "range" },
): Promise<readonly KeyContention[]> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const asked =
    request.kind === "read"
      ? { pairs: READS(scope.sql), code: MVCC_READ_CONFLICT }
      : { pairs: RANGES(scope.sql), code: PHANTOM_READ_CONFLICT };
  const rows = await warehouse.query<Row>(SQL(scope.sql, asked), {
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
    collection: row.collection,
    keyHex: row.key_hex,
    attempts: Number(row.attempts),
    creators: Number(row.creators),
    calls: Number(row.calls),
    repeats: Number(row.repeats),
    afterNs: BigInt(row.after_ns),
  }));
}
