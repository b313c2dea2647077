import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import type { ProofCrypto } from "@ledgerscope/proof";

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
    const key = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : undefined;
  } catch {
    return undefined; // not a key: the contract is to answer false
  }
}

/** The proofs' primitives from Node's own crypto (OpenSSL). */
export const nodeCrypto = {
  sha256: (data: Uint8Array): Uint8Array => hash("sha256", data, "buffer"),
  verifyP256: (spkiDer: Uint8Array, message: Uint8Array, derSignature: Uint8Array): boolean => {
    const key = keyOf(spkiDer);
    return key !== undefined && verify("sha256", message, key, derSignature);
  },
} satisfies ProofCrypto;
