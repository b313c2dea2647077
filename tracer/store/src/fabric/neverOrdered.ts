import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type Scope, scopeOf } from "../scope.ts";

/** A transaction that failed before it reached a block, from the logs of nodes. */
export interface NeverInBlock {
  readonly network: string;
  readonly channel: string;
  readonly id: string;
  /** When it was first seen, Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly chaincode: string;
}

/** So long after a transaction was last seen it may still be on its way into a block, in seconds: elections and view changes. */
const GRACE_SECONDS = 20;

/** Chaincodes of the peers themselves: they are asked, and what they refuse is no transaction. */
const SYSTEM_CHAINCODES = "('_lifecycle', 'lscc', 'qscc', 'cscc', 'vscc', 'escc')";

/** Calls to endorse whose error came before any line with the transaction's id: those of an endorser carry it. */
const NAMELESS_ERRORS = `attributes['error'] != '' AND attributes['error'] NOT LIKE '%see attached details%'
    AND attributes['error'] NOT LIKE '%endorsement timeout expired%'`;

/**
 * Transactions that logs tell of, that no stored block holds, and that are not on their way any more:
 *
 * - an endorser or the gateway refused them by id, or
 * - an orderer was handed them, and the stored blocks have gone on for long enough since, or
 * - a gateway's call to endorse failed while they were simulated, or
 * - a chaincode (not a peer's own) refused them, or two endorsers simulated them: one good simulation alone is a query
 *   as well as a proposal, and so is one within a gateway's call to evaluate.
 */
const UNORDERED = (scope: string, ids: string): string => `WITH
settled AS (
  SELECT f.network AS network, f.channel AS channel,
    if(maxIf(toUInt64OrZero(f.id), f.subject = 'block' AND f.stage = 'fabric.commit' AND f.edge != 'start') <= any(b.height),
      max(f.at), maxIf(f.at, f.subject = 'block' AND f.id = toString(b.height))) AS until
  FROM store.stage_facts AS f
  LEFT JOIN (SELECT network, channel, max(height) AS height FROM store.fabric_blocks WHERE ${scope} GROUP BY network, channel) AS b
    ON f.network = b.network AND f.channel = b.channel
  WHERE ${scopeOfAlias(scope)}
  GROUP BY network, channel
),
seen AS (
  SELECT network, channel, id, min(at) AS first_at, max(at) AS last_at,
    anyIf(attributes['fabric.chaincode.name'], attributes['fabric.chaincode.name'] != '') AS chaincode,
    countIf(stage = 'fabric.endorse' AND attributes['error'] != '') > 0 AS is_refused,
    countIf(stage = 'fabric.submit' OR (stage = 'fabric.broadcast' AND edge != 'end')) > 0 AS is_sent,
    uniqExactIf(node, stage = 'fabric.endorse.peer') AS endorsers
  FROM store.stage_facts
  WHERE ${scope} AND subject = 'tx' AND length(id) = 64 AND ${ids}
    AND stage IN ('fabric.endorse', 'fabric.endorse.peer', 'fabric.submit', 'fabric.broadcast')
    AND (network, id) NOT IN (
      SELECT network, tx_id FROM store.fabric_transactions WHERE ${scope} AND tx_id IN (
        SELECT id FROM store.stage_facts WHERE ${scope} AND subject = 'tx' AND length(id) = 64 AND ${ids}))
  GROUP BY network, channel, id
),
prefixes AS (
  SELECT network, id,
    countIf(attributes['fabric.chaincode.outcome'] IN ('refused', 'error') OR attributes['error'] != '') > 0 AS is_refused,
    countIf(attributes['fabric.chaincode.name'] IN ${SYSTEM_CHAINCODES}) > 0 AS is_system
  FROM store.stage_facts
  WHERE ${scope} AND subject = 'tx' AND length(id) = 8 AND stage IN ('fabric.chaincode.execute', 'fabric.endorse.peer')
  GROUP BY network, id
),
calls AS (
  SELECT network, channel, node, start_at, end_at, stage = 'fabric.rpc.evaluate' AS is_query,
    attributes['error'] != '' AS is_failed
  FROM store.stage_facts
  WHERE ${scope} AND subject = 'call' AND edge = 'span'
    AND (stage = 'fabric.rpc.evaluate' OR (stage = 'fabric.rpc.endorse' AND ${NAMELESS_ERRORS}))
),
during_calls AS (
  SELECT f.network AS network, f.id AS id, max(c.is_query) AS is_query, min(c.is_query) = 0 AS is_failed
  FROM (
    SELECT network, channel, node, id, at FROM store.stage_facts
    WHERE ${scope} AND subject = 'tx' AND length(id) = 64 AND stage = 'fabric.endorse.peer' AND edge = 'start'
  ) AS f
  INNER JOIN calls AS c ON f.network = c.network AND f.channel = c.channel
  WHERE f.at BETWEEN c.start_at AND c.end_at AND (f.node = c.node OR (c.is_query AND c.is_failed))
  GROUP BY network, id
)
SELECT s.network AS network, s.channel AS channel, s.id AS id, s.first_at AS first_at, s.last_at AS last_at,
  s.chaincode AS chaincode
FROM seen AS s
INNER JOIN settled AS t ON s.network = t.network AND s.channel = t.channel
WHERE (s.is_refused AND NOT s.is_sent)
  OR (s.last_at + INTERVAL ${GRACE_SECONDS} SECOND < t.until AND (s.is_sent
    OR (s.network, s.id) IN (SELECT network, id FROM during_calls WHERE is_failed)
    OR ((s.endorsers > 1 OR (s.network, substring(s.id, 1, 8)) IN (SELECT network, id FROM prefixes WHERE is_refused))
      AND (s.network, substring(s.id, 1, 8)) NOT IN (SELECT network, id FROM prefixes WHERE is_system)
      AND (s.network, s.id) NOT IN (SELECT network, id FROM during_calls WHERE is_query))))`;

/** The same condition for the columns of `f`, where others are joined. */
const scopeOfAlias = (scope: string): string => scope.replace(/\b(network|channel) (IN|=)/g, "f.$1 $2");

/** @param ids a condition on `id`. */
const unordered = ({ sql }: Scope, ids = "1"): string => `(${UNORDERED(sql, ids)})`;

/**
 * Transactions of that id that failed before they reached a block, in order of network.
 * @param of.id lower-case hex: all 64 digits, or for `prefix` the first ones.
 */
export async function neverInBlock(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly id: string; readonly network?: string; readonly prefix?: boolean; readonly limit: number },
): Promise<readonly NeverInBlock[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows = await warehouse.query<Omit<NeverInBlock, "timeNs"> & { readonly timeNs: string }>(
    `SELECT network, channel, id, toUnixTimestamp64Nano(first_at) AS timeNs, chaincode
FROM ${unordered(scope, of.prefix ? "startsWith(id, {id:String})" : "id = {id:String}")}
ORDER BY network, channel, id LIMIT {limit:UInt32}`,
    { ...scope.params, id: of.id, limit: of.limit },
  );
  return rows.map((row) => ({ ...row, timeNs: BigInt(row.timeNs) }));
}

/** How many transactions of a network failed before they reached a block; decimal text. */
export async function neverInBlockCount(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  network: string,
): Promise<string> {
  const scope = scopeOf(viewer, network, { channel: true });
  const [row] = await warehouse.query<{ count: string }>(
    `SELECT toString(uniqExact(channel, id)) AS count FROM ${unordered(scope)}`,
    scope.params,
  );
  return row?.count ?? "0";
}

/** Transactions of a network that failed before they reached a block, in order of time: all, or those of `ids` (at most 100). */
export async function unorderedTransactions(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, ids }: { readonly network: string; readonly ids?: readonly string[] },
): Promise<readonly NeverInBlock[]> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<Omit<NeverInBlock, "timeNs"> & { readonly timeNs: string }>(
    `SELECT network, channel, id, toUnixTimestamp64Nano(first_at) AS timeNs, chaincode
FROM ${unordered(scope, ids ? "id IN {ids:Array(String)}" : "1")} ORDER BY first_at, id`,
    { ...scope.params, ...(ids ? { ids } : {}) },
  );
  return rows.map((row) => ({ ...row, timeNs: BigInt(row.timeNs) }));
}
