import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope, channelsScope } from "./channelScope.ts";

/** A certificate that blocks name. */
export interface FabricIdentityRow {
  readonly network: string;
  readonly channel: string;
  /** Empty for TLS certificates of Raft consenters. */
  readonly msp: string;
  /** Of the certificate (DER), lower-case hex. */
  readonly certSha256: string;
  readonly subject: string;
  readonly commonName: string;
  readonly issuer: string;
  /** Upper-case hex. */
  readonly serial: string;
  readonly organizationalUnits: readonly string[];
  /** client, peer, admin, orderer. */
  readonly roles: readonly string[];
  /** JSON; empty when it has none. */
  readonly attributes: string;
  readonly notBeforeMs: number | string;
  readonly notAfterMs: number | string;
  readonly isAuthority: boolean;
  readonly keyType: string;
  readonly alternativeNames: readonly string[];
  readonly pem: string;
  readonly decodeError: string;
}

const columns = `network, channel, msp, lower(hex(cert_sha256)) AS certSha256, subject, common_name AS commonName,
  issuer, serial, organizational_units AS organizationalUnits, roles, attributes,
  toUnixTimestamp64Milli(not_before) AS notBeforeMs, toUnixTimestamp64Milli(not_after) AS notAfterMs,
  is_authority AS isAuthority, key_type AS keyType, alternative_names AS alternativeNames, pem,
  decode_error AS decodeError`;

/** Which identities; what is left out does not matter. */
export interface IdentityFilter {
  readonly msp?: string;
  readonly role?: string;
  /** As what blocks name it: creator, endorser, root, … */
  readonly use?: string;
  /** Part of the common name, the subject or the serial number. */
  readonly text?: string;
  /** Unix milliseconds: its validity ends before. */
  readonly endsBeforeMs?: number;
}

/** Sorting key of the last row of the page before. */
interface IdentityPosition {
  readonly msp: string;
  readonly commonName: string;
  readonly certSha256: string;
}

const NAMED = `(positionCaseInsensitiveUTF8(subject, {text:String}) > 0 OR startsWith(serial, upper({text:String}))
  OR startsWith(lower(hex(cert_sha256)), lower({text:String})))`;

/** Identities of these channels with the text in their name or serial number, by common name; so many of each channel. */
export async function identitiesWith(
  viewer: Viewer,
  reader: Reader,
  of: readonly Channel[],
  text: string,
  limit: number,
): Promise<FabricIdentityRow[]> {
  const scope = channelsScope(viewer, of);
  return reader.query<FabricIdentityRow>(
    `SELECT * FROM (
       SELECT ${columns} FROM store.fabric_identities WHERE ${scope.sql} AND ${NAMED}
       ORDER BY network, msp, common_name, certSha256 LIMIT 1 BY network, msp, certSha256)
     ORDER BY network, msp, commonName, certSha256 LIMIT {limit:UInt32} BY network`,
    { ...scope.params, text, limit },
  );
}

/** By organisation and common name. A network has few certificates beside its transactions: they are sorted at once. */
export async function identitiesPage(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  filter: IdentityFilter,
  page: { readonly limit: number; readonly after?: IdentityPosition },
): Promise<FabricIdentityRow[]> {
  const scope = channelScope(viewer, of);
  const { msp, role, use, text, endsBeforeMs } = filter;
  const conditions = [
    scope.sql,
    ...(msp === undefined ? [] : ["msp = {msp:String}"]),
    ...(role === undefined ? [] : ["has(roles, {role:String})"]),
    ...(use === undefined
      ? []
      : [
          `(msp, cert_sha256) IN (SELECT msp, cert_sha256 FROM store.fabric_identity_uses
             WHERE ${scope.sql} AND use = {use:String})`,
        ]),
    ...(text === undefined ? [] : [NAMED]),
    ...(endsBeforeMs === undefined ? [] : ["not_after < fromUnixTimestamp64Milli({endsBefore:Int64})"]),
    ...(page.after ? ["(msp, common_name, certSha256) > ({aMsp:String}, {aName:String}, {aCert:String})"] : []),
  ];
  return reader.query<FabricIdentityRow>(
    `SELECT ${columns} FROM store.fabric_identities WHERE ${conditions.join(" AND ")}
     ORDER BY msp, common_name, certSha256 LIMIT 1 BY msp, certSha256 LIMIT {limit:UInt32}`,
    {
      ...scope.params,
      limit: page.limit,
      ...(msp !== undefined && { msp }),
      ...(role !== undefined && { role }),
      ...(use !== undefined && { use }),
      ...(text !== undefined && { text }),
      ...(endsBeforeMs !== undefined && { endsBefore: endsBeforeMs }),
      ...(page.after && { aMsp: page.after.msp, aName: page.after.commonName, aCert: page.after.certSha256 }),
    },
  );
}

/** By fingerprint; one certificate can stand under two MSPs, then the first one is meant. */
export async function identitiesOf(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  certSha256s: readonly string[],
): Promise<FabricIdentityRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<FabricIdentityRow>(
    `SELECT ${columns} FROM store.fabric_identities
     WHERE ${scope.sql} AND cert_sha256 IN arrayMap(h -> toFixedString(unhex(h), 32), {certs:Array(String)})
     ORDER BY msp = '', msp LIMIT 1 BY certSha256`,
    { ...scope.params, certs: certSha256s },
  );
}

/** Identities that a configuration or block names in one of these ways, by organisation. */
export async function identitiesUsedAs(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  msp: string,
  uses: readonly string[],
): Promise<FabricIdentityRow[]> {
  const scope = channelScope(viewer, of);
  return reader.query<FabricIdentityRow>(
    `SELECT ${columns} FROM store.fabric_identities
     WHERE ${scope.sql} AND msp = {msp:String} AND cert_sha256 IN (
       SELECT cert_sha256 FROM store.fabric_identity_uses
       WHERE ${scope.sql} AND msp = {msp:String} AND use IN {uses:Array(String)})
     ORDER BY common_name, certSha256 LIMIT 1 BY certSha256 LIMIT 100`,
    { ...scope.params, msp, uses },
  );
}
