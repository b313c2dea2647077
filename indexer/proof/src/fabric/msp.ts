import { concatBytes, EMPTY, equalBytes, toHex } from "./bytes.ts";
import { buildChain, type Certificate, parseCertificate, pemToDer, UnsupportedKeyError } from "./certificate.ts";
import type { ChannelConfig } from "./channelConfig.ts";
import { DerError } from "./der.ts";
import type { MspConfig, UnitIdentifier } from "./mspConfig.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { isRevoked, parseRevocationList, type RevocationList } from "./revocationList.ts";

/** `msp.MSPVersion`: the rules that a channel's capabilities switch on (fabric common/capabilities/channel.go). */
export const MspVersion = { v1_0: 0, v1_1: 1, v1_3: 2, v1_4_3: 3, v3_0: 4 } as const;
export type MspVersion = (typeof MspVersion)[keyof typeof MspVersion];

function mspVersion(capabilities: ReadonlySet<string>): MspVersion {
  if (capabilities.has("V3_0")) return MspVersion.v3_0;
  if (capabilities.has("V1_4_3") || capabilities.has("V2_0")) return MspVersion.v1_4_3;
  if (capabilities.has("V1_3") || capabilities.has("V1_4_2")) return MspVersion.v1_3;
  return capabilities.has("V1_1") ? MspVersion.v1_1 : MspVersion.v1_0;
}

/** An MSP of a channel, ready to judge identities. */
export interface Msp {
  readonly config: MspConfig;
  readonly version: MspVersion;
  readonly roots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly admins: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
  /** Authorities above an intermediate one, by `tbs` in hex: they may not issue identities themselves. */
  readonly innerAuthorities: ReadonlySet<string>;
}

/** The verdict of an MSP on a certificate. */
export interface Membership {
  /** Why it is no valid identity of the MSP; empty when it is one. */
  readonly problem: string;
  /** Nothing can be said: it depends on something that these proofs do not cover. */
  readonly isUnsupported: boolean;
  /** SHA-256 of the authorities' certificates from the issuer up: what an OU's certifier is compared with. */
  readonly certifier: Uint8Array;
}

/** Undefined when the PEM text holds no certificate that can be read. */
export function readCertificate(pem: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(pemToDer(pem));
  } catch (error) {
    if (error instanceof DerError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A list that cannot be read revokes nobody knows whom: judging by it is refused. */
function readRevocationList(bytes: Uint8Array): RevocationList {
  try {
    return parseRevocationList(bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { authorityKeyId: EMPTY, revoked: new Set(), tbs: EMPTY, signature: EMPTY, signatureHash: undefined };
  }
}

export const isSameCertificate = (a: Certificate, b: Certificate): boolean => equalBytes(a.tbs, b.tbs);

/** Reads the MSP's certificates and lists once (fabric msp/mspimplsetup.go). */
async function openMsp(config: MspConfig, version: MspVersion, crypto: ProofCrypto): Promise<Msp> {
  const readAll = (pems: readonly Uint8Array[]): Certificate[] => pems.flatMap((pem) => readCertificate(pem) ?? []);
  const roots = readAll(config.rootCerts);
  const intermediates = readAll(config.intermediateCerts);
  const innerAuthorities = new Set<string>();
  for (const intermediate of intermediates) {
    try {
      const chain = await buildChain(intermediate, roots, intermediates, crypto);
      for (const authority of chain?.slice(1) ?? []) innerAuthorities.add(toHex(authority.tbs));
    } catch (error) {
      if (!(error instanceof UnsupportedKeyError)) throw error; // identities below it are met by the same
    }
  }
  const revocationLists = config.revocationLists.map(readRevocationList);
  return { config, version, roots, intermediates, admins: readAll(config.admins), revocationLists, innerAuthorities };
}

/**
 * Whether the certificate is a valid identity of the MSP (fabric msp/mspimplvalidate.go): kind of key, chain,
 * an issuer at the lower end of the MSP's authorities, not revoked, and of the units that the MSP asks for.
 * Its own expiry is not looked at, as Fabric's validation does not: see `validityProblem`.
 */
export async function judgeCertificate(certificate: Certificate, msp: Msp, crypto: ProofCrypto): Promise<Membership> {
  const verdict = (problem: string, certifier: Uint8Array = EMPTY, isUnsupported = false): Membership => ({
    problem,
    isUnsupported,
    certifier,
  });
  if (certificate.keyKind === "Ed25519" && msp.version < MspVersion.v3_0) {
    return verdict("Ed25519 keys need the channel capability V3_0");
  }
  if (certificate.isAuthority) return verdict("the certificate of an authority is no identity");
  try {
    const chain = await buildChain(certificate, msp.roots, msp.intermediates, crypto);
    const issuer = chain?.[1];
    if (!chain || !issuer) return verdict(`its certificate does not lead to a root of ${msp.config.id}`);
    // Only now: a key of another kind in a certificate that nobody issued is damage, and not unknown.
    if (certificate.keyKind === undefined) return verdict("its kind of key is not covered", undefined, true);
    if (msp.innerAuthorities.has(toHex(issuer.tbs))) {
      return verdict(`its issuer only issues authorities of ${msp.config.id}`);
    }
    if (await isRevoked(certificate, issuer, msp.revocationLists, crypto)) return verdict("its certificate is revoked");
    const certifier = await crypto.sha256(concatBytes(...chain.slice(1).map(({ der }) => der)));
    return verdict(await unitsProblem(certificate, certifier, msp, crypto), certifier);
  } catch (error) {
    if (!(error instanceof UnsupportedKeyError)) throw error;
    return verdict(error.message, undefined, true);
  }
}

/** `validateIdentityOUsV1`, `…V11`, `…V142` */
async function unitsProblem(
  certificate: Certificate,
  certifier: Uint8Array,
  msp: Msp,
  crypto: ProofCrypto,
): Promise<string> {
  const { id, units, nodeOus } = msp.config;
  const carried = certificate.organizationalUnits;
  if (units.length > 0) {
    let found = false;
    for (const wanted of units) {
      found ||= carried.includes(wanted.unit) && (await isCertifiedBy(wanted, certifier, msp, crypto));
    }
    if (!found) return `it is of none of the organisational units that ${id} asks for`;
  }
  if (!nodeOus || msp.version < MspVersion.v1_1) return "";
  const roles =
    msp.version < MspVersion.v1_4_3
      ? [nodeOus.client, nodeOus.peer]
      : [nodeOus.client, nodeOus.peer, nodeOus.admin, nodeOus.orderer];
  let matches = 0;
  for (const unit of carried) {
    const role = roles.find((candidate) => candidate.unit !== "" && candidate.unit === unit);
    if (!role) continue;
    if (!(await isCertifiedBy(role, certifier, msp, crypto)))
      return `its unit ${unit} is certified by another authority`;
    matches++;
  }
  if (matches === 0) return `none of its organisational units is a role of ${id}`;
  return matches === 1 ? "" : `it has more than one role in ${id}`;
}

async function isCertifiedBy(
  unit: UnitIdentifier,
  certifier: Uint8Array,
  msp: Msp,
  crypto: ProofCrypto,
): Promise<boolean> {
  if (unit.certifier.length === 0) return true;
  const authority = readCertificate(unit.certifier);
  if (!authority) return false;
  const chain = await buildChain(authority, msp.roots, msp.intermediates, crypto);
  return chain !== undefined && equalBytes(certifier, await crypto.sha256(concatBytes(...chain.map(({ der }) => der))));
}

/**
 * Whether the certificate was valid at a time, by its own dates: Fabric's orderers ask this of a creator at
 * the moment of submission, its validation never does.
 * @returns why not; empty when it was.
 */
export function validityProblem(certificate: Certificate, atMs: number): string {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
  if (atMs > certificate.notAfterMs) return `expired at ${day(certificate.notAfterMs)}`;
  return atMs < certificate.notBeforeMs ? `not valid before ${day(certificate.notBeforeMs)}` : "";
}

/** MSPs already opened, per configuration: a channel has few. */
const opened = new WeakMap<ChannelConfig, Map<string, Promise<Msp | undefined>>>();

/** The MSP of that id in the configuration; undefined when there is none, or none of X.509. */
export function mspOf(config: ChannelConfig, id: string, crypto: ProofCrypto): Promise<Msp | undefined> {
  const ofConfig = opened.get(config) ?? new Map<string, Promise<Msp | undefined>>();
  opened.set(config, ofConfig);
  const known = ofConfig.get(id);
  if (known) return known;
  const msp = config.msps.get(id);
  const opening =
    msp && msp.type === 0 ? openMsp(msp, mspVersion(config.capabilities.channel), crypto) : Promise.resolve(undefined);
  ofConfig.set(id, opening);
  return opening;
}
