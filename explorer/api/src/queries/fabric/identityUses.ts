import type { Viewer } from "@ledgerscope/core";
import type { Position } from "../positions.ts";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";

/** What one certificate was used for. */
export interface IdentityUse {
  readonly msp: string;
  readonly certSha256: string;
  /** creator, endorser, orderer, config_signer; root, intermediate, admin, consenter… in configurations. */
  readonly use: string;
  readonly firstHeight: number | string;
  readonly lastHeight: number | string;
  /** Blocks that name it so. */
  readonly blocks: string;
  readonly times: string;
}

/** A certificate under its MSP, as the table is ordered. */
export interface CertificateKey {
  readonly msp: string;
  readonly certSha256: string;
}

const withCerts = `msp IN {msps:Array(String)}
  AND cert_sha256 IN arrayMap(h -> toFixedString(unhex(h), 32), {certs:Array(String)})`;

const certParams = (keys: readonly CertificateKey[]): Record<string, unknown> => ({
  msps: [...new Set(keys.map(({ msp }) => msp))],
  certs: keys.map(({ certSha256 }) => certSha256),
});

/** Of each certificate: as what blocks name it, how often, from which to which; most frequent first. */
export async function identityUses(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  keys: readonly CertificateKey[],
): Promise<IdentityUse[]> {
  const scope = channelScope(viewer, of);
  return reader.query<IdentityUse>(
    `SELECT msp, lower(hex(cert_sha256)) AS certSha256, use, min(height) AS firstHeight,
       max(height) AS lastHeight, toString(count()) AS blocks, toString(sum(count)) AS times
     FROM store.fabric_identity_uses WHERE ${scope.sql} AND ${withCerts}
     GROUP BY msp, certSha256, use ORDER BY sum(count) DESC, use`,
    { ...scope.params, ...certParams(keys) },
  );
}

/** Uses of one certificate in one stretch of blocks. */
export interface UsesIn {
  /** Half-open. */
  readonly from: number;
  readonly to: number;
  readonly submitted: number;
  readonly endorsed: number;
  readonly other: number;
}

/** Uses over stretches of equally many blocks, between the first and the last block stored; untouched ones included. */
export async function usesOverBlocks(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: CertificateKey,
  { from, to }: { readonly from: number; readonly to: number },
  stretches: number,
): Promise<UsesIn[]> {
  const scope = channelScope(viewer, of);
  const count = Math.min(stretches, to - from);
  const rows = await reader.query<{ stretch: string; submitted: string; endorsed: string; other: string }>(
    `SELECT toString(intDiv((height - {from:UInt64}) * {count:UInt64}, {to:UInt64} - {from:UInt64})) AS stretch,
       toString(sumIf(count, use = 'creator')) AS submitted, toString(sumIf(count, use = 'endorser')) AS endorsed,
       toString(sumIf(count, use NOT IN ('creator', 'endorser'))) AS other
     FROM store.fabric_identity_uses
     WHERE ${scope.sql} AND ${withCerts} AND height >= {from:UInt64} AND height < {to:UInt64}
     GROUP BY stretch`,
    { ...scope.params, ...certParams([key]), from, to, count },
  );
  const found = new Map(rows.map((row) => [Number(row.stretch), row]));
  // The lowest height for which the SQL above yields this stretch.
  const bound = (stretch: number): number => from + Math.ceil((stretch * (to - from)) / count);
  return Array.from({ length: count }, (_, stretch) => ({
    from: bound(stretch),
    to: bound(stretch + 1),
    submitted: Number(found.get(stretch)?.submitted ?? 0),
    endorsed: Number(found.get(stretch)?.endorsed ?? 0),
    other: Number(found.get(stretch)?.other ?? 0),
  }));
}

/**
 * Where transactions stand that a certificate created or endorsed, newest first. Which blocks have any is known by
 * the certificate, so that no block is read in vain.
 */
export async function transactionsOfIdentity(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: CertificateKey,
  use: "creator" | "endorser",
  { limit, after }: { readonly limit: number; readonly after?: readonly number[] },
): Promise<Position[]> {
  const scope = channelScope(viewer, of);
  const [afterHeight, afterIndex] = after ?? [];
  const heights = await reader.query<{ height: number | string }>(
    `SELECT DISTINCT height FROM store.fabric_identity_uses
     WHERE ${scope.sql} AND ${withCerts} AND use = {use:String}${after ? " AND height <= {afterHeight:UInt64}" : ""}
     ORDER BY height DESC LIMIT {limit:UInt32}`,
    // One block more than rows: the first may hold none that is after the cursor.
    { ...scope.params, ...certParams([key]), use, limit: limit + 1, ...(after && { afterHeight }) },
  );
  if (heights.length === 0) return [];
  const [table, column] =
    use === "creator" ? ["fabric_transactions", "creator_cert_sha256"] : ["fabric_endorsements", "cert_sha256"];
  const rows = await reader.query<{ height: number | string; txIndex: number }>(
    `SELECT DISTINCT height, tx_index AS txIndex FROM store.${table}
     WHERE ${scope.sql} AND height IN {heights:Array(UInt64)} AND ${column} = unhex({cert:String})
       ${after ? "AND (height, tx_index) < ({afterHeight:UInt64}, {afterIndex:UInt32})" : ""}
     ORDER BY height DESC, txIndex DESC LIMIT {limit:UInt32}`,
    {
      ...scope.params,
      heights: heights.map(({ height }) => Number(height)),
      cert: key.certSha256,
      limit,
      ...(after && { afterHeight, afterIndex }),
    },
  );
  return rows.map(({ height, txIndex }) => ({ network: of.name, height: Number(height), txIndex }));
}
