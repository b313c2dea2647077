import { DerError, decodeIdentity, pemToDer } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";
import { BytesCache } from "./bytesCache.ts";

export interface IdentityRef {
  readonly mspId: string;
  /** SHA-256 of the certificate's DER; empty where the identity is no X.509 certificate. */
  readonly certSha256: Uint8Array;
}

const NONE = new Uint8Array(0);
const MAX_CACHED = 10_000;
/** The same few identities stand in every transaction, about 800 bytes each. */
const cache = new BytesCache<IdentityRef>(MAX_CACHED);

/** @throws WireError when the bytes are no `msp.SerializedIdentity`. */
export function identityRef(serialized: Uint8Array): IdentityRef {
  const known = cache.get(serialized);
  if (known) return known;
  const { mspId, idBytes } = decodeIdentity(serialized);
  const reference = { mspId, certSha256: certificateHash(idBytes) };
  cache.set(serialized, reference);
  return reference;
}

/** SHA-256 of the DER of a PEM certificate; empty where there is none. */
export function certificateHash(pem: Uint8Array): Uint8Array {
  try {
    return nodeCrypto.sha256(pemToDer(pem));
  } catch (error) {
    if (error instanceof DerError) return NONE;
    throw error;
  }
}
