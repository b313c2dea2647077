import type { Viewer } from "@ledgerscope/core";
import { escapeInvisible } from "../printable.ts";
import { chainBlocks, ofFamilies } from "./chainRows.ts";
import { type Reader, readable } from "./readable.ts";

/** Exact counts over everything stored of a network; decimal text. */
export interface NetworkCounts {
  readonly network: string;
  readonly blocks: string;
  readonly transactions: string;
  readonly failed: string;
}

/** Rows of one network that the viewer may read, as conditions on the families' own tables. */
function ofNetwork(viewer: Viewer, network: string) {
  const fabric = readable(viewer, "with channel");
  const evm = readable(viewer, "without channel");
  return {
    fabric: `${fabric.sql} AND network = {network:String}`,
    evm: `${evm.sql} AND network = {network:String}`,
    params: { ...fabric.params, ...evm.params, network },
  };
}

/**
 * Failed transactions of EVM blocks by `keys`, out of both zones: a view of the two would hide the sums that the engine
 * keeps of the final one (its projection `outcomes`).
 * @param where more conditions, on columns of that projection.
 */
const evmFailed = (of: string, keys: string, where = ""): string =>
  `SELECT ${keys}, count() AS failed FROM store.evm_transactions_final
   WHERE ${of} AND status = 0${where} AND (network, height) NOT IN (SELECT network, height FROM store.canonical WHERE ${of})
   GROUP BY ${keys}
   UNION ALL
   SELECT ${keys}, count() AS failed FROM store.evm_transactions_head FINAL
   WHERE ${of} AND status = 0${where}
     AND (network, height, block_hash) IN (SELECT network, height, block_hash FROM store.canonical WHERE ${of})
   GROUP BY ${keys}`;

/** Blocks say how many transactions they have; none are counted one by one. Networks without a block are left out. */
export async function networkCounts(
  viewer: Viewer,
  reader: Reader,
  networks: readonly string[],
): Promise<NetworkCounts[]> {
  const inFabric = readable(viewer, "with channel");
  const inEvm = readable(viewer, "without channel");
  const named = "network IN {networks:Array(String)}";
  const evm = `${inEvm.sql} AND ${named}`;
  const parts = {
    fabric: `SELECT network, count() AS held, sum(tx_count) AS sent, toUInt64(sum(tx_count - valid_count)) AS refused
       FROM store.fabric_blocks WHERE ${inFabric.sql} AND ${named} GROUP BY network`,
    evm: `SELECT network, count() AS held, sum(tx_count) AS sent, toUInt64(0) AS refused
       FROM store.evm_blocks WHERE ${evm} GROUP BY network
       UNION ALL
       SELECT network, toUInt64(0) AS held, toUInt64(0) AS sent, sum(failed) AS refused
       FROM (${evmFailed(evm, "network")}) GROUP BY network`,
  };
  const families = new Set(networks.map((network) => reader.familyOf?.(network)));
  const asked = families.size === 1 && networks[0] !== undefined ? ofFamilies(reader, networks[0], parts) : undefined;
  return reader.query<NetworkCounts>(
    `SELECT network, toString(sum(held)) AS blocks, toString(sum(sent)) AS transactions, toString(sum(refused)) AS failed
     FROM (${asked ?? Object.values(parts).join("\n       UNION ALL\n       ")}) GROUP BY network`,
    { ...inFabric.params, ...inEvm.params, networks },
  );
}

export interface FailureCount {
  /** The chain's own word, such as MVCC_READ_CONFLICT. */
  readonly reason: string;
  readonly count: string;
}

/** Failed transactions by reason, most frequent first. */
export async function networkFailures(
  viewer: Viewer,
  reader: Reader,
  network: string,
  limit: number,
): Promise<FailureCount[]> {
  const { fabric, evm, params } = ofNetwork(viewer, network);
  const rows = await reader.query<FailureCount>(
    `SELECT reason, toString(sum(failed)) AS count FROM (${ofFamilies(reader, network, {
      fabric: `SELECT toString(validation_name) AS reason, count() AS failed FROM store.fabric_transactions
       WHERE ${fabric} AND validation_code != 0 GROUP BY validation_name`,
      evm: `SELECT if(error = '', 'failed', error) AS reason, failed FROM (${evmFailed(evm, "error")})`,
    })})
     GROUP BY reason ORDER BY sum(failed) DESC, reason LIMIT {limit:UInt32}`,
    { ...params, limit },
  );
  return rows.map((row) => ({ ...row, reason: escapeInvisible(row.reason) }));
}

/** Half-open interval of Unix milliseconds. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * From the first block's time to just after the last one's; undefined while nothing is stored. A genesis block that
 * states 1970 tells nothing of when a chain began.
 */
export async function recordedSpan(viewer: Viewer, reader: Reader, network: string): Promise<TimeSpan | undefined> {
  const { from, where } = chainBlocks(viewer, reader, network);
  const [row] = await reader.query<{ blocks: number | string; fromMs: number | string; lastMs: number | string }>(
    `SELECT count() AS blocks, toUnixTimestamp64Milli(max(time)) AS lastMs,
       toUnixTimestamp64Milli(if(lastMs = 0, min(time), minIf(time, toUnixTimestamp64Milli(time) != 0))) AS fromMs
     FROM ${from} WHERE ${where.sql}`,
    where.params,
  );
  if (!row || Number(row.blocks) === 0) return undefined;
  return { fromMs: Number(row.fromMs), toMs: Number(row.lastMs) + 1 };
}

export interface ActivityBucket extends TimeSpan {
  readonly transactions: number;
  readonly failed: number;
}

/**
 * Transactions over time, in buckets of equal length. A transaction counts at its block's time: the
 * time inside a Fabric transaction is only what its client claims.
 */
export async function networkActivity(
  viewer: Viewer,
  reader: Reader,
  network: string,
  { fromMs, toMs }: TimeSpan,
  buckets: number,
): Promise<ActivityBucket[]> {
  const { fabric, evm, params } = ofNetwork(viewer, network);
  const time = `time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})`;
  const bucket = `intDiv((toUnixTimestamp64Milli(time) - {from:Int64}) * {buckets:Int64}, {to:Int64} - {from:Int64})`;
  const rows = await reader.query<Record<"bucket" | "transactions" | "failed" | "first" | "last", number | string>>(
    `SELECT bucket, sum(held) AS transactions, sum(refused) AS failed, min(lowest) AS first, max(highest) AS last
     FROM (${ofFamilies(reader, network, {
       fabric: `SELECT ${bucket} AS bucket, sum(tx_count) AS held, toUInt64(sum(tx_count - valid_count)) AS refused,
         min(height) AS lowest, max(height) AS highest
       FROM store.fabric_blocks WHERE ${fabric} AND ${time} GROUP BY bucket`,
       evm: `SELECT ${bucket} AS bucket, sum(tx_count) AS held, toUInt64(0) AS refused,
         min(height) AS lowest, max(height) AS highest
       FROM store.evm_blocks WHERE ${evm} AND ${time} GROUP BY bucket`,
     })}) GROUP BY bucket ORDER BY bucket`,
    { ...params, from: fromMs, to: toMs, buckets },
  );
  const counted = new Map(
    rows.map(({ bucket, transactions, failed }) => [
      Number(bucket),
      { transactions: Number(transactions), failed: Number(failed) },
    ]),
  );
  if (rows.length > 0 && reader.familyOf?.(network) !== "fabric") {
    // Blocks follow each other in time: a stretch of time is one of heights.
    const starts = rows.map(({ first }) => Number(first));
    const refused = await reader.query<{ at: number | string; failed: number | string }>(
      `SELECT indexOf({starts:Array(UInt64)}, roundDown(height, {starts:Array(UInt64)})) AS at, sum(failed) AS failed
       FROM (${evmFailed(evm, "network, height", " AND height BETWEEN {first:UInt64} AND {last:UInt64}")}) GROUP BY at`,
      { ...params, starts, first: starts[0], last: Number(rows.at(-1)?.last ?? 0) },
    );
    for (const { at, failed } of refused) {
      const of = counted.get(Number(rows[Number(at) - 1]?.bucket));
      if (of) of.failed += Number(failed);
    }
  }
  // The smallest time for which the SQL above yields this bucket, so that bounds and counts agree exactly.
  const bound = (bucket: number): number => fromMs + Math.ceil((bucket * (toMs - fromMs)) / buckets);
  return Array.from({ length: buckets }, (_, bucket) => ({
    fromMs: bound(bucket),
    toMs: bound(bucket + 1),
    ...(counted.get(bucket) ?? { transactions: 0, failed: 0 }),
  }));
}
