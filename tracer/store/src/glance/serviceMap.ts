import type { Viewer } from "@ledgerscope/core";
import type { Glance, Reader } from "./glance.ts";
import { sampleOf } from "./sample.ts";

/**
 * What travels along an edge: a client's request to its gateway (`request`, `submit`), a proposal to an endorser, a
 * transaction to an orderer, from one orderer to the leader, and a block to a peer.
 */
export type EdgeKind = "request" | "endorse" | "submit" | "broadcast" | "forward" | "disseminate";

/** Calls between two participants of a network. */
export interface ServiceEdge {
  readonly kind: EdgeKind;
  /** A client's organisation, or a node; empty for whichever orderer it was. */
  readonly source: string;
  /** A node; empty for the leader, whichever orderer it was. */
  readonly target: string;
  /** Calls; blocks for `disseminate`. */
  readonly calls: string;
  readonly errors: string;
  /** Nanoseconds; 0 where only moments are known. */
  readonly p50Ns: number;
  readonly p95Ns: number;
}

const MAX_EDGES = 300;

/**
 * Who calls whom, how often, how long it takes and how often it fails, from the spans of the glance's transactions.
 * Where a client works without a gateway (before Fabric 2.4) it is the one who calls endorsers and orderers. Of many
 * transactions a sample is looked at, see `sampledOneIn`, and counts are multiplied.
 */
export async function serviceMap(reader: Reader, viewer: Viewer, glance: Glance): Promise<ServiceEdge[]> {
  const { oneIn, ...scope } = await sampleOf(reader, viewer, glance);
  return reader.query<ServiceEdge>(
    `WITH transactions AS (
  -- What failed early names its gateway in its endorsement alone.
  SELECT concat('client:', creator_msp) AS client,
    if(gateway = '', arrayElement(stages.node, indexOf(stages.stage, 'fabric.endorse')), gateway) AS through,
    if(through = '', client, through) AS caller,
    -- A block reaches a peer once, however many transactions it holds: its first one counts.
    tx_index = 0 AS counts, stages.stage, stages.node, stages.duration_ns, stages.status
  FROM store.trace_summaries WHERE ${scope.sql}
)
SELECT multiIf(stage = 'fabric.endorse', 'request', stage = 'fabric.endorse.peer', 'endorse', stage = 'fabric.submit', 'submit',
    stage = 'fabric.broadcast', 'broadcast', stage = 'fabric.order.forward', 'forward', 'disseminate') AS kind,
  multiIf(kind IN ('request', 'submit'), client, kind = 'forward', node, kind = 'disseminate', '', caller) AS source,
  if(kind = 'forward', '', node) AS target,
  toString(count() * {oneIn:UInt32}) AS calls, toString(countIf(status = 'error') * {oneIn:UInt32}) AS errors,
  quantilesTDigest(0.5, 0.95)(ns) AS quantiles, toFloat64(quantiles[1]) AS p50Ns, toFloat64(quantiles[2]) AS p95Ns
FROM transactions
ARRAY JOIN stages.stage AS stage, stages.node AS node, stages.duration_ns AS ns, stages.status AS status
WHERE stage IN ('fabric.endorse.peer', 'fabric.broadcast', 'fabric.order.forward')
  -- Without a gateway the whole endorsement is the client's own business, and no call.
  OR (stage IN ('fabric.endorse', 'fabric.submit') AND through != '' AND node != '')
  OR (stage = 'fabric.disseminate' AND counts)
GROUP BY kind, source, target ORDER BY count() DESC, kind, source, target LIMIT ${MAX_EDGES}`,
    { ...scope.params, oneIn },
  );
}
