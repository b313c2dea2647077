import type { Viewer } from "@ledgerscope/core";
import type { PolicyHint } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { PassRequest } from "./passRows.ts";
import { PLACED_SQL, placeKey, positionSql } from "./positions.ts";

/**
 * Policies that stood in the ledger before each transaction with code 10: of the keys that it writes, and of its
 * chaincodes. They are not evaluated here, which the pass `signatures` does.
 */
const SQL = (scope: string): string => `WITH written AS (
  SELECT DISTINCT height, tx_index, ${positionSql("height", "tx_index")} AS pos, namespace, collection, key
  FROM store.fabric_writes
  WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code = 10
), set_policies AS (
  SELECT namespace, collection, key, ${positionSql("height", "tx_index")} AS pos, policy FROM store.fabric_metadata_writes
  WHERE ${scope} AND channel = {channel:String} AND validation_code = 0 AND height <= {toHeight:UInt64}
    AND name IN ('VALIDATION_PARAMETER', '') AND (namespace, collection, key) IN (SELECT namespace, collection, key FROM written)
), definitions AS (
  SELECT chaincode, ${positionSql("height", "tx_index")} AS pos, policy FROM store.fabric_lifecycle
  WHERE ${scope} AND channel = {channel:String} AND validation_code = 0 AND step IN ('commit', 'deploy', 'upgrade')
    AND height <= {toHeight:UInt64}
), called AS (
  SELECT DISTINCT height, tx_index, ${positionSql("height", "tx_index")} AS pos, toString(chaincode) AS chaincode
  FROM store.fabric_transactions
  WHERE ${scope} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code = 10
)
SELECT w.height AS height, w.tx_index AS tx_index, w.namespace AS namespace, w.collection AS collection,
  lower(hex(w.key)) AS key_hex, 'key' AS source, argMax(p.policy, p.pos) AS policy
FROM written AS w INNER JOIN set_policies AS p
  ON w.namespace = p.namespace AND w.collection = p.collection AND w.key = p.key
WHERE p.pos < w.pos GROUP BY height, tx_index, namespace, collection, key_hex HAVING policy != ''
UNION ALL
SELECT c.height AS height, c.tx_index AS tx_index, c.chaincode AS namespace, '' AS collection, '' AS key_hex,
  'chaincode' AS source, argMax(d.policy, d.pos) AS policy
FROM called AS c INNER JOIN definitions AS d ON c.chaincode = d.chaincode
WHERE d.pos < c.pos GROUP BY height, tx_index, namespace`;

/** By place: the policies that a transaction with code 10 may have failed, those of keys first. */
export async function policyHints(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
): Promise<ReadonlyMap<string, readonly PolicyHint[]>> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<{
    height: string;
    tx_index: number;
    namespace: string;
    collection: string;
    key_hex: string;
    source: PolicyHint["source"];
    policy: string;
  }>(SQL(scope.sql), {
    ...scope.params,
    channel: request.channel,
    fromHeight: request.from[0],
    fromIndex: request.from[1],
    toHeight: request.to[0],
    toIndex: request.to[1],
  });
  const hints = new Map<string, PolicyHint[]>();
  for (const { height, tx_index, namespace, collection, key_hex, source, policy } of rows) {
    const place = placeKey({ height: Number(height), txIndex: tx_index });
    const list = hints.get(place) ?? [];
    hints.set(place, list);
    list.push({ namespace, collection, keyHex: key_hex, source, policy });
  }
  for (const list of hints.values()) list.sort((a, b) => Number(a.source !== "key") - Number(b.source !== "key"));
  return hints;
}
