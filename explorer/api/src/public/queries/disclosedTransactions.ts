import type { Viewer } from "@ledgerscope/core";
import { escapeInvisible } from "../../printable.ts";
import { type Reader, readable } from "../../queries/readable.ts";

export interface DisclosedTransactionRow {
  readonly height: number;
  readonly txIndex: number;
  readonly txId: string;
  readonly headerType: string;
  readonly status: "success" | "failed";
  readonly validationCode: number;
  readonly validationName: string;
  readonly chaincode: string;
  readonly function: string;
  /** Unix milliseconds. */
  readonly timeMs: number;
}

/** Published transactions of one block in its order, from after `afterIndex`. */
export async function disclosedTransactions(
  viewer: Viewer,
  reader: Reader,
  block: { readonly network: string; readonly channel: string; readonly height: number },
  slice: { readonly first: number; readonly afterIndex: number },
): Promise<DisclosedTransactionRow[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<
    Omit<DisclosedTransactionRow, "height" | "timeMs"> & { height: number | string; timeMs: number | string }
  >(
    `SELECT height, tx_index AS txIndex, tx_id AS txId, header_type AS headerType, status,
       validation_code AS validationCode, validation_name AS validationName, chaincode, function,
       toUnixTimestamp64Milli(toDateTime64(time, 3, 'UTC')) AS timeMs
     FROM store.disclosed_transactions FINAL
     WHERE ${scope.sql} AND network = {network:String} AND channel = {channel:String} AND height = {height:UInt64}
       AND tx_index > {afterIndex:Int64}
     ORDER BY tx_index LIMIT {first:UInt32}`,
    { ...scope.params, network: block.network, channel: block.channel, height: block.height, ...slice },
  );
  return rows.map((row) => ({
    ...row,
    height: Number(row.height),
    timeMs: Number(row.timeMs),
    function: escapeInvisible(row.function),
  }));
}
