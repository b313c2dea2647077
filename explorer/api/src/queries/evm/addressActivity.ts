import type { Range, Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../readable.ts";
import { storedHeights } from "../storedHeights.ts";
import { addressParam, hex } from "./hex.ts";
import { addressIndexTo } from "./passIndex.ts";
import { zoned } from "./zones.ts";

/** Kinds of `evm_address_activity`. */
type ActivityKind =
  | "sent"
  | "received"
  | "created"
  | "method"
  | "inner_method"
  | "caller"
  | "event"
  | "internal"
  | "transfer"
  | "token"
  | "token_in"
  | "token_out"
  | "balance"
  | "block"
  | "withdrawal";

export interface ActivitySum {
  readonly kind: ActivityKind;
  /** 0x-hex; `0x` where the kind has no items. */
  readonly item: string;
  readonly count: string;
  readonly failed: string;
  readonly gas: string;
  readonly value: string;
}

interface Source {
  readonly table: string;
  readonly address: string;
  readonly or?: string;
  readonly item?: string;
  readonly failed?: string;
  readonly gas?: string;
  readonly value?: string;
  readonly where?: string;
}

const transactions = {
  table: "evm_transactions",
  failed: "ifNull(t.status, 1) = 0",
  gas: "gas_used",
  value: "t.value",
} as const;
const HOLDING = `concat(toString(t.token), unhex(substring(standard, -2)),
  if(isNull(t.token_id), '', reverse(reinterpretAsString(assumeNotNull(t.token_id)))))`;
const CALLED_INSIDE = `notEmpty(trace_address) AND type IN ('call', 'staticcall', 'delegatecall', 'callcode') AND t.selector != ''`;

/** Where each kind is counted above the height to which it has been summed; as the pass does it. */
const sources: Readonly<Record<Exclude<ActivityKind, "balance">, Source>> = {
  sent: { ...transactions, address: "t.`from`" },
  received: { ...transactions, address: "t.`to`" },
  created: { ...transactions, address: "t.contract_address" },
  method: { ...transactions, address: "t.`to`", item: "t.selector", where: "t.selector != ''" },
  caller: { ...transactions, address: "t.`to`", item: "toString(t.`from`)", where: "t.input != ''" },
  inner_method: {
    ...{ table: "evm_traces", address: "t.`to`", item: "t.selector", failed: "t.error != ''", gas: "gas_used" },
    ...{ value: "t.value", where: CALLED_INSIDE },
  },
  event: { table: "evm_logs", address: "t.address", item: "toString(t.topics[1])" },
  internal: {
    table: "evm_traces",
    address: "t.`to`",
    or: "t.`from`",
    failed: "reverted",
    where: "notEmpty(trace_address)",
  },
  transfer: { table: "evm_token_transfers", address: "t.`from`", or: "t.`to`" },
  token: { table: "evm_token_transfers", address: "t.token" },
  token_in: { table: "evm_token_transfers", address: "t.`to`", item: HOLDING, value: "t.amount" },
  token_out: { table: "evm_token_transfers", address: "t.`from`", item: HOLDING, value: "t.amount" },
  block: { table: "evm_blocks", address: "t.miner", gas: "gas_used" },
  withdrawal: { table: "evm_withdrawals", address: "t.address", value: "toUInt256(t.amount) * 1000000000" },
};

const COLUMNS = "item, count, failed, gas, value";

/** Rows of one kind as the pass would sum them, over the heights from `{above:UInt64}` on. */
function directly(kind: Exclude<ActivityKind, "balance">, scope: string): string {
  const {
    table,
    address,
    or,
    item = "''",
    failed = "0",
    gas = "0",
    value = "toUInt256(0)",
    where = "1",
  } = sources[kind];
  const is = (column: string): string => `${column} = ${addressParam("address")}`;
  return `SELECT '${kind}' AS kind, a.item AS item, count() AS count, sum(a.failed) AS failed, sum(a.gas) AS gas, sum(a.value) AS value
    FROM (SELECT ${item} AS item, toUInt64(${failed}) AS failed, toUInt64(${gas}) AS gas, ${value} AS value
      FROM store.${table} AS t
      WHERE ${scope} AND network = {network:String} AND height >= {above:UInt64} AND ${where}
        AND ${or ? `(${is(address)} OR ${is(or)})` : is(address)}) AS a
    GROUP BY item`;
}

const united = (...parts: readonly string[]): string => parts.join(" UNION ALL ");

/** How far sums go, and whether anything is stored above: where nothing is, nothing is looked for there. */
async function summedTo(
  viewer: Viewer,
  reader: Reader,
  network: string,
): Promise<{ readonly above: number; readonly isWhole: boolean }> {
  const [above, stored] = await Promise.all([
    addressIndexTo(viewer, reader, network),
    storedHeights(viewer, reader, network),
  ]);
  return { above, isWhole: above > 0 && (!stored || stored.to <= above) };
}

/** What an address did, counted by kind and item, the most frequent first; `first` of each kind. */
export async function addressActivity(
  viewer: Viewer,
  reader: Reader,
  {
    network,
    address,
    kinds,
    first,
  }: { network: string; address: string; kinds: readonly Exclude<ActivityKind, "balance">[]; first: number },
): Promise<ActivitySum[]> {
  const scope = readable(viewer, "without channel");
  const { above, isWhole } = await summedTo(viewer, reader, network);
  const summed = `SELECT kind, ${COLUMNS} FROM store.evm_address_activity
    WHERE ${scope.sql} AND network = {network:String} AND address = ${addressParam("address")}
      AND kind IN {kinds:Array(String)} AND height < {above:UInt64}`;
  return reader.query<ActivitySum>(
    `SELECT kind, ${hex("s.item")} AS item, toString(sum(s.count)) AS count, toString(sum(s.failed)) AS failed,
       toString(sum(s.gas)) AS gas, toString(sum(s.value)) AS value
     FROM (${isWhole ? summed : united(summed, ...kinds.map((kind) => directly(kind, scope.sql)))}) AS s
     GROUP BY kind, s.item ORDER BY kind, sum(s.count) DESC, s.item LIMIT {first:UInt32} BY kind`,
    { ...scope.params, network, address, kinds, above, first },
  );
}

export interface AddressReceived {
  readonly address: string;
  readonly calls: string;
  readonly failed: string;
}

/** How many transactions were sent to each of these addresses. */
export async function addressesReceived(
  viewer: Viewer,
  reader: Reader,
  network: string,
  addresses: readonly string[],
): Promise<AddressReceived[]> {
  const scope = readable(viewer, "without channel");
  const { above, isWhole } = await summedTo(viewer, reader, network);
  const among = "IN arrayMap(a -> toFixedString(unhex(a), 20), {addresses:Array(String)})";
  const summed = `SELECT address, count, failed FROM store.evm_address_activity
     WHERE ${scope.sql} AND network = {network:String} AND address ${among} AND kind = 'received' AND height < {above:UInt64}`;
  const direct = `SELECT assumeNotNull(t.\`to\`) AS address, toUInt64(1) AS count, toUInt64(ifNull(t.status, 1) = 0) AS failed
     FROM store.evm_transactions AS t
     WHERE ${scope.sql} AND network = {network:String} AND height >= {above:UInt64} AND t.\`to\` ${among}`;
  return reader.query(
    `SELECT ${hex("s.address")} AS address, toString(sum(s.count)) AS calls, toString(sum(s.failed)) AS failed
     FROM (${isWhole ? summed : united(summed, direct)}) AS s
     GROUP BY s.address`,
    { ...scope.params, network, addresses, above },
  );
}

export interface BalancePoint {
  readonly height: number | string;
  readonly timeMs: number | string;
  readonly wei: string;
}

/** Balances that state diffs tell, oldest first, at most so many over the whole time; the last one is the newest. */
export async function balanceHistory(
  viewer: Viewer,
  reader: Reader,
  { network, address, points }: { network: string; address: string; points: number },
): Promise<BalancePoint[]> {
  const scope = readable(viewer, "without channel");
  const { above, isWhole } = await summedTo(viewer, reader, network);
  const summed = `SELECT height, time, (height, toUInt32(0)) AS place, value AS wei FROM store.evm_address_activity
     WHERE ${scope.sql} AND network = {network:String} AND address = ${addressParam("address")} AND kind = 'balance'
       AND height < {above:UInt64}`;
  const direct = `SELECT height, time, (height, tx_index + 1) AS place, reinterpretAsUInt256(reverse(t.after)) AS wei
     FROM store.evm_state_diffs AS t
     WHERE ${scope.sql} AND network = {network:String} AND height >= {above:UInt64}
       AND t.address = ${addressParam("address")} AND kind = 'balance'`;
  return reader.query<BalancePoint>(
    `SELECT max(p.height) AS height, toUnixTimestamp64Milli(max(p.time)) AS timeMs, toString(argMax(p.wei, p.place)) AS wei
     FROM (
       SELECT height, time, place, wei, row_number() OVER (ORDER BY place) AS number, count() OVER () AS total
       FROM (${isWhole ? summed : united(summed, direct)})
     ) AS p
     GROUP BY intDiv(total - number, greatest(1, intDiv(total + {points:UInt32} - 1, {points:UInt32}))) ORDER BY height, max(p.place)`,
    { ...scope.params, network, address, above, points },
  );
}

export interface ActivityBucketRow {
  readonly fromMs: number | string;
  readonly sent: string;
  readonly received: string;
  readonly failed: string;
}

/** Transactions of an address over time, in buckets of equal length over the whole of `span`. */
export async function addressOverTime(
  viewer: Viewer,
  reader: Reader,
  {
    network,
    address,
    span,
    buckets,
  }: { network: string; address: string; span: { fromMs: number; toMs: number }; buckets: number },
): Promise<ActivityBucketRow[]> {
  const scope = readable(viewer, "without channel");
  const { above, isWhole } = await summedTo(viewer, reader, network);
  const stepMs = Math.max(1, Math.ceil((span.toMs - span.fromMs) / buckets));
  const summed = `SELECT kind, count, failed, time FROM store.evm_address_activity
     WHERE ${scope.sql} AND network = {network:String} AND address = ${addressParam("address")}
       AND kind IN ('sent', 'received') AND height < {above:UInt64}`;
  const direct = `SELECT if(t.\`from\` = ${addressParam("address")}, 'sent', 'received') AS kind, toUInt64(1) AS count,
       toUInt64(ifNull(t.status, 1) = 0) AS failed, time
     FROM store.evm_transactions AS t
     WHERE ${scope.sql} AND network = {network:String} AND height >= {above:UInt64}
       AND (t.\`from\` = ${addressParam("address")} OR t.\`to\` = ${addressParam("address")})`;
  return reader.query<ActivityBucketRow>(
    `SELECT {from:Int64} + bucket * {step:Int64} AS fromMs, toString(sumIf(count, kind = 'sent')) AS sent,
       toString(sumIf(count, kind = 'received')) AS received, toString(sum(failed)) AS failed
     FROM (
       SELECT kind, count, failed, intDiv(toUnixTimestamp64Milli(time) - {from:Int64}, {step:Int64}) AS bucket
       FROM (${isWhole ? summed : united(summed, direct)}))
     WHERE bucket >= 0 GROUP BY bucket ORDER BY bucket`,
    { ...scope.params, network, address, above, from: span.fromMs, step: stepMs },
  );
}

/** First and last moment that the network's stored blocks have, for charts; undefined while nothing is stored. */
export async function storedSpan(
  viewer: Viewer,
  reader: Reader,
  network: string,
): Promise<{ fromMs: number; toMs: number } | undefined> {
  const heights: Range | undefined = await storedHeights(viewer, reader, network);
  if (!heights) return undefined;
  const scope = readable(viewer, "without channel");
  const blocks = await zoned(viewer, reader, network, "evm_blocks", [heights.to - 1]);
  const [row] = await reader.query<{ fromMs: string; toMs: string }>(
    `SELECT toUnixTimestamp64Milli(min(time)) AS fromMs, toUnixTimestamp64Milli(max(time)) AS toMs FROM ${blocks}
     WHERE ${scope.sql} AND network = {network:String} AND height IN ({first:UInt64}, {last:UInt64})`,
    { ...scope.params, network, first: heights.from, last: heights.to - 1 },
  );
  return row && { fromMs: Number(row.fromMs), toMs: Number(row.toMs) + 1 };
}
