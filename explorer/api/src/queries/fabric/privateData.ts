import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import type { StateSpace } from "./state.ts";

/** What the ledger shows of a private collection: counts of hashes. */
export interface CollectionFigures extends StateSpace {
  readonly writes: string;
  readonly deletes: string;
  readonly purges: string;
  readonly reads: string;
  readonly keys: string;
  readonly transactions: string;
  readonly firstHeight: number | string;
  readonly lastHeight: number | string;
}

/** Of every collection that a transaction has touched; those that took effect count. */
export async function collectionFigures(viewer: Viewer, reader: Reader, of: Channel): Promise<CollectionFigures[]> {
  const scope = channelScope(viewer, of);
  return reader.query<CollectionFigures>(
    `SELECT namespace, collection,
       toString(countIf(operation = 'write')) AS writes, toString(countIf(operation = 'delete')) AS deletes,
       toString(countIf(operation = 'purge')) AS purges, toString(countIf(operation = 'read')) AS reads,
       toString(uniqCombinedIf(17)(key_hash, operation IN ('write', 'delete', 'purge'))) AS keys,
       toString(uniqCombined(17)(height, tx_index)) AS transactions, min(height) AS firstHeight,
       max(height) AS lastHeight
     FROM store.fabric_private_hashes
     WHERE ${scope.sql} AND validation_code IN (0, 254) AND collection != ''
     GROUP BY namespace, collection ORDER BY namespace, collection LIMIT 1000`,
    scope.params,
  );
}
