import { type RangeSet, unionRanges } from "@ledgerscope/core";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { explainedBatches } from "../tables/explainedBatches.ts";
import { unixNanoseconds } from "../unixNanoseconds.ts";

interface Of {
  readonly network: string;
  readonly channel: string;
}

/**
 * Inserts are looked at once more for that long: one may become visible later than it was numbered, and a transaction
 * that is in no block is given time. Nanoseconds.
 */
const LATE_NS = 180_000_000_000n;
/** A transaction's facts lie within this of its own time, whatever clocks say, in seconds. */
export const REACH_S = 900;

/** Heights that were explained before the inserts of facts that tell of them. */
export interface LateFacts {
  readonly heights: RangeSet;
  /** Inserts after this one were looked at. */
  readonly since: bigint;
  /** Up to which insert it is recorded that explanations take account of them. */
  readonly recorded: bigint;
  /** Up to which insert was looked. */
  readonly upto: bigint;
}

/** Inserts of facts after `{since:UInt64}`. */
export const BATCHES = `SELECT * FROM store.fact_batches
  WHERE network = {network:String} AND channel = {channel:String} AND seq > {since:UInt64}`;

/** The digits of a summary's id that every observer knows, as a number. */
export const TX_PREFIX = "reinterpretAsUInt32(reverse(unhex(substring(tx_id, 1, 8))))";

/**
 * What came in after it had been explained. An insert is compared with the rows that it could have changed: each says
 * when it was made.
 */
export async function lateFacts(warehouse: Warehouse, of: Of): Promise<LateFacts> {
  const recorded = await explainedUpto(warehouse, of);
  const since = recorded > LATE_NS ? recorded - LATE_NS : 0n;
  const params = { ...of, since: String(since) };
  const made = `SELECT height, seq, time, ${TX_PREFIX} AS tx_prefix
  FROM store.trace_summaries
  WHERE network = {network:String} AND channel = {channel:String} AND height IS NOT NULL`;
  const [[newest], rows] = await Promise.all([
    warehouse.query<{ upto: string }>(`SELECT max(seq) AS upto FROM (${BATCHES})`, params),
    warehouse.query<{ height: string }>(
      `SELECT DISTINCT m.height AS height FROM (${made}
    AND time >= (SELECT min(from_at) FROM (${BATCHES})) - ${REACH_S}
    AND time <= (SELECT max(to_at) FROM (${BATCHES})) + ${REACH_S}) AS m
INNER JOIN (SELECT prefix, max(seq) AS seq FROM (${BATCHES}) ARRAY JOIN tx_prefixes AS prefix GROUP BY prefix) AS b
  ON b.prefix = m.tx_prefix
WHERE b.seq > m.seq
UNION DISTINCT
SELECT DISTINCT m.height AS height FROM (${made} AND height IN (SELECT arrayJoin(heights) FROM (${BATCHES}))) AS m
INNER JOIN (SELECT height, max(seq) AS seq FROM (${BATCHES}) ARRAY JOIN heights AS height GROUP BY height) AS b
  ON b.height = m.height
WHERE b.seq > m.seq`,
      params,
    ),
  ]);
  const upto = BigInt(newest?.upto ?? 0);
  return {
    heights: unionRanges(rows.map(({ height }) => ({ from: Number(height), to: Number(height) + 1 }))),
    since,
    recorded,
    upto: upto > recorded ? upto : recorded,
  };
}

async function explainedUpto(warehouse: Warehouse, of: Of): Promise<bigint> {
  const [row] = await warehouse.query<{ upto: string }>(
    `SELECT max(upto) AS upto FROM store.explained_batches
WHERE network = {network:String} AND channel = {channel:String}`,
    { ...of },
  );
  return BigInt(row?.upto ?? 0);
}

/** Says that explanations take account of every insert up to that one; written after their rows. */
export async function recordExplained(warehouse: Warehouse, of: Of, upto: bigint): Promise<void> {
  const seq = unixNanoseconds();
  await insertRows(warehouse, explainedBatches, [{ ...of, upto, seq }], `explained:${of.network}:${of.channel}:${seq}`);
}
