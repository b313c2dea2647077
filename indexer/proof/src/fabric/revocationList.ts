import { equalBytes, toHex } from "./bytes.ts";
import { authorityKeyId, type Certificate, pemToDer, readExtensions, UnsupportedKeyError } from "./certificate.ts";
import { DerError, DerTag, readDer, readDerAll } from "./der.ts";
import type { ProofCrypto, SignatureHash } from "./proofCrypto.ts";
import { verifySignature } from "./signatureScheme.ts";

/** What the proofs need of an X.509 certificate revocation list (RFC 5280, section 5). */
export interface RevocationList {
  /** Key id of the authority that issued it; empty where it does not say. */
  readonly authorityKeyId: Uint8Array;
  /** Serial numbers in hex, as the contents of their INTEGER. */
  readonly revoked: ReadonlySet<string>;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureHash: SignatureHash | undefined;
}

const EXTENSIONS_TAG = 0xa0;
const TIME_TAGS: readonly number[] = [0x17, 0x18];
const HASHES: Readonly<Record<string, SignatureHash>> = {
  "2a8648ce3d040302": "SHA-256",
  "2a8648ce3d040303": "SHA-384",
  "2b6570": "SHA-256",
};

/** @param bytes PEM or DER. @throws DerError */
export function parseRevocationList(bytes: Uint8Array): RevocationList {
  const der = bytes[0] === DerTag.sequence ? bytes : pemToDer(bytes, "X509 CRL");
  const [tbs, algorithm, bits] = readDerAll(readDer(der).contents);
  if (!tbs || !algorithm || bits?.tag !== DerTag.bitString) throw new DerError("not a revocation list");
  const fields = readDerAll(tbs.contents);
  const [oid] = readDerAll(algorithm.contents);
  // version?, signature, issuer, thisUpdate, nextUpdate?, revokedCertificates?, [0] extensions?
  const lastTime = fields.findLastIndex(({ tag }) => TIME_TAGS.includes(tag));
  const entries = fields[lastTime + 1];
  const revoked = new Set<string>();
  if (entries?.tag === DerTag.sequence) {
    for (const entry of readDerAll(entries.contents)) {
      const [serial] = readDerAll(entry.contents);
      if (serial) revoked.add(toHex(serial.contents));
    }
  }
  return {
    authorityKeyId: authorityKeyId(readExtensions(fields.find(({ tag }) => tag === EXTENSIONS_TAG))),
    revoked,
    tbs: tbs.raw,
    signature: bits.contents.subarray(1),
    signatureHash: HASHES[toHex(oid?.contents ?? new Uint8Array())],
  };
}

/**
 * Whether one of the lists revokes the certificate: the list is its issuer's by key id, and signed by it
 * (fabric msp/mspimplvalidate.go, `validateCertAgainstChain`; neither the list's nor the revocation's time
 * is looked at).
 * @throws UnsupportedKeyError
 */
export async function isRevoked(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  crypto: ProofCrypto,
): Promise<boolean> {
  for (const list of lists) {
    if (list.authorityKeyId.length === 0) {
      throw new UnsupportedKeyError(
        "a revocation list of the MSP cannot be read, or does not name its authority's key",
      );
    }
    if (!equalBytes(list.authorityKeyId, issuer.subjectKeyId) || !list.revoked.has(toHex(certificate.serial))) continue;
    const isGood =
      issuer.keyKind === undefined || list.signatureHash === undefined
        ? undefined
        : await verifySignature(
            { kind: issuer.keyKind, spki: issuer.spki },
            list.tbs,
            list.signature,
            crypto,
            list.signatureHash,
          );
    if (isGood === undefined)
      throw new UnsupportedKeyError("a revocation list is signed with a kind of key that is not covered");
    if (isGood) return true;
  }
  return false;
}
