import type { KeyKind, SignatureHash } from "./signatureScheme.ts";

/** The primitives that proofs need; whoever runs them brings an implementation (Node's crypto, WebCrypto). */
export interface ProofCrypto {
  /** SHA-256 of the data, 32 bytes. */
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
