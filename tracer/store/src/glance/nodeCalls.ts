import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, secondsOf } from "./glance.ts";

/** gRPC calls of one kind that a node served. */
export interface NodeCalls {
  /** `fabric.rpc.endorse`, … */
  readonly stage: string;
  readonly count: string;
  /** Those that did not end with OK. */
  readonly errors: string;
  /** Nanoseconds. */
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly maxNs: number;
}

/** The calls that a node served, by its log; most frequent first. */
export async function nodeCalls(reader: Reader, viewer: Viewer, glance: Glance, node: string): Promise<NodeCalls[]> {
  const scope = secondsOf(viewer, glance);
  return reader.query<NodeCalls>(
    `SELECT stage, toString(count()) AS count, toString(countIf(code NOT IN ('', 'OK'))) AS errors,
  quantilesTDigest(0.5, 0.95)(ns) AS quantiles, toFloat64(quantiles[1]) AS p50Ns, toFloat64(quantiles[2]) AS p95Ns,
  toFloat64(max(ns)) AS maxNs
FROM (
  SELECT toString(stage) AS stage, at, remote, any(attributes['rpc.grpc.status_code']) AS code,
    toUnixTimestamp64Nano(assumeNotNull(any(end_at))) - toUnixTimestamp64Nano(assumeNotNull(any(start_at))) AS ns
  FROM store.stage_facts
  WHERE ${scope.sql} AND subject = 'call' AND node = {node:String} AND edge = 'span'
  GROUP BY stage, at, remote
) GROUP BY stage ORDER BY count() DESC, stage`,
    { ...scope.params, node },
  );
}
