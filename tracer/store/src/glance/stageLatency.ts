import type { Viewer } from "@ledgerscope/core";
import type { Glance, Reader } from "./glance.ts";
import { sampleOf } from "./sample.ts";

/** What stages are told apart by. */
export type LatencyGroup = "network" | "channel" | "chaincode" | "organisation" | "node";

const COLUMNS: Readonly<Record<LatencyGroup, string>> = {
  network: "''",
  channel: "channel",
  chaincode: "chaincode",
  organisation: "creator_msp",
  node: "node",
};

/** How long one stage took, over many transactions. */
export interface StageLatency {
  readonly stage: string;
  /** Of the group asked for; empty where it is not known, and for the whole network. */
  readonly name: string;
  /** Spans; a transaction has one per node. */
  readonly count: string;
  /** Nanoseconds; half, 95 and 99 of 100 spans took no longer. */
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly p99Ns: number;
  readonly maxNs: number;
}

/** Stages named at most: groups with the most spans come first. */
const MAX_ROWS = 500;

/**
 * Percentiles of the stages of the glance's transactions, by t-digest: within about 1 % of the exact ones. Of many
 * transactions a sample is looked at, see `sampledOneIn`, and counts are multiplied.
 * @param node only the spans of this node.
 */
export async function stageLatency(
  reader: Reader,
  viewer: Viewer,
  glance: Glance,
  by: LatencyGroup,
  node?: string,
): Promise<StageLatency[]> {
  const { oneIn, ...scope } = await sampleOf(reader, viewer, glance);
  return reader.query<StageLatency>(
    `SELECT stage, ${COLUMNS[by]} AS name, toString(count() * {oneIn:UInt32}) AS count,
  quantilesTDigest(0.5, 0.95, 0.99)(ns) AS quantiles,
  toFloat64(quantiles[1]) AS p50Ns, toFloat64(quantiles[2]) AS p95Ns, toFloat64(quantiles[3]) AS p99Ns, toFloat64(max(ns)) AS maxNs
FROM store.trace_summaries
ARRAY JOIN stages.stage AS stage, stages.node AS node, stages.duration_ns AS ns
WHERE ${scope.sql}${node === undefined ? "" : " AND node = {node:String}"}
GROUP BY stage, name ORDER BY count() DESC, stage, name LIMIT ${MAX_ROWS}`,
    { ...scope.params, oneIn, ...(node !== undefined && { node }) },
  );
}
