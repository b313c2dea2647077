import { EMPTY, equalBytes, fromUtf8, toHex } from "./bytes.ts";
import { type DerElement, DerError, DerTag, readDer, readDerAll } from "./der.ts";
import type { KeyKind, ProofCrypto, SignatureHash } from "./proofCrypto.ts";
import { keyKind, verifySignature } from "./signatureScheme.ts";

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
  /** Undefined for a key that Fabric's MSPs do not know. */
  readonly keyKind: KeyKind | undefined;
  /** Basic constraints say that it may sign certificates, and the key usage, where it is stated, too. */
  readonly isAuthority: boolean;
  /** Extensions, each empty where absent. */
  readonly subjectKeyId: Uint8Array;
  readonly authorityKeyId: Uint8Array;
  /** What the issuer signed. A signature can be written in two forms: certificates are told apart by this. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  /** Hash of the issuer's signature; undefined for a scheme that is not covered. */
  readonly signatureHash: SignatureHash | undefined;
}

/** 1.2.840.10045.4.3.2 ecdsa-with-SHA256, .3 ecdsa-with-SHA384; 1.3.101.112 Ed25519, which has no hash. */
const SIGNATURE_HASHES: Readonly<Record<string, SignatureHash>> = {
  "2a8648ce3d040302": "SHA-256",
  "2a8648ce3d040303": "SHA-384",
  "2b6570": "SHA-256",
};
const OID_ORGANIZATIONAL_UNIT = Uint8Array.of(0x55, 0x04, 0x0b); // 2.5.4.11
/** 2.5.29: 14 subjectKeyIdentifier, 15 keyUsage, 19 basicConstraints, 35 authorityKeyIdentifier */
const EXTENSION_PREFIX = "551d";
const EXTENSION = { subjectKeyId: "0e", keyUsage: "0f", basicConstraints: "13", authorityKeyId: "23" } as const;
const EXTENSIONS_TAG = 0xa3;
const VERSION_TAG = 0xa0;
const TAG_UTC_TIME = 0x17;

/**
 * The DER within the first block of a PEM text that carries the label.
 * @throws DerError when there is none.
 */
export function pemToDer(pem: Uint8Array, label: "CERTIFICATE" | "X509 CRL" = "CERTIFICATE"): Uint8Array {
  let text = "";
  for (const byte of pem) text += String.fromCharCode(byte);
  const match = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`).exec(text);
  if (!match) throw new DerError(`no PEM block of ${label}`);
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
  const extensions = readExtensions(fields.find((field) => field.tag === EXTENSIONS_TAG));
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
    keyKind: keyKind(required(spki, "subjectPublicKeyInfo").raw),
    isAuthority: isAuthority(extensions),
    subjectKeyId: subjectKeyId(extensions),
    authorityKeyId: authorityKeyId(extensions),
    tbs: required(tbs, "tbsCertificate").raw,
    signature: signatureBits.contents.subarray(1),
    signatureHash: SIGNATURE_HASHES[toHex(required(algorithmOid, "algorithm").contents)],
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

type Extensions = ReadonlyMap<string, Uint8Array>;

/** By the last byte of their id in hex; only those of 2.5.29. */
export function readExtensions(wrapped: DerElement | undefined): Extensions {
  const extensions = new Map<string, Uint8Array>();
  for (const extension of wrapped ? children(readDer(wrapped.contents)) : []) {
    const parts = children(extension);
    const id = parts[0] ? toHex(parts[0].contents) : "";
    const value = parts.at(-1);
    if (id.startsWith(EXTENSION_PREFIX) && value) extensions.set(id.slice(EXTENSION_PREFIX.length), value.contents);
  }
  return extensions;
}

/** keyUsage bit 5, keyCertSign, in the first byte of the BIT STRING. */
const KEY_CERT_SIGN = 0x04;

function isAuthority(extensions: Extensions): boolean {
  const constraints = extensions.get(EXTENSION.basicConstraints);
  if (!constraints) return false;
  const [authority] = children(readDer(constraints));
  if (authority?.tag !== DerTag.boolean || authority.contents[0] !== 0xff) return false;
  const usage = extensions.get(EXTENSION.keyUsage);
  return usage === undefined || ((readDer(usage).contents[1] ?? 0) & KEY_CERT_SIGN) !== 0;
}

function subjectKeyId(extensions: Extensions): Uint8Array {
  const value = extensions.get(EXTENSION.subjectKeyId);
  return value ? readDer(value).contents : EMPTY;
}

/** keyIdentifier is [0] of the sequence. */
export function authorityKeyId(extensions: Extensions): Uint8Array {
  const value = extensions.get(EXTENSION.authorityKeyId);
  return value ? (children(readDer(value)).find(({ tag }) => tag === 0x80)?.contents ?? EMPTY) : EMPTY;
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

/** Raised where a signature of a kind that is not covered would decide: neither good nor bad can be said. */
export class UnsupportedKeyError extends Error {
  override readonly name = "UnsupportedKeyError";
}

/**
 * The chain of certificates from the leaf to one of the roots, over the intermediates, both included;
 * undefined when there is none. As Fabric's MSP does, the time of the check is one second after the leaf's
 * `notBefore`, so that an expired certificate still verifies old blocks. Name constraints and extended key
 * usage are not looked at.
 * @throws UnsupportedKeyError
 */
export async function buildChain(
  leaf: Certificate,
  roots: readonly Certificate[],
  intermediates: readonly Certificate[],
  crypto: ProofCrypto,
): Promise<readonly Certificate[] | undefined> {
  const atMs = leaf.notBeforeMs + 1000;
  const chain = [leaf];
  // A chain that is longer than all certificates would go in a circle.
  while (chain.length <= intermediates.length + 2) {
    const last = chain.at(-1) as Certificate;
    if (roots.some((root) => equalBytes(root.tbs, last.tbs))) return chain;
    let issuer: Certificate | undefined;
    for (const candidate of [...roots, ...intermediates]) {
      if (!(await issued(candidate, last, atMs, crypto))) continue;
      issuer = candidate;
      break;
    }
    if (!issuer) return undefined;
    chain.push(issuer);
  }
  return undefined;
}

async function issued(issuer: Certificate, subject: Certificate, atMs: number, crypto: ProofCrypto): Promise<boolean> {
  if (!issuer.isAuthority || !equalBytes(issuer.subject, subject.issuer)) return false;
  if (atMs < issuer.notBeforeMs || issuer.notAfterMs < atMs) return false;
  const isGood =
    issuer.keyKind === undefined || subject.signatureHash === undefined
      ? undefined
      : await verifySignature(
          { kind: issuer.keyKind, spki: issuer.spki },
          subject.tbs,
          subject.signature,
          crypto,
          subject.signatureHash,
        );
  if (isGood === undefined)
    throw new UnsupportedKeyError("a certificate is signed with a kind of key that is not covered");
  return isGood;
}
