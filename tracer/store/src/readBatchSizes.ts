import type { Viewer } from "@ledgerscope/core";
import type { LedgerRecord } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "./scope.ts";

/** Adds to a transaction how many messages a batch might hold when its block was cut. */
export type WithBatch = (ledger: LedgerRecord) => LedgerRecord;

/** How many messages a batch of a channel may hold, from which block on. */
export async function readBatchSizes(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: { readonly network: string; readonly channel: string },
): Promise<WithBatch> {
  if (channel === "") return (ledger) => ledger;
  const scope = scopeOf(viewer, network, { channel: true });
  const sizes = await warehouse.query<{ height: string; most: number }>(
    `SELECT height, toUInt32(JSONExtractUInt(json, 'max_message_count')) AS most FROM store.fabric_config_items
WHERE ${scope.sql} AND channel = {channel:String} AND path = '/Channel/Orderer/BatchSize' AND kind = 'value'
ORDER BY height`,
    { ...scope.params, channel },
  );
  return (ledger) => {
    // A configuration is in force from the block after its own on.
    const inForce = sizes.findLast(({ height }) => Number(height) < ledger.height);
    return inForce && inForce.most > 0 ? { ...ledger, batch: { maxMessages: inForce.most } } : ledger;
  };
}
