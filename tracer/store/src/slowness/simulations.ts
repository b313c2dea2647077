import type { Viewer } from "@ledgerscope/core";
import type { LongSimulation } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { Period } from "./nodeEvents.ts";

/** Shorter ones hold nothing up that anybody would notice, milliseconds. */
const LEAST_MS = 300;

/** Calls of chaincodes in a period that took long, those that never came to a block included. */
export async function readLongSimulations(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: Period & { readonly network: string; readonly channel: string },
): Promise<readonly LongSimulation[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows = await warehouse.query<Record<"node" | "id" | "chaincode" | "start_ns" | "end_ns", string>>(
    `SELECT DISTINCT node, id, attributes['fabric.chaincode.name'] AS chaincode,
  toUnixTimestamp64Nano(assumeNotNull(start_at)) AS start_ns, toUnixTimestamp64Nano(assumeNotNull(end_at)) AS end_ns
FROM store.stage_facts
PREWHERE stage = 'fabric.chaincode.execute'
WHERE ${scope.sql} AND channel = {channel:String} AND subject = 'tx' AND edge = 'span'
  AND at >= fromUnixTimestamp64Nano({fromNs:Int64}) AND at <= fromUnixTimestamp64Nano({toNs:Int64})
  AND date_diff('millisecond', start_at, end_at) >= {least:UInt32}
ORDER BY start_ns, node, id`,
    {
      ...scope.params,
      channel: of.channel,
      fromNs: String(of.fromNs),
      toNs: String(of.toNs + 60_000_000_000n),
      least: LEAST_MS,
    },
  );
  return rows.map(({ node, id, chaincode, start_ns, end_ns }) => ({
    ...{ node, id, chaincode },
    startNs: BigInt(start_ns),
    endNs: BigInt(end_ns),
  }));
}
