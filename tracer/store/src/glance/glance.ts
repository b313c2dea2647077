import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type Scope, scopeOf } from "../scope.ts";

/** All that a glance needs of the warehouse. */
export type Reader = Pick<Warehouse, "query">;

/** What part of a network is looked at: half-open, Unix milliseconds. */
export interface Glance {
  readonly network: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Rows of `trace_summaries` and `diagnoses` of these transactions, as a condition. A transaction counts at the time
 * that its client claims (Fabric), or at its block's (EVM).
 */
export function transactionsOf(viewer: Viewer, { network, fromMs, toMs }: Glance): Scope {
  const scope = scopeOf(viewer, network, { channel: true });
  return {
    sql: `${scope.sql} AND time >= fromUnixTimestamp64Milli({fromMs:Int64}) AND time < fromUnixTimestamp64Milli({toMs:Int64})`,
    params: { ...scope.params, fromMs, toMs },
  };
}

/** What a transaction is told from every other by; one without a block stands at −1. In order of the ledger. */
export const TRANSACTION = "channel, tx_id, ifNull(toInt64(height), -1), ifNull(toInt64(tx_index), -1)";

/** Blocks looked at when a glance is about blocks: the newest ones of its time. */
const NEWEST_BLOCKS = 2000;

/** Rows of the viewer's, and the heights of the glance's newest blocks as a subquery of one column `height`. */
export function blocksOf(viewer: Viewer, { network, fromMs, toMs }: Glance): Scope & { readonly heights: string } {
  const scope = scopeOf(viewer, network, { channel: true });
  return {
    ...scope,
    heights: `SELECT height FROM store.fabric_blocks
    WHERE ${scope.sql} AND time >= fromUnixTimestamp64Milli({fromMs:Int64}) AND time < fromUnixTimestamp64Milli({toMs:Int64})
    ORDER BY height DESC LIMIT ${NEWEST_BLOCKS}`,
    params: { ...scope.params, fromMs, toMs },
  };
}

/** Facts of calls and nodes of this time, as a condition: their ids are Unix seconds of ten digits. */
export function secondsOf(viewer: Viewer, { network, fromMs, toMs }: Glance): Scope {
  const scope = scopeOf(viewer, network, { channel: true });
  const second = (ms: number): string => String(Math.floor(Math.max(0, ms) / 1000)).padStart(10, "0");
  return {
    sql: `${scope.sql} AND id BETWEEN {fromSecond:String} AND {toSecond:String}
    AND at >= fromUnixTimestamp64Milli({fromMs:Int64}) AND at < fromUnixTimestamp64Milli({toMs:Int64})`,
    params: { ...scope.params, fromMs, toMs, fromSecond: second(fromMs), toSecond: second(toMs) },
  };
}
