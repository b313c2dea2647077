import { equalBytes, fromHex } from "./bytes.ts";
import { DerError, DerTag, readDer, readDerAll } from "./der.ts";
import type { KeyKind, ProofCrypto, SignatureHash } from "./proofCrypto.ts";

const EC_PUBLIC_KEY = fromHex("2a8648ce3d0201"); // 1.2.840.10045.2.1
const PRIME256V1 = fromHex("2a8648ce3d030107"); // 1.2.840.10045.3.1.7
const SECP384R1 = fromHex("2b81040022"); // 1.3.132.0.34
const ED25519 = fromHex("2b6570"); // 1.3.101.112

/** Half of the groups' orders: Fabric refuses the other form of a signature, which anybody could make of it. */
const HALF_ORDER: Readonly<Record<"P-256" | "P-384", Uint8Array>> = {
  "P-256": fromHex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8"),
  "P-384": fromHex("7fffffffffffffffffffffffffffffffffffffffffffffffe3b1a6c0fa1b96efac0d06d9245853bd76760cb5666294b9"),
};

/** The kind of a SubjectPublicKeyInfo (DER); undefined for any other (RSA, P-521). @throws DerError */
export function keyKind(spki: Uint8Array): KeyKind | undefined {
  const [algorithm] = readDerAll(readDer(spki).contents);
  const [oid, parameters] = algorithm ? readDerAll(algorithm.contents) : [];
  if (!oid) return undefined;
  if (equalBytes(oid.contents, ED25519)) return "Ed25519";
  if (!equalBytes(oid.contents, EC_PUBLIC_KEY) || !parameters) return undefined;
  if (equalBytes(parameters.contents, PRIME256V1)) return "P-256";
  return equalBytes(parameters.contents, SECP384R1) ? "P-384" : undefined;
}

/** Whether the bytes are `SEQUENCE{INTEGER r, INTEGER s}`, nothing behind it, and s in its lower form. */
export function isLowS(kind: "P-256" | "P-384", signature: Uint8Array): boolean {
  try {
    const sequence = readDer(signature);
    const [r, s, ...rest] = readDerAll(sequence.contents);
    if (sequence.tag !== DerTag.sequence || sequence.raw.length !== signature.length || rest.length > 0) return false;
    if (r?.tag !== DerTag.integer || s?.tag !== DerTag.integer) return false;
    return isAtMost(s.contents, HALF_ORDER[kind]);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** Whether a positive DER integer is at most the bound (big-endian, all of its bytes). */
function isAtMost(integer: Uint8Array, bound: Uint8Array): boolean {
  const value = integer[0] === 0 ? integer.subarray(1) : integer;
  if (value.length === 0 || (integer[0] as number) >= 0x80) return false;
  if (value.length !== bound.length) return value.length < bound.length;
  const at = value.findIndex((byte, index) => byte !== bound[index]);
  return at < 0 || (value[at] as number) < (bound[at] as number);
}

/**
 * Verifies a signature as Fabric's identities make them.
 * @returns undefined where the crypto at hand does not cover the kind.
 */
export function verifySignature(
  key: { readonly kind: KeyKind; readonly spki: Uint8Array },
  message: Uint8Array,
  signature: Uint8Array,
  crypto: ProofCrypto,
  hash: SignatureHash = "SHA-256",
): boolean | undefined | Promise<boolean | undefined> {
  if (key.kind === "P-256" && hash === "SHA-256") return crypto.verifyP256(key.spki, message, signature);
  return crypto.verify?.(key.kind, hash, key.spki, message, signature);
}
