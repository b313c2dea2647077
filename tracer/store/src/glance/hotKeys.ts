import type { Viewer } from "@ledgerscope/core";
import { type Glance, type Reader, TRANSACTION, transactionsOf } from "./glance.ts";

/** A key that made transactions fail. */
export interface HotKey {
  readonly namespace: string;
  /** Private data collection, whose key is a hash; empty for public state. */
  readonly collection: string;
  /** In printable form. */
  readonly key: string;
  /** Transactions that failed over it. */
  readonly failed: string;
  /** Transactions that had written it in between. */
  readonly writers: string;
}

/** The keys over which most transactions failed. */
export async function hotKeys(reader: Reader, viewer: Viewer, glance: Glance, limit: number): Promise<HotKey[]> {
  const scope = transactionsOf(viewer, glance);
  return reader.query<HotKey>(
    `SELECT culprit.3 AS namespace, culprit.4 AS collection, culprit.5 AS key,
  toString(uniqExact(${TRANSACTION})) AS failed, toString(uniqExact(channel, culprit.1, culprit.2)) AS writers
FROM (SELECT channel, tx_id, height, tx_index,
    arrayZip(culprits.tx_id, culprits.height, culprits.namespace, culprits.collection, culprits.key) AS blamed
  FROM store.diagnoses WHERE ${scope.sql} AND kind = 'failure')
ARRAY JOIN blamed AS culprit
WHERE key != ''
GROUP BY namespace, collection, key ORDER BY toUInt64(failed) DESC, namespace, collection, key LIMIT {limit:UInt32}`,
    { ...scope.params, limit },
  );
}
