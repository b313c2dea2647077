import { DerError, decodeIdentity, pemToDer } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";

export interface IdentityRef {
  readonly mspId: string;
  /** SHA-256 of the certificate's DER; empty where the identity is no X.509 certificate. */
  readonly certSha256: Uint8Array;
}

const NONE = new Uint8Array(0);
const MAX_CACHED = 10_000;
/** The same few identities stand in every transaction, about 800 bytes each. */
const cache = new Map<string, IdentityRef>();

/** @throws WireError when the bytes are no `msp.SerializedIdentity`. */
export function identityRef(serialized: Uint8Array): IdentityRef {
  const key = Buffer.from(serialized.buffer, serialized.byteOffset, serialized.byteLength).toString("latin1");
  const known = cache.get(key);
  if (known) return known;
  const { mspId, idBytes } = decodeIdentity(serialized);
  const reference = { mspId, certSha256: certificateHash(idBytes) };
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(key, reference);
  return reference;
}

function certificateHash(pem: Uint8Array): Uint8Array {
  try {
    return nodeCrypto.sha256(pemToDer(pem));
  } catch (error) {
    if (error instanceof DerError) return NONE;
    throw error;
  }
}
