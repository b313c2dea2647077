import type { Viewer } from "@ledgerscope/core";
import type { Certificate, DefinitionChange, EarlierUse } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { PassRequest } from "./passRows.ts";
import { type At, PLACED_SQL, placeKey, positionSql } from "./positions.ts";

const paramsOf = ({ channel, from, to }: PassRequest): Readonly<Record<string, unknown>> => ({
  channel,
  fromHeight: from[0],
  fromIndex: from[1],
  toHeight: to[0],
  toIndex: to[1],
});

/** What the ledger says of a refused transaction beyond its code. */
export interface RefusedDetails {
  readonly blockTimeNs: bigint;
  readonly decodeError: string;
  readonly creator?: Certificate;
  readonly endorserCertificates: readonly Certificate[];
}

type CertificateRow = readonly [msp: string, subject: string, notBeforeMs: string, notAfterMs: string];

const toCertificate = ([msp, subject, notBeforeMs, notAfterMs]: CertificateRow): Certificate => ({
  msp,
  subject,
  notBeforeMs: Number(notBeforeMs),
  notAfterMs: Number(notAfterMs),
});

/** By place: certificates, the block's time and why an envelope cannot be decoded, of transactions with these codes. */
export async function refusedDetails(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
  codes: readonly number[],
): Promise<ReadonlyMap<string, RefusedDetails>> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const identity = `(i.msp, i.subject, toString(toUnixTimestamp64Milli(i.not_before)), toString(toUnixTimestamp64Milli(i.not_after)))`;
  const identities = `SELECT toString(cert_sha256) AS cert, any(msp) AS msp, any(subject) AS subject,
    any(not_before) AS not_before, any(not_after) AS not_after
  FROM store.fabric_identities WHERE ${scope.sql} AND channel = {channel:String} GROUP BY cert`;
  const rows = await warehouse.query<{
    height: string;
    tx_index: number;
    block_ns: string;
    decode_error: string;
    creator: CertificateRow;
    endorsers: readonly CertificateRow[];
  }>(
    `WITH refused AS (
  SELECT height, tx_index, creator_cert_sha256, decode_error FROM store.fabric_transactions
  WHERE ${scope.sql} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code IN {codes:Array(UInt8)}
), identities AS (${identities})
SELECT t.height AS height, t.tx_index AS tx_index, t.decode_error AS decode_error,
  toUnixTimestamp64Nano(toDateTime64(b.time, 9)) AS block_ns, ${identity} AS creator, e.endorsers AS endorsers
FROM refused AS t
LEFT JOIN (
  SELECT height, time FROM store.fabric_blocks
  WHERE ${scope.sql} AND channel = {channel:String} AND height BETWEEN {fromHeight:UInt64} AND {toHeight:UInt64}
) AS b ON b.height = t.height
LEFT JOIN identities AS i ON i.cert = t.creator_cert_sha256
LEFT JOIN (
  SELECT height, tx_index, groupArray(${identity}) AS endorsers
  FROM (
    SELECT height, tx_index, cert_sha256 FROM store.fabric_endorsements
    WHERE ${scope.sql} AND channel = {channel:String} AND (height, tx_index) IN (SELECT height, tx_index FROM refused)
  ) AS n
  INNER JOIN identities AS i ON i.cert = n.cert_sha256
  GROUP BY height, tx_index
) AS e ON e.height = t.height AND e.tx_index = t.tx_index`,
    { ...scope.params, ...paramsOf(request), codes },
  );
  return new Map(
    rows.map((row) => [
      placeKey({ height: Number(row.height), txIndex: row.tx_index }),
      {
        blockTimeNs: BigInt(row.block_ns),
        decodeError: row.decode_error,
        ...(row.creator[1] === "" ? {} : { creator: toCertificate(row.creator) }),
        endorserCertificates: row.endorsers.map(toCertificate),
      },
    ]),
  );
}

/** By place: where the id of a duplicate stood first. */
export async function earlierUses(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
): Promise<ReadonlyMap<string, EarlierUse>> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<{
    height: string;
    tx_index: number;
    first_height: string;
    first_tx_index: number;
    code_name: string;
    same: boolean;
  }>(
    `WITH again AS (
  SELECT height, tx_index, tx_id FROM store.fabric_transactions
  WHERE ${scope.sql} AND channel = {channel:String} AND ${PLACED_SQL} AND validation_code = 9 AND tx_id != ''
), uses AS (
  SELECT height, tx_index, tx_id, validation_name FROM store.fabric_transactions
  WHERE ${scope.sql} AND channel = {channel:String} AND height <= {toHeight:UInt64} AND tx_id IN (SELECT tx_id FROM again)
), envelopes AS (
  SELECT height, tx_index, SHA256(envelope) AS digest FROM store.fabric_envelopes
  WHERE ${scope.sql} AND channel = {channel:String} AND (height, tx_index) IN (SELECT height, tx_index FROM uses)
), firsts AS (
  SELECT tx_id, argMin((height, tx_index, toString(validation_name)), (height, tx_index)) AS first FROM uses GROUP BY tx_id
)
SELECT a.height AS height, a.tx_index AS tx_index, f.first.1 AS first_height, f.first.2 AS first_tx_index,
  f.first.3 AS code_name, own.digest = other.digest AS same
FROM again AS a
INNER JOIN firsts AS f ON f.tx_id = a.tx_id
INNER JOIN envelopes AS own ON own.height = a.height AND own.tx_index = a.tx_index
INNER JOIN envelopes AS other ON other.height = first_height AND other.tx_index = first_tx_index
WHERE (first_height, first_tx_index) < (height, tx_index)`,
    { ...scope.params, ...paramsOf(request) },
  );
  return new Map(
    rows.map((row) => [
      placeKey({ height: Number(row.height), txIndex: row.tx_index }),
      {
        height: Number(row.first_height),
        txIndex: row.first_tx_index,
        codeName: row.code_name,
        sameEnvelope: Boolean(row.same),
      },
    ]),
  );
}

/**
 * By place: definitions that were committed between a transaction's simulation and its block. An endorsed
 * transaction has read the definition of its chaincode (`_lifecycle`; before Fabric 2.0 `lscc`), so that the version
 * read proves which one its endorsers knew.
 */
export async function definitionChanges(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
  codes: readonly number[],
): Promise<ReadonlyMap<string, readonly DefinitionChange[]>> {
  const scope = scopeOf(viewer, request.network, { channel: true });
  const rows = await warehouse.query<{
    height: string;
    tx_index: number;
    chaincode: string;
    tx_id: string;
    at_height: string;
    at_tx_index: number;
    version: string;
    sequence: string;
  }>(
    `SELECT DISTINCT r.height AS height, r.tx_index AS tx_index, l.chaincode AS chaincode, l.tx_id AS tx_id,
  l.height AS at_height, l.tx_index AS at_tx_index, l.version AS version, toString(l.sequence) AS sequence
FROM (
  SELECT height, tx_index, ${positionSql("height", "tx_index")} AS pos,
    if(read_absent, 0, ${positionSql("read_height", "read_tx_index")}) AS read_pos,
    if(namespace = 'lscc', key, extract(key, '^namespaces/(?:fields|metadata)/([^/]+)')) AS chaincode
  FROM store.fabric_reads
  WHERE ${scope.sql} AND channel = {channel:String} AND namespace IN ('_lifecycle', 'lscc') AND collection = ''
    AND ${PLACED_SQL} AND validation_code IN {codes:Array(UInt8)}
) AS r
INNER JOIN (
  SELECT chaincode, tx_id, height, tx_index, version, sequence, ${positionSql("height", "tx_index")} AS pos
  FROM store.fabric_lifecycle
  WHERE ${scope.sql} AND channel = {channel:String} AND validation_code = 0 AND step IN ('commit', 'deploy', 'upgrade')
    AND height <= {toHeight:UInt64}
) AS l ON r.chaincode = l.chaincode
WHERE l.pos > r.read_pos AND l.pos < r.pos
ORDER BY height, tx_index, at_height, at_tx_index`,
    { ...scope.params, ...paramsOf(request), codes },
  );
  const changes = new Map<string, DefinitionChange[]>();
  for (const row of rows) {
    const at: At = { height: Number(row.height), txIndex: row.tx_index };
    const list = changes.get(placeKey(at)) ?? [];
    changes.set(placeKey(at), list);
    list.push({
      chaincode: row.chaincode,
      id: row.tx_id,
      height: Number(row.at_height),
      txIndex: row.at_tx_index,
      version: row.version,
      sequence: Number(row.sequence),
    });
  }
  return changes;
}
