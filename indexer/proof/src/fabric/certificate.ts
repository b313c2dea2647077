import { equalBytes, fromUtf8 } from "./bytes.ts";
import { type DerElement, DerError, DerTag, readDer, readDerAll } from "./der.ts";
import type { ProofCrypto } from "./proofCrypto.ts";

/** What the proofs need of an X.509 certificate (RFC 5280). Byte fields are views into `der`. */
export interface Certificate {
  readonly der: Uint8Array;
  /** Contents of the serial number's INTEGER. */
  readonly serial: Uint8Array;
  /** Names as DER: chains compare them byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly organizationalUnits: readonly string[];
  /** Unix milliseconds. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** SubjectPublicKeyInfo (DER). */
  readonly spki: Uint8Array;
  /** Basic constraints say that it may sign certificates. */
  readonly isAuthority: boolean;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  /** The signature is ecdsa-with-SHA256. */
  readonly isEcdsaSha256: boolean;
}

const OID_ECDSA_SHA256 = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02); // 1.2.840.10045.4.3.2
const OID_ORGANIZATIONAL_UNIT = Uint8Array.of(0x55, 0x04, 0x0b); // 2.5.4.11
const OID_BASIC_CONSTRAINTS = Uint8Array.of(0x55, 0x1d, 0x13); // 2.5.29.19
const EXTENSIONS_TAG = 0xa3;
const VERSION_TAG = 0xa0;
const TAG_UTC_TIME = 0x17;

/**
 * The DER within the first `CERTIFICATE` block of a PEM text.
 * @throws DerError when there is none.
 */
export function pemToDer(pem: Uint8Array): Uint8Array {
  let text = "";
  for (const byte of pem) text += String.fromCharCode(byte);
  const match = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/.exec(text);
  if (!match) throw new DerError("no PEM certificate");
  let binary: string;
  try {
    binary = atob((match[1] as string).replace(/\s+/g, ""));
  } catch (cause) {
    throw new DerError("PEM certificate is not base64", { cause });
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** @throws DerError */
export function parseCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm, signature] = children(readDer(der));
  const fields = children(required(tbs, "tbsCertificate"));
  if (fields[0]?.tag === VERSION_TAG) fields.shift();
  const [serial, , issuer, validity, subject, spki] = fields;
  const [notBefore, notAfter] = children(required(validity, "validity"));
  const extensions = fields.find((field) => field.tag === EXTENSIONS_TAG);
  const [algorithmOid] = children(required(algorithm, "signatureAlgorithm"));
  const signatureBits = required(signature, "signature");
  if (signatureBits.tag !== DerTag.bitString || signatureBits.contents[0] !== 0) throw new DerError("signature bits");
  return {
    der,
    serial: required(serial, "serialNumber").contents,
    issuer: required(issuer, "issuer").raw,
    subject: required(subject, "subject").raw,
    organizationalUnits: organizationalUnits(required(subject, "subject")),
    notBeforeMs: parseTime(required(notBefore, "notBefore")),
    notAfterMs: parseTime(required(notAfter, "notAfter")),
    spki: required(spki, "subjectPublicKeyInfo").raw,
    isAuthority: extensions !== undefined && isAuthority(extensions),
    tbs: required(tbs, "tbsCertificate").raw,
    signature: signatureBits.contents.subarray(1),
    isEcdsaSha256: equalBytes(required(algorithmOid, "algorithm").contents, OID_ECDSA_SHA256),
  };
}

const children = (element: DerElement): DerElement[] => readDerAll(element.contents);

function required(element: DerElement | undefined, name: string): DerElement {
  if (!element) throw new DerError(`certificate without ${name}`);
  return element;
}

function organizationalUnits(name: DerElement): string[] {
  return children(name)
    .flatMap(children) // RelativeDistinguishedName → AttributeTypeAndValue
    .map(children)
    .filter(([type, value]) => type && value && equalBytes(type.contents, OID_ORGANIZATIONAL_UNIT))
    .map(([, value]) => fromUtf8((value as DerElement).contents));
}

function isAuthority(extensions: DerElement): boolean {
  for (const extension of children(readDer(extensions.contents))) {
    const parts = children(extension);
    const value = parts.at(-1);
    if (!parts[0] || !value || !equalBytes(parts[0].contents, OID_BASIC_CONSTRAINTS)) continue;
    const [authority] = children(readDer(value.contents));
    return authority?.tag === DerTag.boolean && authority.contents[0] === 0xff;
  }
  return false;
}

function parseTime(element: DerElement): number {
  const text = fromUtf8(element.contents);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!match) throw new DerError(`certificate time ${text}`);
  const [year, ...rest] = match.slice(1).map(Number) as [number, number, number, number, number, number];
  // RFC 5280: two digits, UTCTime, mean 1950 to 2049.
  const fullYear = element.tag !== TAG_UTC_TIME ? year : year < 50 ? 2000 + year : 1900 + year;
  return Date.UTC(fullYear, rest[0] - 1, rest[1], rest[2], rest[3], rest[4]);
}

/**
 * Whether a chain of signatures leads from the certificate to one of the roots, over the intermediates.
 * As Fabric's MSP does, the time of the check is one second after the leaf's `notBefore`, so that an
 * expired certificate still verifies old blocks. Only ecdsa-with-SHA256 over P-256 is followed.
 */
export async function chainsToRoot(
  leaf: Certificate,
  roots: readonly Certificate[],
  intermediates: readonly Certificate[],
  crypto: ProofCrypto,
): Promise<boolean> {
  const atMs = leaf.notBeforeMs + 1000;
  let certificate = leaf;
  // A chain that is longer than all certificates would go in a circle.
  for (let depth = 0; depth <= intermediates.length + 1; depth++) {
    const root = roots.find((candidate) => equalBytes(candidate.der, certificate.der));
    if (root) return depth > 0;
    let issuer: Certificate | undefined;
    for (const candidate of [...roots, ...intermediates]) {
      if (await issued(candidate, certificate, atMs, crypto)) {
        issuer = candidate;
        break;
      }
    }
    if (!issuer) return false;
    certificate = issuer;
  }
  return false;
}

async function issued(issuer: Certificate, subject: Certificate, atMs: number, crypto: ProofCrypto): Promise<boolean> {
  return (
    issuer.isAuthority &&
    subject.isEcdsaSha256 &&
    equalBytes(issuer.subject, subject.issuer) &&
    issuer.notBeforeMs <= atMs &&
    atMs <= issuer.notAfterMs &&
    (await crypto.verifyP256(issuer.spki, subject.tbs, subject.signature))
  );
}
