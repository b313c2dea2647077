import { quote, quoteName } from "./sqlText.ts";
import { STORE } from "./store.ts";
import type { Table } from "./table.ts";

/** A ClickHouse cluster, as its servers' `remote_servers` names it; servers have the macros `{shard}` and `{replica}`. */
export interface Cluster {
  readonly name: string;
}

/** Database of a shard's own rows; the tables of `store` are distributed over these. */
export const LOCAL = `${STORE}_local`;

/** Where the replicas of a table find each other in Keeper. */
const KEEPER_PATH = "/clickhouse/tables/{shard}/{database}/{table}";

/** A repeated insert is recognised for a week: an engine's hour is shorter than an outage. */
const DEDUPLICATION_SECONDS = 604_800;

/** Heights that lie on the same shard together: large enough that a range of an insert seldom spans two. */
const SHARD_HEIGHTS = 100_000;

/** `ReplacingMergeTree(x)` → `ReplicatedReplacingMergeTree('…', '{replica}', x)`. */
export function replicated(engine: string): string {
  const [, name, args] = /^(\w+)(?:\((.*)\))?$/.exec(engine) ?? [];
  const all = [quote(KEEPER_PATH), quote("{replica}"), ...(args ? [args] : [])];
  return `Replicated${name}(${all.join(", ")})`;
}

export const replicatedSettings = (window: number): Record<string, number> => ({
  replicated_deduplication_window: window,
  replicated_deduplication_window_seconds: DEDUPLICATION_SECONDS,
});

/**
 * Same network and height, same shard: a block's rows of all tables lie together, and both zones of a height.
 * The key is a function of the sorting key, so that rows which replace each other meet.
 */
function shardingKey(table: Table): string {
  if (table.shardBy) return table.shardBy;
  if (["network", "height"].every((column) => table.orderBy.includes(column)))
    return `cityHash64(network, intDiv(height, ${SHARD_HEIGHTS}))`;
  return `cityHash64(${quoteName(table.orderBy[0] as string)})`;
}

export const distributedEngine = (cluster: Cluster, table: Table, physicalName: string): string =>
  `Distributed(${[cluster.name, LOCAL, physicalName].map(quoteName).join(", ")}, ${shardingKey(table)})`;

export const onCluster = (cluster: Cluster | undefined): string =>
  cluster ? ` ON CLUSTER ${quoteName(cluster.name)}` : "";
