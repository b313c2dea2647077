import type { ProofCrypto } from "@ledgerscope/proof";

/** Bytes in a buffer of their own: SubtleCrypto takes no view on shared memory. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/**
 * The cryptography of the browser itself. `crypto.subtle` exists only in a secure context: https, or
 * a page on this machine.
 */
export const webCrypto: ProofCrypto = {
  async sha256(data) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", owned(data)));
  },

  /** False for a key or signature that is not well-formed: what cannot be read does not verify. */
  async verifyP256(spkiDer, message, derSignature) {
    const signature = p1363OfDer(derSignature);
    if (!signature) return false;
    try {
      const algorithm = { name: "ECDSA", namedCurve: "P-256" };
      const key = await crypto.subtle.importKey("spki", owned(spkiDer), algorithm, false, ["verify"]);
      return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, owned(message));
    } catch {
      return false;
    }
  },
};

const SCALAR_BYTES = 32;

/**
 * Fabric carries ECDSA signatures as DER `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279, 2.2.3); WebCrypto
 * takes r and s side by side, each as wide as the curve (IEEE P1363).
 * @returns undefined when the bytes are anything but exactly that sequence.
 */
export function p1363OfDer(der: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  // A P-256 signature is always short enough for one-byte lengths.
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const signature = new Uint8Array(2 * SCALAR_BYTES);
  let at = 2;
  for (const end of [SCALAR_BYTES, 2 * SCALAR_BYTES]) {
    const length = der[at + 1];
    if (der[at] !== 0x02 || !length || at + 2 + length > der.length) return undefined;
    let integer = der.subarray(at + 2, at + 2 + length);
    if ((integer[0] as number) & 0x80) return undefined;
    if (integer[0] === 0 && integer.length > 1) integer = integer.subarray(1);
    if (integer.length > SCALAR_BYTES) return undefined;
    signature.set(integer, end - integer.length);
    at += 2 + length;
  }
  return at === der.length ? signature : undefined;
}
