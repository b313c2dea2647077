import { keyHistory, position } from "./keyHistory.ts";

/** Codes that a peer gives once it has compared reads with the state. */
const COMPARED = "validation_code IN (0, 11, 12)";
const STEP = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

/**
 * Reads of single keys, and for each range query the keys that its range holds or held, as far as they were written
 * since the newest version that the transaction had read: what older blocks had left, it had seen. Bounds are the peer's (validator.go, validateRangeQuery): the end is
 * exclusive where the query was read to its end, otherwise it is the last key read; an empty end is open.
 */
const READS = `SELECT DISTINCT 'read' AS kind, channel, namespace, collection, key, height, tx_index,
    tx_id, validation_code, read_absent, read_height, read_tx_index,
    ${position("height", "tx_index")} AS pos, ${position("read_height", "read_tx_index")} AS read_pos
  FROM store.fabric_reads
  WHERE ${STEP} AND ${COMPARED} AND NOT in_range
  UNION ALL
  SELECT 'range' AS kind, q.channel AS channel, q.namespace AS namespace, '' AS collection, q.key AS key, q.height AS height, q.tx_index AS tx_index,
    q.tx_id AS tx_id, q.validation_code AS validation_code,
    NOT r.found AS read_absent, r.read_height AS read_height, r.read_tx_index AS read_tx_index,
    ${position("q.height", "q.tx_index")} AS pos,
    ${position("r.read_height", "r.read_tx_index")} AS read_pos
  FROM (
    SELECT DISTINCT c.*, k.key AS key FROM ranges AS c INNER JOIN (
      SELECT channel, namespace, key, max(height) AS last_height FROM store.fabric_writes
      WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND collection = ''
        AND namespace IN (SELECT namespace FROM ranges)
      GROUP BY channel, namespace, key
    ) AS k ON c.channel = k.channel AND c.namespace = k.namespace
    WHERE k.last_height > c.seen_height AND k.key >= c.start_key AND (c.end_key = '' OR k.key < c.end_key OR (NOT c.exhausted AND k.key = c.end_key))
  ) AS q
  LEFT JOIN (
    SELECT DISTINCT channel, namespace, key, height, tx_index, action_index, read_height, read_tx_index, true AS found
    FROM store.fabric_reads WHERE ${STEP} AND ${COMPARED} AND in_range AND collection = ''
  ) AS r ON q.channel = r.channel AND q.namespace = r.namespace AND q.key = r.key
    AND q.height = r.height AND q.tx_index = r.tx_index AND q.action_index = r.action_index`;

/** The range queries of the step whose results are recorded one by one; for the others see merkleConflicts. */
const RANGES = `SELECT channel, namespace, height, tx_index, action_index, tx_id, validation_code, start_key, end_key,
    exhausted, seen_height
  FROM store.fabric_range_queries
  LEFT JOIN (
    SELECT channel, height, tx_index, max(read_height) AS seen_height FROM store.fabric_reads
    WHERE ${STEP} AND ${COMPARED} GROUP BY channel, height, tx_index
  ) AS seen USING (channel, height, tx_index)
  WHERE ${STEP} AND ${COMPARED} AND form = 'raw_reads'`;

/**
 * Conflicts of the transactions in [from, to), for all that a peer had compared, valid ones included: a valid one
 * with a conflict means that rule or rows are wrong. The rule is the peer's (core/ledger/kvledger/txmgmt/
 * validation/validator.go). A single read conflicts when a valid transaction before it in the same block wrote
 * the key, or when the version read is not the current one; a key of a range only in the latter case. One
 * row per valid write of the key since the version that was read, or since it was last seen absent.
 */
export const CONFLICTS = `WITH
ranges AS (${RANGES}),
reads AS (${READS}),
touched AS (
  SELECT channel, namespace, collection, key, min(since) AS from_height FROM (
    SELECT channel, namespace, collection, key, if(read_absent, 0, read_height) AS since
    FROM store.fabric_reads WHERE ${STEP} AND ${COMPARED}
    UNION ALL
    SELECT channel, namespace, '' AS collection, key, toUInt64(0) AS since FROM store.fabric_writes
    WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND collection = ''
      AND (channel, namespace) IN (SELECT channel, namespace FROM ranges)
  ) GROUP BY channel, namespace, collection, key
),
history AS (${keyHistory({
  keys: "(channel, namespace, collection, key) IN (SELECT channel, namespace, collection, key FROM touched)",
  since: "SELECT * FROM touched",
})}),
conflicts AS (
  SELECT r.kind AS kind, r.channel AS channel, r.namespace AS namespace,
    r.collection AS collection, r.key AS key, r.height AS height, r.tx_index AS tx_index, r.tx_id AS tx_id,
    r.validation_code AS validation_code, r.read_absent AS read_absent, r.read_height AS read_height,
    r.read_tx_index AS read_tx_index, last.seq AS last_seq, if(r.read_absent, last.absent_since, known.seq) AS known_seq
  FROM reads AS r
  ASOF LEFT JOIN history AS last ON r.channel = last.channel AND r.namespace = last.namespace
    AND r.collection = last.collection AND r.key = last.key AND r.pos > last.pos
  ASOF LEFT JOIN history AS known ON r.channel = known.channel AND r.namespace = known.namespace
    AND r.collection = known.collection AND r.key = known.key AND r.read_pos >= known.pos
  WHERE multiIf(
    r.kind = 'read' AND last.seq > 0 AND last.height = r.height, true,
    last.seq = 0 OR last.deleted, NOT r.read_absent,
    r.read_absent OR r.read_height != last.height OR r.read_tx_index != last.tx_index)
)
SELECT c.kind AS kind, c.channel AS channel, c.namespace AS namespace,
  c.collection AS collection, lower(hex(c.key)) AS key_hex, c.height AS height, c.tx_index AS tx_index,
  c.tx_id AS tx_id, c.validation_code AS validation_code, c.read_absent AS read_absent, c.read_height AS read_height,
  c.read_tx_index AS read_tx_index, w.height AS writer_height, w.tx_index AS writer_tx_index, w.writer AS writer_tx_id,
  w.deleted AS writer_is_delete, if(w.expired, 'expired', 'proved') AS evidence
FROM (
  SELECT *, arrayJoin(if(known_seq >= last_seq, [toUInt64(0)], range(known_seq + 1, last_seq + 1))) AS seq FROM conflicts
) AS c
LEFT JOIN history AS w ON c.channel = w.channel AND c.namespace = w.namespace AND c.collection = w.collection
  AND c.key = w.key AND c.seq = w.seq
ORDER BY height, tx_index, kind, namespace, collection, key_hex, writer_height, writer_tx_index`;
