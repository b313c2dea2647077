import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import type { KeyKind, ProofCrypto, SignatureHash } from "@ledgerscope/proof";

/** Keys already read; a channel has few signers. */
const keys = new Map<string, KeyObject | undefined>();
const MAX_KEYS = 10_000;

function keyOf(spkiDer: Uint8Array): KeyObject | undefined {
  const id = Buffer.from(spkiDer.buffer, spkiDer.byteOffset, spkiDer.byteLength).toString("latin1");
  if (!keys.has(id)) {
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(id, readKey(spkiDer));
  }
  return keys.get(id);
}

function readKey(spkiDer: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
  } catch {
    return undefined; // not a key: the contract is to answer false
  }
}

/** OpenSSL's names of the curves. */
const CURVES: Readonly<Record<KeyKind, string>> = { "P-256": "prime256v1", "P-384": "secp384r1", Ed25519: "" };
const DIGESTS: Readonly<Record<SignatureHash, string>> = { "SHA-256": "sha256", "SHA-384": "sha384" };

function verifyWith(
  kind: KeyKind,
  digest: SignatureHash,
  spkiDer: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = keyOf(spkiDer);
  if (!key) return false;
  if (kind === "Ed25519") return key.asymmetricKeyType === "ed25519" && verify(null, message, key, signature);
  return key.asymmetricKeyDetails?.namedCurve === CURVES[kind] && verify(DIGESTS[digest], message, key, signature);
}

const SHA256_BYTES = 32;

/** As text first: Node takes longer to make a Buffer of its own for the result than to hash a kilobyte. */
function sha256(data: Uint8Array): Uint8Array {
  const text = hash("sha256", data, "binary");
  const bytes = new Uint8Array(SHA256_BYTES);
  for (let index = 0; index < SHA256_BYTES; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** The proofs' primitives from Node's own crypto (OpenSSL). */
export const nodeCrypto = {
  sha256,
  verifyP256: (spkiDer: Uint8Array, message: Uint8Array, derSignature: Uint8Array): boolean =>
    verifyWith("P-256", "SHA-256", spkiDer, message, derSignature),
  verify: verifyWith,
} satisfies ProofCrypto;
