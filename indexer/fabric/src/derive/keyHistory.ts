/**
 * A height and a position as one ordered number: a block holds fewer than 2^24 transactions, a chain fewer
 * than 2^40 blocks.
 */
export const position = (height: string, index: string): string =>
  `bitOr(bitShiftLeft(toUInt64(${height}), 24), toUInt64(${index}))`;

/** After all transactions of a block. */
const BLOCK_END = "16777215";

const KEY = "channel, namespace, collection, key";

/** Collections whose data expires, and after how many blocks; Fabric allows no change of it. */
export const EXPIRING = `SELECT channel, chaincode AS namespace,
      JSONExtractString(arrayJoin(JSONExtractArrayRaw(collections)) AS item, 'name') AS collection,
      max(toUInt64OrZero(JSONExtractString(item, 'block_to_live'))) AS blocks
    FROM store.fabric_lifecycle
    WHERE network = {network:String} AND validation_code = 0 AND step != 'approve' AND collections != '[]'
    GROUP BY channel, namespace, collection HAVING blocks > 0`;

/** Which keys' history is wanted. */
export interface HistoryOf {
  /** Condition that chooses rows of `fabric_writes`. */
  readonly keys: string;
  /**
   * SELECT of those keys with the column `from_height`: older writes do not matter, the key was there then. 0: all do.
   * @default all do
   */
  readonly since?: string;
}

/** Valid writes, one row per key and transaction. */
const writes = ({ keys, since }: HistoryOf, where = ""): string => `SELECT ${KEY}, height, tx_index,
        any(tx_id) AS writer, max(is_delete AND NOT is_metadata) AS deleted, max(NOT is_metadata) AS has_value,
        ${position("height", "tx_index")} AS pos, ${since ? "any(from_height)" : "toUInt64(0)"} AS since
      FROM store.fabric_writes${since ? ` INNER JOIN (${since}) AS wanted USING (${KEY})` : ""}
      WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND ${keys}
        ${since ? "AND height >= from_height" : ""} ${where}
      GROUP BY ${KEY}, height, tx_index`;

/**
 * Private data is purged a number of blocks after it was written, unless it was written again: its hash goes
 * from the state at the end of that block (fabric pvtstatepurgemgmt).
 */
const expirations = (
  of: HistoryOf,
): string => `SELECT ${KEY}, purged AS height, toUInt32(${BLOCK_END}) AS tx_index, '' AS writer, true AS deleted,
        true AS has_value, ${position("purged", BLOCK_END)} AS pos, since, true AS expired
      FROM (
        SELECT ${KEY}, height AS written, deleted AS gone, since,
          leadInFrame(pos) OVER (PARTITION BY ${KEY} ORDER BY pos ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS next_pos
        FROM (${writes(of, `AND (channel, namespace, collection) IN (SELECT channel, namespace, collection FROM (${EXPIRING}))`)})
      ) AS private
      INNER JOIN (${EXPIRING}) AS expiring USING (channel, namespace, collection)
      WHERE (written + blocks + 1 AS purged) < {to:UInt64} AND NOT gone
        AND (next_pos = 0 OR next_pos > ${position("purged", BLOCK_END)})`;

/**
 * SQL of the valid writes of some keys below `{to:UInt64}`, one row per key and transaction, numbered per key from 1.
 * `deleted`: the key is gone after it. Metadata alone counts, for it moves the key's version, unless the key is
 * not there (fabric txmgmt/validation/tx_ops.go). `expired`: nobody wrote, private data was purged. `absent_since`:
 * number of the last write before this one after which a whole block had left the key deleted, 0 where there is
 * none: peers simulate on whole blocks.
 */
export const keyHistory = (of: HistoryOf): string => `SELECT *,
    max(if(seen_absent, seq, 0)) OVER (
      PARTITION BY ${KEY} ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS absent_since
  FROM (
    SELECT *,
      row_number() OVER (PARTITION BY ${KEY} ORDER BY pos) AS seq,
      deleted AND height < leadInFrame(height) OVER (
        PARTITION BY ${KEY} ORDER BY pos ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
      ) AS seen_absent
    FROM (
      SELECT *, max(if(has_value, pos * 2 + NOT deleted, 0)) OVER (
        PARTITION BY ${KEY} ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS last_value
      FROM (
        SELECT *, false AS expired FROM (${writes(of)})
        UNION ALL ${expirations(of)}
      )
    )
    WHERE has_value OR bitAnd(last_value, 1) = 1 OR (last_value = 0 AND since > 0)
  )`;
