/**
 * A height and a position as one ordered number: a block holds fewer than 2^24 transactions, a chain fewer
 * than 2^40 blocks.
 */
export const position = (height: string, index: string): string =>
  `bitOr(bitShiftLeft(toUInt64(${height}), 24), toUInt64(${index}))`;

/**
 * SQL of the valid writes of some keys below `{to:UInt64}`, one row per key and transaction, numbered per key from 1.
 * `deleted`: the key is gone after it. Metadata alone counts, for it moves the key's version, unless the key is
 * not there (fabric txmgmt/validation/tx_ops.go). `absent_since`: number of the last write before this one after
 * which a whole block had left the key deleted, 0 where there is none: peers simulate on whole blocks.
 * @param keys condition that chooses rows of `fabric_writes`.
 */
export const keyHistory = (keys: string): string => `SELECT *,
    max(if(seen_absent, seq, 0)) OVER (
      PARTITION BY channel, namespace, collection, key ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS absent_since
  FROM (
    SELECT *,
      row_number() OVER (PARTITION BY channel, namespace, collection, key ORDER BY pos) AS seq,
      deleted AND height < leadInFrame(height) OVER (
        PARTITION BY channel, namespace, collection, key ORDER BY pos ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
      ) AS seen_absent
    FROM (
      SELECT *, max(if(has_value, pos * 2 + NOT deleted, 0)) OVER (
        PARTITION BY channel, namespace, collection, key ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS last_value
      FROM (
        SELECT channel, namespace, collection, key, height, tx_index, any(tx_id) AS writer,
          max(is_delete AND NOT is_metadata) AS deleted, max(NOT is_metadata) AS has_value,
          ${position("height", "tx_index")} AS pos
        FROM store.fabric_writes
        WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND ${keys}
        GROUP BY channel, namespace, collection, key, height, tx_index
      )
    )
    WHERE has_value OR bitAnd(last_value, 1) = 1
  )`;
