import type { Viewer } from "@ledgerscope/core";
import { type Scope, scopeOf } from "../scope.ts";
import type { TraceRange } from "../traces.ts";

/** Rows of those blocks that the viewer may read, for tables with a column `height`. */
export function rowsIn(viewer: Viewer, { network, channel, from, to }: TraceRange): Scope {
  const scope = scopeOf(viewer, network, { channel: true });
  return {
    sql: `${scope.sql} AND channel = {channel:String} AND height >= {from:UInt64} AND height < {to:UInt64}`,
    params: { ...scope.params, channel, from, to },
  };
}

/** Facts of those blocks: their ids are heights in text, and so are looked up one by one in the order key. */
export function blockFactsIn(viewer: Viewer, { network, channel, from, to }: TraceRange): Scope {
  const scope = scopeOf(viewer, network, { channel: true });
  return {
    sql: `${scope.sql} AND channel = {channel:String} AND subject = 'block'
  AND id IN (SELECT toString(number) FROM numbers({from:UInt64}, {count:UInt64}))`,
    params: { ...scope.params, channel, from, count: Math.max(0, to - from) },
  };
}

/** Facts of the transactions of those blocks, by their full ids. */
export function transactionFactsIn(viewer: Viewer, range: TraceRange): Scope {
  const { sql, params } = rowsIn(viewer, range);
  const scope = scopeOf(viewer, range.network, { channel: true });
  return {
    sql: `${scope.sql} AND channel = {channel:String} AND subject = 'tx'
  AND id IN (SELECT tx_id FROM store.fabric_transactions WHERE ${sql})`,
    params,
  };
}

/** Facts of calls and nodes of a period: their ids are seconds. */
export function momentFactsIn(
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string; readonly fromNs: bigint; readonly toNs: bigint },
): Scope {
  const scope = scopeOf(viewer, of.network, { channel: true });
  return {
    sql: `${scope.sql} AND channel IN ({channel:String}, '') AND subject IN ('call', 'node')
  AND id >= {fromSecond:String} AND id <= {toSecond:String}`,
    params: {
      ...scope.params,
      channel: of.channel,
      fromSecond: String(of.fromNs / 1_000_000_000n),
      toSecond: String(of.toNs / 1_000_000_000n + 1n),
    },
  };
}
