/** Bytes of one signature: digest (32), r (32), s (32), parity (1). */
export declare const SIGNED_BYTES: number;

/**
 * Addresses that signed, 20 bytes each, by WebAssembly (libsecp256k1); zeros where there is no signature.
 * @param signed signatures of `SIGNED_BYTES` each, one after the other.
 */
export declare function recoverAddresses(signed: Uint8Array): Uint8Array;
