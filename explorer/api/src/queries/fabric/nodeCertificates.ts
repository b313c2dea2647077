import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import { type FabricIdentityRow, identitiesOf } from "./identities.ts";

/** Transactions that a node endorsed, of which its certificate is told. */
const ENDORSED = 500;
/** Of these, the share that its certificate is to stand beside. */
const NEARLY_ALL = 0.95;
/** A node has a signing certificate and perhaps one for TLS, and both again each time that they are renewed. */
const MOST = 20;

/**
 * Certificates of a node. A ledger does not say which node a certificate belongs to, so they are told in two ways: its
 * common name or one of its host names is the node's name, or has it as leading or inner labels
 * (`orderer1`, `node.orderer1.example.com`); and it is the only one that stands beside nearly all that the node was seen
 * to endorse (a client may send a transaction with another peer's endorsement).
 */
export async function nodeCertificates(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  node: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<FabricIdentityRow[]> {
  const scope = channelScope(viewer, of);
  const host = node.replace(/:\d+$/, "").toLowerCase();
  const rows = await reader.query<{ cert: string }>(
    `WITH seen AS (
  SELECT assumeNotNull(height) AS height, assumeNotNull(tx_index) AS tx_index FROM store.trace_summaries
  WHERE ${scope.sql} AND time >= fromUnixTimestamp64Milli({fromMs:Int64}) AND time < fromUnixTimestamp64Milli({toMs:Int64})
    AND height IS NOT NULL AND arrayExists((s, n) -> s = 'fabric.endorse.peer' AND n = {node:String}, stages.stage, stages.node)
  ORDER BY time DESC LIMIT ${ENDORSED}
),
-- More than one that fits tells nothing: then the node always endorsed together with another.
fitting AS (
  SELECT cert_sha256 FROM store.fabric_endorsements
  WHERE ${scope.sql} AND (height, tx_index) IN (SELECT height, tx_index FROM seen)
  GROUP BY cert_sha256 HAVING uniqExact(height, tx_index) >= ${NEARLY_ALL} * (SELECT uniqExact(height, tx_index) FROM seen) LIMIT 2
)
SELECT lower(hex(cert_sha256)) AS cert, max(not_after) AS until FROM store.fabric_identities
WHERE ${scope.sql} AND NOT is_authority AND (
  ((msp = '' OR hasAny(roles, ['peer', 'orderer'])) AND arrayExists(
    n -> position(concat('.', n, '.'), concat('.', {host:String}, '.')) > 0,
    arrayMap(n -> lower(replaceRegexpOne(n, '^DNS:', '')), arrayPushFront(alternative_names, common_name))))
  OR cert_sha256 IN (SELECT toFixedString(cert_sha256, 32) FROM fitting WHERE (SELECT count() FROM fitting) = 1))
GROUP BY cert_sha256 ORDER BY until DESC LIMIT ${MOST}`,
    { ...scope.params, fromMs, toMs, node, host },
  );
  if (rows.length === 0) return [];
  const found = await identitiesOf(viewer, reader, of, [...new Set(rows.map(({ cert }) => cert))]);
  return rows.flatMap(({ cert }) => found.find(({ certSha256 }) => certSha256 === cert) ?? []);
}
