import type { Viewer } from "@ledgerscope/core";
import type { Condition, Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";

/** Half-open heights that figures are counted over. */
export interface Heights {
  readonly from: number;
  readonly to: number;
}

/** A stretch of time by the clients' clocks, rounded to hours; what is left out does not bound. */
export interface Hours {
  readonly fromMs?: number;
  readonly toMs?: number;
}

const within = "height >= {from:UInt64} AND height < {to:UInt64}";
const FAILED = "validation_code NOT IN (0, 254)";

/** Transactions of these hours. Only what the projection `calls` sums up may be asked of them. */
const calledIn = ({ fromMs, toMs }: Hours): Condition => ({
  sql: [
    "chaincode != ''",
    ...(fromMs === undefined ? [] : ["toStartOfHour(time) >= toStartOfHour(fromUnixTimestamp64Milli({fromMs:Int64}))"]),
    ...(toMs === undefined ? [] : ["toStartOfHour(time) < toStartOfHour(fromUnixTimestamp64Milli({toMs:Int64}))"]),
  ].join(" AND "),
  params: { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) },
});

/** How often a chaincode was called. */
export interface ChaincodeCalls {
  readonly chaincode: string;
  readonly calls: string;
  readonly failed: string;
  readonly functions: string;
  readonly lastHeight: number | string;
}

/** Every chaincode that transactions call, most called first. */
export async function chaincodeCalls(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  hours: Hours,
): Promise<ChaincodeCalls[]> {
  const scope = channelScope(viewer, of);
  const called = calledIn(hours);
  return reader.query<ChaincodeCalls>(
    `SELECT chaincode, toString(sum(n)) AS calls, toString(sumIf(n, ${FAILED})) AS failed,
       toString(uniq(function)) AS functions, max(newest) AS lastHeight
     FROM (
       SELECT chaincode, function, validation_code, count() AS n, max(height) AS newest
       FROM store.fabric_transactions WHERE ${scope.sql} AND ${called.sql}
       GROUP BY chaincode, function, validation_code)
     GROUP BY chaincode ORDER BY sum(n) DESC, chaincode LIMIT 500`,
    { ...scope.params, ...called.params },
  );
}

/** Calls of one function of a chaincode. */
interface FunctionCalls {
  /** Raw bytes, hex. */
  readonly functionHex: string;
  readonly calls: string;
  readonly failed: string;
  /** The most frequent reason of its failures; empty where none failed. */
  readonly worst: string;
  readonly organisations: readonly string[];
  readonly lastHeight: number | string;
}

/** Most called first. */
export async function functionCalls(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode: string,
  hours: Hours,
  limit: number,
): Promise<FunctionCalls[]> {
  const scope = channelScope(viewer, of);
  const called = calledIn(hours);
  return reader.query<FunctionCalls>(
    `SELECT hex(substring(function, 1, 1024)) AS functionHex, toString(sum(n)) AS calls,
       toString(sumIf(n, ${FAILED})) AS failed, argMaxIf(validation_name, n, ${FAILED}) AS worst,
       arraySort(groupUniqArrayArray(20)(msps)) AS organisations, max(newest) AS lastHeight
     FROM (
       SELECT function, validation_code, validation_name, sum(calls) AS n, groupUniqArray(20)(creator_msp) AS msps,
         max(newest) AS newest
       FROM (
         SELECT function, validation_code, validation_name, creator_msp, count() AS calls, max(height) AS newest
         FROM store.fabric_transactions WHERE ${scope.sql} AND chaincode = {chaincode:String} AND ${called.sql}
         GROUP BY function, validation_code, validation_name, creator_msp)
       GROUP BY function, validation_code, validation_name)
     GROUP BY functionHex ORDER BY sum(n) DESC, functionHex LIMIT {limit:UInt32}`,
    { ...scope.params, ...called.params, chaincode, limit },
  );
}

/** Calls of a chaincode within one hour, by the clients' clocks. */
export interface CallsInHour {
  /** Unix milliseconds. */
  readonly startMs: number;
  readonly calls: number;
  readonly failed: number;
}

/** Hours in which it was called, oldest first; the newest `limit` of them. */
export async function callsByHour(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode: string,
  hours: Hours,
  limit: number,
): Promise<CallsInHour[]> {
  const scope = channelScope(viewer, of);
  const called = calledIn(hours);
  const rows = await reader.query<Record<"start" | "calls" | "failed", string>>(
    `SELECT toString(toUnixTimestamp(hour)) AS start, toString(sum(n)) AS calls,
       toString(sumIf(n, ${FAILED})) AS failed
     FROM (
       SELECT toStartOfHour(time) AS hour, validation_code, count() AS n
       FROM store.fabric_transactions WHERE ${scope.sql} AND chaincode = {chaincode:String} AND ${called.sql}
       GROUP BY toStartOfHour(time), validation_code)
     GROUP BY hour ORDER BY hour DESC LIMIT {limit:UInt32}`,
    { ...scope.params, ...called.params, chaincode, limit },
  );
  return rows
    .map(({ start, calls, failed }) => ({
      startMs: Number(start) * 1_000,
      calls: Number(calls),
      failed: Number(failed),
    }))
    .reverse();
}

/** How long calls of one function took, whole. */
interface FunctionLatency {
  readonly functionHex: string;
  readonly transactions: string;
  readonly p50Ns: number;
  readonly p95Ns: number;
}

/** Of explained transactions; percentiles by t-digest. */
export async function functionLatencies(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode: string,
  heights: Heights,
): Promise<FunctionLatency[]> {
  const scope = channelScope(viewer, of);
  return reader.query<FunctionLatency>(
    `SELECT hex(substring(function, 1, 1024)) AS functionHex, toString(count()) AS transactions,
       quantilesTDigest(0.5, 0.95)(duration_ns) AS quantiles, toFloat64(quantiles[1]) AS p50Ns,
       toFloat64(quantiles[2]) AS p95Ns
     FROM store.trace_summaries
     WHERE ${scope.sql} AND chaincode = {chaincode:String} AND ${within} AND duration_ns > 0
     GROUP BY functionHex`,
    { ...scope.params, ...heights, chaincode },
  );
}

/** Who calls a chaincode. */
export interface ChaincodeCaller {
  readonly msp: string;
  readonly certSha256: string;
  readonly calls: string;
  readonly failed: string;
}

/** Most active first. */
export async function chaincodeCallers(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode: string,
  heights: Heights,
  limit: number,
): Promise<ChaincodeCaller[]> {
  const scope = channelScope(viewer, of);
  return reader.query<ChaincodeCaller>(
    `SELECT creator_msp AS msp, lower(hex(creator_cert_sha256)) AS certSha256, toString(count()) AS calls,
       toString(countIf(${FAILED})) AS failed
     FROM store.fabric_transactions WHERE ${scope.sql} AND ${within} AND chaincode = {chaincode:String}
     GROUP BY msp, certSha256 ORDER BY count() DESC, msp, certSha256 LIMIT {limit:UInt32}`,
    { ...scope.params, ...heights, chaincode, limit },
  );
}

/** Events of one name that a chaincode emitted. */
export interface ChaincodeEvents {
  readonly nameHex: string;
  /** In transactions that took effect: only these are delivered. */
  readonly count: string;
  readonly lastHeight: number | string;
}

/** Most frequent first. */
export async function chaincodeEvents(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  chaincode: string,
  heights: Heights,
  limit: number,
): Promise<ChaincodeEvents[]> {
  const scope = channelScope(viewer, of);
  return reader.query<ChaincodeEvents>(
    `SELECT hex(substring(event_name, 1, 1024)) AS nameHex, toString(count()) AS count, max(height) AS lastHeight
     FROM store.fabric_events
     WHERE ${scope.sql} AND chaincode = {chaincode:String} AND NOT (${FAILED}) AND ${within}
     GROUP BY nameHex ORDER BY count() DESC, nameHex LIMIT {limit:UInt32}`,
    { ...scope.params, ...heights, chaincode, limit },
  );
}
