import { equalBytes, toHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { decodeIdentity } from "./envelope.ts";
import { isSameCertificate, MspVersion, readCertificate } from "./msp.ts";
import type { Signer } from "./signer.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireError, WireReader } from "./wire.ts";

/** `msp.MSPPrincipal.Classification` */
const Classification = { role: 0, organizationUnit: 1, identity: 2, anonymity: 3, combined: 4 } as const;
/** `msp.MSPRole.MSPRoleType` */
const Role = { member: 0, admin: 1, client: 2, peer: 3, orderer: 4 } as const;
const ROLE_NAMES = ["member", "admin", "client", "peer", "orderer"];

/** `msp.MSPPrincipal`, decoded as far as it is understood. */
export type Principal =
  | { readonly kind: "role"; readonly mspId: string; readonly role: number }
  | { readonly kind: "unit"; readonly mspId: string; readonly unit: string; readonly certifier: Uint8Array }
  | { readonly kind: "identity"; readonly mspId: string; readonly certificate: Certificate | undefined }
  | { readonly kind: "nominal" }
  | { readonly kind: "combined"; readonly all: readonly Principal[] }
  | { readonly kind: "unsupported"; readonly what: string };

const MAX_DEPTH = 8;

/** @throws WireError */
export function decodePrincipal(reader: WireReader, depth = 0): Principal {
  if (depth > MAX_DEPTH) throw new WireError("principals nest too deeply", reader.offset);
  let classification = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  while (reader.next()) {
    if (reader.field === 1) classification = reader.int32();
    else if (reader.field === 2) bytes = reader.bytes();
    else reader.skip();
  }
  const content = new WireReader(bytes);
  switch (classification) {
    case Classification.role:
      return decodeRole(content);
    case Classification.organizationUnit:
      return decodeUnit(content);
    case Classification.identity: {
      const { mspId, idBytes } = decodeIdentity(bytes);
      return { kind: "identity", mspId, certificate: readCertificate(idBytes) };
    }
    case Classification.anonymity:
      return decodeAnonymity(content);
    case Classification.combined: {
      const all: Principal[] = [];
      while (content.next()) {
        if (content.field === 1) all.push(decodePrincipal(content.message(), depth + 1));
        else content.skip();
      }
      return { kind: "combined", all };
    }
    default:
      return { kind: "unsupported", what: `principal classification ${classification}` };
  }
}

/** For example `Org1MSP.peer`, as in Fabric's policy language. */
export function principalText(principal: Principal): string {
  switch (principal.kind) {
    case "role":
      return `${principal.mspId}.${ROLE_NAMES[principal.role] ?? `role ${principal.role}`}`;
    case "unit":
      return `${principal.mspId} unit ${principal.unit}`;
    case "identity": {
      const serial = principal.certificate ? toHex(principal.certificate.serial) : "?";
      return `${principal.mspId} certificate ${serial}`;
    }
    case "nominal":
      return "anybody named";
    case "combined":
      return principal.all.map(principalText).join(" and ");
    case "unsupported":
      return principal.what;
  }
}

/**
 * Whether the signer is what the principal asks for (fabric msp/mspimpl.go, `SatisfiesPrincipal`), by the
 * rules of the signer's MSP in the channel.
 * @throws UnsupportedPolicyError for what is not covered.
 */
export function satisfiesPrincipal(signer: Signer, principal: Principal): boolean {
  const { msp } = signer;
  // Without an MSP the identity cannot be deserialised, and without a chain neither.
  if (!msp) {
    if (signer.isUnsupported) throw new UnsupportedPolicyError(signer.problem);
    return false;
  }
  switch (principal.kind) {
    case "role":
      return principal.mspId === signer.mspId && hasRole(signer, principal.role, msp.version);
    case "unit":
      return (
        principal.mspId === signer.mspId &&
        isValid(signer) &&
        signer.certificate.organizationalUnits.includes(principal.unit) &&
        equalBytes(principal.certifier, signer.certifier)
      );
    case "identity":
      return (
        principal.mspId === signer.mspId &&
        principal.certificate !== undefined &&
        isSameCertificate(principal.certificate, signer.certificate) &&
        isValid(signer)
      );
    case "nominal":
      return msp.version >= MspVersion.v1_3;
    case "combined":
      return (
        msp.version >= MspVersion.v1_3 &&
        principal.all.length > 0 &&
        principal.all.every((part) => satisfiesPrincipal(signer, part))
      );
    case "unsupported":
      throw new UnsupportedPolicyError(principal.what);
  }
}

function isValid(signer: Signer): boolean {
  if (signer.isUnsupported) throw new UnsupportedPolicyError(`an identity of ${signer.mspId}: ${signer.problem}`);
  return signer.isMember;
}

function hasRole(signer: Signer, role: number, version: MspVersion): boolean {
  if (role === Role.member) return isValid(signer);
  const { msp, certificate } = signer;
  const isNamedAdmin = msp?.admins.some((admin) => isSameCertificate(admin, certificate)) ?? false;
  if (role === Role.admin && isNamedAdmin) return true;
  const units = msp?.config.nodeOus;
  const needs = role === Role.client || role === Role.peer ? MspVersion.v1_1 : MspVersion.v1_4_3;
  if (!units || version < needs) return false;
  const unit = {
    [Role.admin]: units.admin,
    [Role.client]: units.client,
    [Role.peer]: units.peer,
    [Role.orderer]: units.orderer,
  }[role]?.unit;
  return isValid(signer) && unit !== undefined && unit !== "" && certificate.organizationalUnits.includes(unit);
}

/** `msp.MSPRole{msp_identifier, role}` */
function decodeRole(reader: WireReader): Principal {
  let mspId = "";
  let role: number = Role.member;
  while (reader.next()) {
    if (reader.field === 1) mspId = reader.text();
    else if (reader.field === 2) role = reader.int32();
    else reader.skip();
  }
  return { kind: "role", mspId, role };
}

/** `msp.OrganizationUnit{msp_identifier, organizational_unit_identifier, certifiers_identifier}` */
function decodeUnit(reader: WireReader): Principal {
  let mspId = "";
  let unit = "";
  let certifier: Uint8Array = new Uint8Array(0);
  while (reader.next()) {
    if (reader.field === 1) mspId = reader.text();
    else if (reader.field === 2) unit = reader.text();
    else if (reader.field === 3) certifier = reader.bytes();
    else reader.skip();
  }
  return { kind: "unit", mspId, unit, certifier };
}

/** `msp.MSPIdentityAnonymity{anonymity_type}`: 0 NOMINAL, 1 ANONYMOUS, which X.509 cannot be. */
function decodeAnonymity(reader: WireReader): Principal {
  let type = 0;
  while (reader.next()) {
    if (reader.field === 1) type = reader.int32();
    else reader.skip();
  }
  return type === 0 ? { kind: "nominal" } : { kind: "unsupported", what: "anonymous principal" };
}
