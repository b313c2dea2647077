import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import { type Glance, type Reader, secondsOf } from "./glance.ts";
import { sampleOf } from "./sample.ts";

/** What is known of one node of a network. */
export interface NetworkNode {
  readonly node: string;
  /** `peer` and `orderer` for Fabric, by what it has done; empty for other families and where that is not known. */
  readonly roles: readonly ("peer" | "orderer")[];
  /** Newest block that it is known to have, by the end of the time; decimal, null where nothing tells. */
  readonly height: string | null;
  /** Last sign of it, Unix nanoseconds, decimal; null where only its log is known. */
  readonly lastSeenNs: string | null;
  /** Of its program, as it says itself; empty where it has not. */
  readonly version: string;
  /** Last start that was seen, Unix nanoseconds, decimal; null where none was. */
  readonly startedNs: string | null;
  /** How often others could not reach it, or it could not reach others, within the time. */
  readonly unreachable: string;
  /** By which ways it is known: `log`, `deliver`, `metrics`, `mempool`, `trace`. */
  readonly sources: readonly string[];
}

/** Blocks whose facts are looked at: the newest ones of the time. */
const NEWEST_BLOCKS = 2000;
/** Series of metrics are stored again after 5 minutes at the latest. */
const METRICS_MS = 600_000;

/**
 * The nodes of a network, by all that is stored of them up to the end of the glance: facts of its newest blocks,
 * blocks that they sent, what befell them, spans of its transactions (of many a sample), their logs and their metrics.
 */
export async function networkNodes(reader: Reader, viewer: Viewer, glance: Glance): Promise<NetworkNode[]> {
  const { oneIn: _, ...transactions } = await sampleOf(reader, viewer, glance);
  const scope = scopeOf(viewer, glance.network, { channel: true });
  const anyChannel = scopeOf(viewer, glance.network, { channel: false });
  const { toSecond } = secondsOf(viewer, glance).params;
  return reader.query<NetworkNode>(
    `WITH ids AS (
  SELECT height FROM default.chain_blocks
  WHERE ${scope.sql} AND time >= fromUnixTimestamp64Milli({fromMs:Int64}) AND time < fromUnixTimestamp64Milli({toMs:Int64})
  ORDER BY height DESC LIMIT ${NEWEST_BLOCKS}
),
seen AS (
  SELECT toString(node) AS node, toNullable(maxIf(toUInt64OrZero(id), stage NOT LIKE 'fabric.order.%' OR stage = 'fabric.order.write')) AS height,
    toNullable(max(at)) AS last, toNullable(toDateTime64(0, 9)) AS started,
    countIf(stage LIKE 'fabric.commit%') > 0 AS peer, countIf(stage LIKE 'fabric.order.%') > 0 AS orderer,
    groupUniqArray(splitByChar(':', toString(source))[1]) AS sources, '' AS version, 0 AS unreachable
  FROM store.stage_facts
  WHERE ${scope.sql} AND subject = 'block' AND id IN (SELECT toString(height) FROM ids) AND node != '' GROUP BY node
  UNION ALL
  SELECT toString(node), max(height), max(arrived_at), NULL, 0, 0, ['deliver'], '', 0
  FROM store.fabric_arrivals WHERE ${scope.sql} AND height IN (SELECT height FROM ids) GROUP BY node
  UNION ALL
  SELECT toString(node), NULL, max(at), maxIf(toNullable(at), stage = 'fabric.node.started'),
    0, 0, groupUniqArray(splitByChar(':', toString(source))[1]),
    argMaxIf(attributes['service.version'], at, attributes['service.version'] != ''),
    countIf(stage = 'fabric.node.unreachable' AND at >= fromUnixTimestamp64Milli({fromMs:Int64}))
  FROM store.stage_facts
  -- What befell a node long ago (it started) tells of it still; ids are Unix seconds of ten digits.
  WHERE ${scope.sql} AND subject = 'node' AND id <= {toSecond:String} AND at < fromUnixTimestamp64Milli({toMs:Int64}) AND node != ''
  GROUP BY node
  UNION ALL
  SELECT node, NULL, max(end_at), NULL, countIf(stage = 'fabric.endorse.peer' OR stage LIKE 'fabric.commit%') > 0,
    countIf(stage = 'fabric.broadcast' OR stage LIKE 'fabric.order.%') > 0, ['trace'], '', 0
  FROM (SELECT end_at, stages.stage, stages.node FROM store.trace_summaries WHERE ${transactions.sql})
  ARRAY JOIN stages.stage AS stage, arrayMap(x -> toString(x), stages.node) AS node
  WHERE node != '' GROUP BY node
  UNION ALL
  SELECT toString(node), NULL, NULL, NULL, max(arrayExists(s -> s LIKE 'fabric.commit%' OR s = 'fabric.endorse.peer', stages)),
    max(arrayExists(s -> s LIKE 'fabric.order.%', stages)), ['log'], '', 0
  -- A log that says nothing of blocks and transactions is no node's: a chaincode logs as well.
  FROM store.log_positions FINAL WHERE ${scope.sql} AND notEmpty(stages) GROUP BY node
  UNION ALL
  -- A node's metrics tell of all its channels: others than the network's own are left out.
  SELECT toString(node), maxIf(toNullable(toUInt64(greatest(value - 1, 0))), metric = 'ledger_blockchain_height'), max(at),
    maxIf(toNullable(fromUnixTimestamp64Milli(toInt64(value * 1000))), metric = 'process_start_time_seconds'),
    0, 0, ['metrics'], argMaxIf(labels['version'], at, metric = 'fabric_version'), 0
  FROM store.metric_samples
  WHERE ${anyChannel.sql} AND metric IN ('ledger_blockchain_height', 'fabric_version', 'process_start_time_seconds')
    AND at >= fromUnixTimestamp64Milli({metricsMs:Int64}) AND at < fromUnixTimestamp64Milli({toMs:Int64})
    AND labels['channel'] IN ('', (SELECT any(channel) FROM store.fabric_blocks WHERE ${scope.sql}))
  GROUP BY node
)
SELECT node, arrayConcat(if(max(peer) > 0, ['peer'], []), if(max(orderer) > 0 AND max(peer) = 0, ['orderer'], [])) AS roles,
  toString(nullIf(max(seen.height), 0)) AS height, toString(toUnixTimestamp64Nano(max(last))) AS lastSeenNs,
  max(seen.version) AS version,
  if(max(started) > toDateTime64(0, 9), toString(toUnixTimestamp64Nano(max(started))), NULL) AS startedNs,
  toString(sum(seen.unreachable)) AS unreachable, arraySort(groupUniqArrayArray(seen.sources)) AS sources
FROM seen GROUP BY node ORDER BY roles DESC, node LIMIT 500`,
    {
      ...anyChannel.params,
      ...transactions.params,
      toSecond,
      metricsMs: Math.min(glance.fromMs, glance.toMs - METRICS_MS),
    },
  );
}
