import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";

/** Half-open heights that figures are counted over. */
export interface Heights {
  readonly from: number;
  readonly to: number;
}

const within = "height >= {from:UInt64} AND height < {to:UInt64}";
const FAILED = "validation_code NOT IN (0, 254)";

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
  heights: Heights,
): Promise<ChaincodeCalls[]> {
  const scope = channelScope(viewer, of);
  return reader.query<ChaincodeCalls>(
    `SELECT chaincode, toString(count()) AS calls, toString(countIf(${FAILED})) AS failed,
       toString(uniq(function)) AS functions, max(height) AS lastHeight
     FROM store.fabric_transactions WHERE ${scope.sql} AND ${within} AND chaincode != ''
     GROUP BY chaincode ORDER BY count() DESC, chaincode LIMIT 500`,
    { ...scope.params, ...heights },
  );
}

/** Calls of one function of a chaincode. */
export interface FunctionCalls {
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
  heights: Heights,
  limit: number,
): Promise<FunctionCalls[]> {
  const scope = channelScope(viewer, of);
  return reader.query<FunctionCalls>(
    `SELECT hex(substring(function, 1, 1024)) AS functionHex, toString(count()) AS calls,
       toString(countIf(${FAILED})) AS failed, topKIf(1)(toString(validation_name), ${FAILED})[1] AS worst,
       arraySort(groupUniqArray(20)(toString(creator_msp))) AS organisations, max(height) AS lastHeight
     FROM store.fabric_transactions WHERE ${scope.sql} AND ${within} AND chaincode = {chaincode:String}
     GROUP BY functionHex ORDER BY count() DESC, functionHex LIMIT {limit:UInt32}`,
    { ...scope.params, ...heights, chaincode, limit },
  );
}

/** How long calls of one function took, whole. */
export interface FunctionLatency {
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
