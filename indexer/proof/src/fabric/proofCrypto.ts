/** Keys that Fabric's MSPs know: ECDSA, and Ed25519 with the channel capability V3_0. */
export type KeyKind = "P-256" | "P-384" | "Ed25519";

/** Digest of an ECDSA signature; Ed25519 has none. */
export type SignatureHash = "SHA-256" | "SHA-384";

/** The primitives that proofs need; whoever runs them brings an implementation (Node's crypto, WebCrypto). */
export interface ProofCrypto {
  /** SHA-256 of the data, 32 bytes. The data is read before the call returns, also where the answer comes later. */
  sha256(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /**
   * ECDSA with P-256 and SHA-256.
   * @param spkiDer the key as SubjectPublicKeyInfo (DER).
   * @param derSignature `SEQUENCE{INTEGER r, INTEGER s}`; both forms of s are accepted here.
   * @returns false also for a key or signature that cannot be read.
   */
  verifyP256(spkiDer: Uint8Array, message: Uint8Array, derSignature: Uint8Array): boolean | Promise<boolean>;
  /**
   * The other kinds of key. Where it is absent, what they signed is not judged: `unchecked`.
   * @param hash ignored for Ed25519, which signs the message itself.
   * @param signature DER for ECDSA, 64 bytes for Ed25519.
   */
  verify?(
    kind: KeyKind,
    hash: SignatureHash,
    spkiDer: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
}
