import type { Viewer } from "@ledgerscope/core";
import { scopeOf } from "../scope.ts";
import type { Glance, Reader } from "./glance.ts";

/** The newest value of one series of a node's metrics. */
export interface NodeMetric {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Unix nanoseconds, decimal. */
  readonly atNs: string;
}

const MAX_SERIES = 300;
/** Each series is stored again after 5 minutes at the latest. */
const LOOK_BACK_MS = 600_000;

/**
 * Series of other channels of the node: by their label, by the name of a state database (`channel_chaincode`;
 * core/ledger/kvledger/txmgmt/statedb/statecouchdb), or of a chaincode that may be another channel's.
 */
const ofChannel = (viewer: Viewer, scope: string): string => {
  const own = `(SELECT any(channel) FROM store.fabric_blocks WHERE ${scope})`;
  return `labels['channel'] IN ('', ${own})
  AND (labels['database'] = '' OR startsWith(labels['database'], concat(${own}, '_')))
  ${viewer.channels === "*" ? "" : "AND (labels['chaincode'] = '' OR labels['channel'] != '')"}`;
};

/** What a node's metrics said last within the time; series of other channels are left out. */
export async function nodeMetrics(reader: Reader, viewer: Viewer, glance: Glance, node: string): Promise<NodeMetric[]> {
  const scope = scopeOf(viewer, glance.network, { channel: false });
  const channel = scopeOf(viewer, glance.network, { channel: true });
  return reader.query<NodeMetric>(
    `SELECT metric, labels, argMax(m.value, at) AS value, toString(toUnixTimestamp64Nano(max(at))) AS atNs
FROM store.metric_samples AS m
WHERE ${scope.sql} AND node = {node:String}
  AND at >= fromUnixTimestamp64Milli({sinceMs:Int64}) AND at < fromUnixTimestamp64Milli({toMs:Int64})
  AND ${ofChannel(viewer, channel.sql)}
GROUP BY metric, labels ORDER BY metric, labels LIMIT ${MAX_SERIES}`,
    {
      ...scope.params,
      ...channel.params,
      node,
      sinceMs: Math.max(glance.fromMs, glance.toMs - LOOK_BACK_MS),
      toMs: glance.toMs,
    },
  );
}
