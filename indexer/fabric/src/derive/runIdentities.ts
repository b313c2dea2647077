import type { PassRequest, PassStep } from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { type CertificateText, certificateOf } from "../decode/certificate.ts";
import { fabricIdentities } from "../tables/fabricIdentities.ts";
import { findCertificate, type Sighting } from "./findCertificate.ts";
import { mspRolesAt, rolesOf } from "./mspRoles.ts";

/** Blocks per step. */
const STEP_BLOCKS = 10_000;

/** Certificates that the step's blocks name and that no row describes, each with a place where it stands whole. */
const NEW = `SELECT channel, msp, lower(hex(cert_sha256)) AS cert_hex, min(height) AS first_height
FROM store.fabric_identity_uses
WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
  AND (channel, msp, cert_sha256) NOT IN (
    SELECT channel, msp, cert_sha256 FROM store.fabric_identities WHERE network = {network:String})
GROUP BY channel, msp, cert_sha256 ORDER BY first_height, msp, cert_hex`;

type IdentityRow = Row<typeof fabricIdentities>;

export async function* runIdentities(_: FabricConfig, request: PassRequest): AsyncIterable<PassStep> {
  for (let from = request.from; from < request.to; from += STEP_BLOCKS) {
    request.signal.throwIfAborted();
    const to = Math.min(request.to, from + STEP_BLOCKS);
    const rows = await describe(request, from, to);
    yield { from, to, items: rows.length, checks: [], payloads: [encodeRows(fabricIdentities, rows)], derived: [] };
  }
}

async function describe({ network, stored }: PassRequest, from: number, to: number): Promise<IdentityRow[]> {
  const sightings: Sighting[] = [];
  for await (const row of stored.rows<Sighting>(NEW, { network, from, to })) sightings.push(row);
  return identityRows({ network, stored }, sightings);
}

/** Each certificate with the roles that its MSP gave it in the block where it was seen first. */
export async function identityRows(
  { network, stored }: Pick<PassRequest, "network" | "stored">,
  sightings: readonly Sighting[],
): Promise<IdentityRow[]> {
  const rows: IdentityRow[] = [];
  const rolesAt = mspRolesAt(stored, network);
  for (const sighting of sightings) {
    const pem = await findCertificate(stored, network, sighting);
    const certificate = pem && certificateOf(pem);
    const height = Number(sighting.first_height);
    rows.push({
      network,
      channel: sighting.channel,
      height,
      msp: sighting.msp,
      cert_sha256: Buffer.from(sighting.cert_hex, "hex"),
      roles: certificate ? rolesOf(certificate, (await rolesAt(height)).get(sighting.msp)) : [],
      ...textOf(certificate),
      pem: pem ?? "",
      decode_error: certificate ? "" : pem ? "not a certificate that can be read" : "it stands in no stored block",
    });
  }
  return rows;
}

type TextColumns =
  | "subject"
  | "common_name"
  | "issuer"
  | "serial"
  | "organizational_units"
  | "attributes"
  | "not_before"
  | "not_after"
  | "is_authority"
  | "key_type"
  | "alternative_names";

function textOf(certificate: CertificateText | undefined): Pick<IdentityRow, TextColumns> {
  return {
    subject: certificate?.subject ?? "",
    common_name: certificate?.commonName ?? "",
    issuer: certificate?.issuer ?? "",
    serial: certificate?.serial ?? "",
    organizational_units: certificate?.organizationalUnits ?? [],
    attributes: certificate?.attributes ?? "",
    not_before: certificate?.notBeforeMs ?? 0,
    not_after: certificate?.notAfterMs ?? 0,
    is_authority: certificate?.isAuthority ?? false,
    key_type: certificate?.keyType ?? "",
    alternative_names: certificate?.alternativeNames ?? [],
  };
}
