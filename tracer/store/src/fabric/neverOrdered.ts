import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import { chunks } from "./failureFacts.ts";

/** A transaction that failed before it reached a block, from the logs of nodes. */
export interface NeverInBlock {
  readonly network: string;
  readonly channel: string;
  readonly id: string;
  /** When it was first seen, Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly chaincode: string;
}

/** Which transactions: of one network or all, of one id, of ids that begin alike, or of some ids (at most 100). */
interface Asked {
  readonly network?: string;
  readonly id?: string;
  readonly prefix?: boolean;
  readonly ids?: readonly string[];
}

type Reader = Pick<Warehouse, "query">;

/** So long after a transaction was last seen it may still be on its way into a block: elections, view changes. Nanoseconds. */
const GRACE_NS = 20_000_000_000n;

/** Ids asked for at once: parameters travel in the URL. */
const AT_ONCE = 100;

/** Chaincodes of the peers themselves: they are asked, and what they refuse is no transaction. */
const SYSTEM_CHAINCODES = "('_lifecycle', 'lscc', 'qscc', 'cscc', 'vscc', 'escc')";

/**
 * Transactions that logs tell of, that no stored block holds, and that are not on their way any more:
 *
 * - an endorser or the gateway refused them by id, or
 * - an orderer was handed them, and the stored blocks have gone on for long enough since, or
 * - a gateway's call to endorse failed while they were simulated, or
 * - a chaincode (not a peer's own) refused them, or two endorsers simulated them: one good simulation alone is a query
 *   as well as a proposal, and so is one within a gateway's call to evaluate.
 *
 * In order of time.
 */
async function unordered(warehouse: Reader, viewer: Viewer, asked: Asked): Promise<readonly NeverInBlock[]> {
  const unplaced = await readUnplaced(warehouse, viewer, asked);
  if (unplaced.length === 0) return [];
  const until = await readSettled(warehouse, viewer, asked.network);
  const failed: NeverInBlock[] = [];
  for (const some of chunks(unplaced, AT_ONCE)) {
    const details = await readDetails(warehouse, viewer, asked.network, some);
    for (const one of some) {
      const { chaincode = "", isRefused = false } = details.words.get(keyOf(one)) ?? {};
      const isSettled = one.lastNs + GRACE_NS < (until.get(`${one.network}\n${one.channel}`) ?? 0n);
      const during = details.calls.get(keyOf(one));
      const prefix = details.prefixes.get(`${one.network}\n${one.id.slice(0, 8)}`);
      const isProposal = (one.endorsers > 1 || prefix?.isRefused) && !prefix?.isSystem && !during?.isQuery;
      const isFailed = one.isSent ? isSettled : isRefused || (isSettled && (during?.isFailed || isProposal));
      if (isFailed) failed.push({ ...one, timeNs: one.firstNs, chaincode });
    }
  }
  return failed.map(({ network, channel, id, timeNs, chaincode }) => ({ network, channel, id, timeNs, chaincode }));
}

const keyOf = ({ network, id }: { readonly network: string; readonly id: string }): string => `${network}\n${id}`;

interface Unplaced {
  readonly network: string;
  readonly channel: string;
  readonly id: string;
  readonly firstNs: bigint;
  readonly lastNs: bigint;
  /** An orderer was handed it. */
  readonly isSent: boolean;
  /** How many endorsers simulated it. */
  readonly endorsers: number;
}

/** Transactions that facts tell of and that no stored block holds, in order of time. */
async function readUnplaced(warehouse: Reader, viewer: Viewer, asked: Asked): Promise<readonly Unplaced[]> {
  const scope = scopeOf(viewer, asked.network, { channel: true });
  const wanted = [
    asked.id === undefined ? [] : [asked.prefix ? "startsWith(id, {id:String})" : "id = {id:String}"],
    asked.ids === undefined ? [] : ["id IN {ids:Array(String)}"],
  ].flat();
  const ids = [
    scope.sql,
    "subject = 'tx' AND length(id) = 64",
    "stage IN ('fabric.endorse', 'fabric.endorse.peer', 'fabric.submit', 'fabric.broadcast')",
    ...wanted,
  ].join(" AND ");
  // Hashes of 16 bytes stand for the ids: a set of them is what this holds in memory.
  const rows = await warehouse.query<{
    network: string;
    channel: string;
    id: string;
    first_ns: string;
    last_ns: string;
    is_sent: boolean;
    endorsers: string;
  }>(
    `SELECT network, channel, id, toUnixTimestamp64Nano(min(at)) AS first_ns, toUnixTimestamp64Nano(max(at)) AS last_ns,
  countIf(stage = 'fabric.submit' OR (stage = 'fabric.broadcast' AND edge != 'end')) > 0 AS is_sent,
  uniqExactIf(node, stage = 'fabric.endorse.peer') AS endorsers
FROM store.stage_facts
WHERE ${ids} AND sipHash128(network, id) NOT IN (
  SELECT sipHash128(network, tx_id) FROM store.fabric_transactions
  WHERE ${scope.sql} AND tx_id IN (SELECT id FROM store.stage_facts WHERE ${ids}))
GROUP BY network, channel, id ORDER BY first_ns, id`,
    { ...scope.params, id: asked.id, ids: asked.ids },
  );
  return rows.map((row) => ({
    ...{ network: row.network, channel: row.channel, id: row.id },
    ...{ firstNs: BigInt(row.first_ns), lastNs: BigInt(row.last_ns) },
    ...{ isSent: Boolean(row.is_sent), endorsers: Number(row.endorsers) },
  }));
}

/**
 * By network and channel: the time up to which stored blocks tell what became of transactions. Where logs tell of
 * blocks that are not stored yet it is that of the newest stored one, else the newest of anything that was seen.
 */
async function readSettled(
  warehouse: Reader,
  viewer: Viewer,
  network: string | undefined,
): Promise<ReadonlyMap<string, bigint>> {
  const scope = scopeOf(viewer, network, { channel: true });
  const rows = await warehouse.query<{ network: string; channel: string; until_ns: string }>(
    `WITH blocks AS (
  SELECT network, channel, toUInt64OrZero(id) AS height, max(at) AS at,
    countIf(stage = 'fabric.commit' AND edge != 'start') > 0 AS is_committed
  FROM store.stage_facts WHERE ${scope.sql} AND subject = 'block' GROUP BY network, channel, height
), seen AS (
  SELECT network, channel, max(toDateTime64(toUInt32OrZero(id), 9)) AS at FROM store.stage_facts
  WHERE ${scope.sql} AND subject IN ('call', 'node') GROUP BY network, channel
), stored AS (
  SELECT network, channel, max(height) AS height FROM store.fabric_blocks WHERE ${scope.sql} GROUP BY network, channel
)
SELECT b.network AS network, b.channel AS channel, toUnixTimestamp64Nano(
  if(maxIf(b.height, b.is_committed) <= any(t.height), greatest(max(b.at), any(s.at)), maxIf(b.at, b.height = t.height))
) AS until_ns
FROM blocks AS b
INNER JOIN stored AS t ON b.network = t.network AND b.channel = t.channel
LEFT JOIN seen AS s ON b.network = s.network AND b.channel = s.channel
GROUP BY network, channel`,
    scope.params,
  );
  return new Map(rows.map((row) => [`${row.network}\n${row.channel}`, BigInt(row.until_ns)]));
}

interface Details {
  /** What was said under the full id. */
  readonly words: ReadonlyMap<string, { readonly chaincode: string; readonly isRefused: boolean }>;
  /** What endorsers said under the id's first 8 digits. */
  readonly prefixes: ReadonlyMap<string, { readonly isRefused: boolean; readonly isSystem: boolean }>;
  /** Calls of a gateway that it was simulated during. */
  readonly calls: ReadonlyMap<string, { readonly isQuery: boolean; readonly isFailed: boolean }>;
}

/** What is known of some transactions that no block holds. */
async function readDetails(
  warehouse: Reader,
  viewer: Viewer,
  network: string | undefined,
  some: readonly Unplaced[],
): Promise<Details> {
  const scope = scopeOf(viewer, network, { channel: true });
  const doubtful = some.filter(({ isSent }) => !isSent);
  const seconds = doubtful.flatMap(({ firstNs, lastNs }) => [firstNs / 1_000_000_000n, lastNs / 1_000_000_000n]);
  const params = {
    ...scope.params,
    ids: some.map(({ id }) => id),
    doubtful: doubtful.map(({ id }) => id),
    prefixes: doubtful.map(({ id }) => id.slice(0, 8)),
    from: String(seconds.reduce((a, b) => (b < a ? b : a), seconds[0] ?? 0n)).padStart(10, "0"),
    to: String(seconds.reduce((a, b) => (b > a ? b : a), 0n) + LONGEST_CALL_SECONDS).padStart(10, "0"),
  };
  const [words, prefixes, calls] = await Promise.all([
    warehouse.query<{ network: string; id: string; chaincode: string; is_refused: boolean }>(
      `SELECT network, id, anyIf(attributes['fabric.chaincode.name'], attributes['fabric.chaincode.name'] != '') AS chaincode,
  countIf(stage = 'fabric.endorse' AND attributes['error'] != '') > 0 AS is_refused
FROM store.stage_facts WHERE ${scope.sql} AND subject = 'tx' AND id IN {ids:Array(String)} GROUP BY network, id`,
      params,
    ),
    warehouse.query<{ network: string; id: string; is_refused: boolean; is_system: boolean }>(
      `SELECT network, id,
  countIf(attributes['fabric.chaincode.outcome'] IN ('refused', 'error') OR attributes['error'] != '') > 0 AS is_refused,
  countIf(attributes['fabric.chaincode.name'] IN ${SYSTEM_CHAINCODES}) > 0 AS is_system
FROM store.stage_facts WHERE ${scope.sql} AND subject = 'tx' AND id IN {prefixes:Array(String)} GROUP BY network, id`,
      params,
    ),
    warehouse.query<{ network: string; id: string; is_query: boolean; is_failed: boolean }>(CALLS(scope.sql), params),
  ]);
  return {
    words: new Map(words.map((row) => [keyOf(row), { chaincode: row.chaincode, isRefused: Boolean(row.is_refused) }])),
    prefixes: new Map(
      prefixes.map((row) => [keyOf(row), { isRefused: Boolean(row.is_refused), isSystem: Boolean(row.is_system) }]),
    ),
    calls: new Map(
      calls.map((row) => [keyOf(row), { isQuery: Boolean(row.is_query), isFailed: Boolean(row.is_failed) }]),
    ),
  };
}

/** A call to endorse or to evaluate ends so long after its simulation began at the latest, seconds. */
const LONGEST_CALL_SECONDS = 60n;

/**
 * Simulations during calls to evaluate, on the gateway itself or, where the call failed, anywhere; and during calls to
 * endorse that failed before any line with the transaction's id (those of an endorser carry it).
 */
const CALLS = (scope: string): string => `SELECT f.network AS network, f.id AS id,
  max(c.is_query) AS is_query, min(c.is_query) = 0 AS is_failed
FROM (
  SELECT network, channel, node, id, at FROM store.stage_facts
  WHERE ${scope} AND subject = 'tx' AND id IN {doubtful:Array(String)} AND stage = 'fabric.endorse.peer' AND edge = 'start'
) AS f
INNER JOIN (
  SELECT network, channel, node, start_at, end_at, stage = 'fabric.rpc.evaluate' AS is_query, attributes['error'] != '' AS is_failed
  FROM store.stage_facts
  WHERE ${scope} AND subject = 'call' AND id BETWEEN {from:String} AND {to:String} AND edge = 'span'
    AND (stage = 'fabric.rpc.evaluate' OR (stage = 'fabric.rpc.endorse' AND attributes['error'] != ''
      AND attributes['error'] NOT LIKE '%see attached details%' AND attributes['error'] NOT LIKE '%endorsement timeout expired%'))
) AS c ON f.network = c.network AND f.channel = c.channel
WHERE f.at BETWEEN c.start_at AND c.end_at AND (f.node = c.node OR (c.is_query AND c.is_failed))
GROUP BY network, id`;

/**
 * Transactions of that id that failed before they reached a block, in order of network.
 * @param of.id lower-case hex: all 64 digits, or for `prefix` the first ones.
 */
export async function neverInBlock(
  warehouse: Reader,
  viewer: Viewer,
  { limit, ...asked }: Asked & { readonly id: string; readonly limit: number },
): Promise<readonly NeverInBlock[]> {
  const found = await unordered(warehouse, viewer, asked);
  const nameOf = ({ network, channel, id }: NeverInBlock): string => `${network}\n${channel}\n${id}`;
  return found.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).slice(0, limit);
}

/**
 * How many transactions of a network failed before they reached a block; decimal text. Where the network is explained
 * its rows are counted, which are as far as `explain` has come; elsewhere it is worked out from the facts.
 */
export async function neverInBlockCount(warehouse: Reader, viewer: Viewer, network: string): Promise<string> {
  const scope = scopeOf(viewer, network, { channel: true });
  const [row] = await warehouse.query<{ explained: number; unplaced: string }>(
    `SELECT toUInt8(count() > 0) AS explained, toString(countIf(height IS NULL)) AS unplaced
FROM store.trace_summaries WHERE ${scope.sql}`,
    scope.params,
  );
  return row?.explained ? row.unplaced : String((await unordered(warehouse, viewer, { network })).length);
}

/** Transactions of a network that failed before they reached a block, in order of time: all, or those of `ids` (at most 100). */
export async function unorderedTransactions(
  warehouse: Reader,
  viewer: Viewer,
  asked: { readonly network: string; readonly ids?: readonly string[] },
): Promise<readonly NeverInBlock[]> {
  return unordered(warehouse, viewer, asked);
}
