import { decodeIdentity } from "./envelope.ts";
import { type Signer, sameCertificate } from "./signer.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireReader } from "./wire.ts";

/** `msp.MSPPrincipal.Classification` */
const Classification = { role: 0, organizationUnit: 1, identity: 2 } as const;
/** `msp.MSPRole.MSPRoleType` */
const Role = { member: 0, admin: 1, client: 2, peer: 3, orderer: 4 } as const;

/**
 * Whether the signer is what the principal asks for (fabric msp/mspimpl.go, `SatisfiesPrincipal`). An OU's
 * certifier is not compared, only its name.
 * @throws UnsupportedPolicyError for anonymous and combined principals.
 */
export function satisfiesPrincipal(signer: Signer, classification: number, principal: Uint8Array): boolean {
  switch (classification) {
    case Classification.role: {
      const { mspId, role } = decodeRole(principal);
      return mspId === signer.mspId && signer.isMember && hasRole(signer, role);
    }
    case Classification.organizationUnit: {
      const { mspId, unit } = decodeUnit(principal);
      return mspId === signer.mspId && signer.isMember && signer.certificate.organizationalUnits.includes(unit);
    }
    case Classification.identity: {
      const identity = decodeIdentity(principal);
      return (
        identity.mspId === signer.mspId && signer.isMember && sameCertificate(identity.idBytes, signer.certificate)
      );
    }
    default:
      throw new UnsupportedPolicyError(`principal classification ${classification}`);
  }
}

function hasRole({ msp, certificate }: Signer, role: number): boolean {
  if (role === Role.member) return true;
  if (role === Role.admin && msp?.admins.some((pem) => sameCertificate(pem, certificate))) return true;
  const units = msp?.nodeOus;
  if (!units) return false;
  const unit = {
    [Role.admin]: units.admin,
    [Role.client]: units.client,
    [Role.peer]: units.peer,
    [Role.orderer]: units.orderer,
  }[role];
  return unit !== undefined && unit !== "" && certificate.organizationalUnits.includes(unit);
}

/** `msp.MSPRole{msp_identifier, role}` */
function decodeRole(bytes: Uint8Array): { mspId: string; role: number } {
  let mspId = "";
  let role: number = Role.member;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) mspId = reader.text();
    else if (reader.field === 2) role = reader.int32();
    else reader.skip();
  }
  return { mspId, role };
}

/** `msp.OrganizationUnit{msp_identifier, organizational_unit_identifier, certifiers_identifier}` */
function decodeUnit(bytes: Uint8Array): { mspId: string; unit: string } {
  let mspId = "";
  let unit = "";
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) mspId = reader.text();
    else if (reader.field === 2) unit = reader.text();
    else reader.skip();
  }
  return { mspId, unit };
}
