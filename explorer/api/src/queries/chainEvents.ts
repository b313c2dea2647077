import type { Viewer } from "@ledgerscope/core";
import { chainTransactions } from "./chainRows.ts";
import { type Reader, readable } from "./readable.ts";
import { type StoredTransactionRow, transactionsAt } from "./transactions.ts";

/** Failed transactions after a place and below a height, in the order of the chain. */
export async function failedTransactionsIn(
  viewer: Viewer,
  reader: Reader,
  network: string,
  after: { readonly height: number; readonly txIndex: number },
  to: number,
  limit: number,
): Promise<StoredTransactionRow[]> {
  const { from, failed, where } = chainTransactions(viewer, reader, network);
  const rows = await reader.query<{ height: number | string; txIndex: number | string }>(
    `SELECT height, tx_index AS txIndex FROM ${from}
     WHERE ${where.sql} AND ${failed}
       AND height >= {from:UInt64} AND height < {to:UInt64}
       AND (height > {from:UInt64} OR tx_index > {afterIndex:Int64})
     ORDER BY height, tx_index LIMIT {limit:UInt32}`,
    { ...where.params, from: after.height, to, afterIndex: after.txIndex, limit },
  );
  const places = rows.map(({ height, txIndex }) => ({ network, height: Number(height), txIndex: Number(txIndex) }));
  const found = await transactionsAt(viewer, reader, network, places);
  return found.sort((a, b) => a.height - b.height || a.txIndex - b.txIndex);
}

/** Whether an observer saw anything of a transaction: a client, a node's log, a pool. */
export async function wasSeen(
  viewer: Viewer,
  reader: Reader,
  { network, channel, id }: { readonly network: string; readonly channel: string; readonly id: string },
): Promise<boolean> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query(
    `SELECT 1 FROM store.stage_facts
     WHERE ${scope.sql} AND network = {network:String} AND channel = {channel:String} AND subject = 'tx'
       AND id IN ({id:String}, substring({id:String}, 1, 8)) LIMIT 1`,
    { ...scope.params, network, channel, id },
  );
  return rows.length > 0;
}
