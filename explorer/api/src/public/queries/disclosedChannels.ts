import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../../queries/readable.ts";

/** A published channel and its totals; counts are decimal text. */
export interface ChannelRow {
  readonly network: string;
  readonly channel: string;
  readonly latestHeight: number | string;
  readonly blockCount: string;
  readonly transactionCount: string;
  readonly publishedCount: string;
  readonly withheldCount: string;
}

/** Every published channel, or the one that is asked for. */
export async function disclosedChannels(
  viewer: Viewer,
  reader: Reader,
  only?: { readonly network: string; readonly channel: string },
): Promise<ChannelRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<ChannelRow>(
    `SELECT network, channel, max(height) AS latestHeight, toString(count()) AS blockCount,
       toString(sum(tx_count)) AS transactionCount, toString(sum(published_count)) AS publishedCount,
       toString(sum(withheld_count)) AS withheldCount
     FROM store.disclosed_blocks FINAL
     WHERE ${scope.sql}${only ? " AND network = {network:String} AND channel = {channel:String}" : ""}
     GROUP BY network, channel ORDER BY network, channel`,
    { ...scope.params, ...only },
  );
}

export interface OutcomeRow {
  /** Name of the validation code. */
  readonly name: string;
  readonly count: string;
}

/** Published transactions by outcome, most frequent first. */
export async function outcomes(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
): Promise<OutcomeRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<OutcomeRow>(
    `SELECT validation_name AS name, toString(count()) AS count FROM store.disclosed_transactions FINAL
     WHERE ${scope.sql} AND network = {network:String} AND channel = {channel:String}
     GROUP BY validation_name ORDER BY count() DESC, name`,
    { ...scope.params, network, channel },
  );
}
