import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, TRANSACTION, transactionsOf } from "./glance.ts";
import { sampledOneIn } from "./sample.ts";

/** One transaction as its closed trace sums it up. */
export interface TraceSummary {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** In hex, without 0x for Fabric. */
  readonly txId: string;
  /** Null for what never reached a block. */
  readonly height: number | null;
  readonly txIndex: number | null;
  /** Unix nanoseconds, decimal: the client's claim (Fabric), the block's (EVM). */
  readonly timeNs: string;
  /** Nanoseconds, decimal. */
  readonly durationNs: string;
  /** Nanoseconds, decimal: time in which nobody was seen at work; null where that is not known. */
  readonly unknownNs: string | null;
  readonly status: "valid" | "failed" | "not_ordered" | "not_endorsed";
  readonly chaincode: string;
  readonly function: string;
  readonly creatorMsp: string;
  readonly gateway: string;
  /** Names of the stages that could not be seen. */
  readonly gaps: readonly string[];
}

/** Which transactions; what is left out does not matter. */
export interface TraceFilter {
  readonly statuses?: readonly TraceSummary["status"][];
  readonly chaincode?: string;
  readonly function?: string;
  readonly organisation?: string;
  /** Where it took part, in any stage. */
  readonly node?: string;
  /** At least this long, nanoseconds; with `stage`, in one span of that stage. */
  readonly minDurationNs?: number;
  readonly stage?: string;
  /** Diagnosed so: `mvcc_read_conflict`. */
  readonly code?: string;
  readonly subCause?: string;
  readonly kind?: "failure" | "slow" | "suspicion";
  /** It failed over this key, in printable form. */
  readonly key?: string;
}

export type TraceOrder = "slowest" | "newest";

/** Sorting key of the last transaction of the page before. */
export interface TracePosition {
  readonly durationNs: string;
  readonly timeNs: string;
  readonly txId: string;
  readonly height: string;
  readonly txIndex: string;
}

const TIME_NS = "toUnixTimestamp64Nano(toDateTime64(time, 9))";
/** What a row is sorted by among those that are alike; a transaction without a block stands at −1. */
const PLACE = ["tx_id", "ifNull(toInt64(height), -1)", "ifNull(toInt64(tx_index), -1)"];

interface Page {
  readonly order: TraceOrder;
  readonly limit: number;
  readonly after?: TracePosition;
}

/** Of many transactions the newest are looked for in the end of the time first: in one of so many parts of it. */
const PARTS = [256, 16];

/** One page of a network's transactions, slowest or newest first. */
export async function findTraces(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  filter: TraceFilter,
  page: Page,
): Promise<TraceSummary[]> {
  if (page.order === "newest" && (await sampledOneIn(reader, viewer, glance)) > 1) {
    const afterMs = page.after ? Math.floor(Number(page.after.timeNs) / 1e6) + 1 : glance.toMs;
    const toMs = Math.min(glance.toMs, afterMs);
    for (const parts of PARTS) {
      const fromMs = Math.floor(toMs - (toMs - glance.fromMs) / parts);
      const rows = await readTraces(reader, viewer, { ...glance, fromMs }, filter, page);
      if (rows.length >= page.limit) return rows;
    }
  }
  return readTraces(reader, viewer, glance, filter, page);
}

async function readTraces(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  filter: TraceFilter,
  page: Page,
): Promise<TraceSummary[]> {
  const scope = transactionsOf(viewer, glance);
  const [slowest, newest] = ["toInt64(duration_ns)", TIME_NS];
  const keys = [...(page.order === "slowest" ? [slowest, newest] : [newest, slowest]), ...PLACE];
  const conditions = [scope.sql, ...conditionsOf(filter, scope.sql)];
  const after = page.after;
  if (after) {
    const first =
      page.order === "slowest"
        ? "{afterDuration:Int64}, {afterTime:Int64}"
        : "{afterTime:Int64}, {afterDuration:Int64}";
    conditions.push(`(${keys.join(", ")}) < (${first}, {afterId:String}, {afterHeight:Int64}, {afterIndex:Int64})`);
  }
  const isDiagnosed = [filter.code, filter.subCause, filter.kind, filter.key].some((given) => given !== undefined);
  // What was diagnosed is a long look-up, and not made twice but where the first rows are few.
  if (!isDiagnosed || page.order === "newest") conditions.push(amongFirst(scope.sql, filter, page));
  const rows = await reader.query<
    Omit<TraceSummary, "height" | "txIndex"> & { height: string | null; txIndex: string | null }
  >(
    `SELECT network, channel, family, tx_id AS txId, toString(height) AS height, toString(tx_index) AS txIndex,
  toString(${TIME_NS}) AS timeNs, toString(duration_ns) AS durationNs, toString(unknown_ns) AS unknownNs,
  toString(status) AS status, chaincode, function, creator_msp AS creatorMsp, gateway, gaps
FROM store.trace_summaries WHERE ${conditions.join(" AND ")}
ORDER BY ${keys.map((key) => `${key} DESC`).join(", ")} LIMIT {limit:UInt32}`,
    {
      ...scope.params,
      ...paramsOf(filter),
      limit: page.limit,
      ...(after && {
        afterDuration: after.durationNs,
        afterTime: after.timeNs,
        afterId: after.txId,
        afterHeight: after.height,
        afterIndex: after.txIndex,
      }),
    },
  );
  return rows.map((row) => {
    const inBlock = row.height !== null;
    return { ...row, height: inBlock ? Number(row.height) : null, txIndex: inBlock ? Number(row.txIndex) : null };
  });
}

/**
 * Of a page's rows none lies below the last of as many first ones by the order's first column alone: that column is read
 * for all, the wide rows only where they can be in the page.
 */
function amongFirst(scope: string, filter: TraceFilter, { order, after }: Page): string {
  const [column, position] =
    order === "slowest"
      ? ["duration_ns", "{afterDuration:UInt64}"]
      : ["time", "fromUnixTimestamp64Nano({afterTime:Int64})"];
  const first = [scope, ...conditionsOf(filter, scope), ...(after ? [`${column} < ${position}`] : [])];
  return `${column} >= (SELECT min(first) FROM (
  SELECT ${column} AS first FROM store.trace_summaries WHERE ${first.join(" AND ")}
  ORDER BY ${column} DESC LIMIT {limit:UInt32}))`;
}

/** The position after this transaction. */
export const positionOf = ({ durationNs, timeNs, txId, height, txIndex }: TraceSummary): TracePosition => ({
  ...{ durationNs, timeNs, txId },
  height: String(height ?? -1),
  txIndex: String(txIndex ?? -1),
});

function conditionsOf(filter: TraceFilter, scope: string): string[] {
  const { statuses, chaincode, organisation, node, stage, minDurationNs } = filter;
  const inStage = [
    ...(stage === undefined ? [] : ["span.1 = {stage:String}"]),
    ...(node === undefined ? [] : ["span.2 = {node:String}"]),
    ...(stage === undefined || minDurationNs === undefined ? [] : ["span.3 >= {minDurationNs:UInt64}"]),
  ];
  const diagnosed = [
    ...(filter.code === undefined ? [] : ["code = {code:String}"]),
    ...(filter.subCause === undefined ? [] : ["sub_cause = {subCause:String}"]),
    ...(filter.kind === undefined ? [] : ["kind = {kind:String}"]),
    ...(filter.key === undefined ? [] : ["has(culprits.key, {key:String})"]),
  ];
  return [
    ...(statuses === undefined ? [] : ["status IN {statuses:Array(String)}"]),
    ...(chaincode === undefined ? [] : ["chaincode = {chaincode:String}"]),
    ...(filter.function === undefined ? [] : ["function = {function:String}"]),
    ...(organisation === undefined ? [] : ["creator_msp = {organisation:String}"]),
    ...(stage === undefined && minDurationNs !== undefined ? ["duration_ns >= {minDurationNs:UInt64}"] : []),
    ...(inStage.length === 0
      ? []
      : [`arrayExists(span -> ${inStage.join(" AND ")}, arrayZip(stages.stage, stages.node, stages.duration_ns))`]),
    ...(diagnosed.length === 0
      ? []
      : [
          `(${TRANSACTION}) IN (SELECT ${TRANSACTION} FROM store.diagnoses WHERE ${scope} AND ${diagnosed.join(" AND ")})`,
        ]),
  ];
}

function paramsOf({ statuses, ...texts }: TraceFilter): Record<string, unknown> {
  const given = Object.entries({ ...texts, statuses }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
