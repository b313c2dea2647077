/**
 * Address that signed a digest of 32 bytes, from r, s and parity (65 bytes, secp256k1); undefined when these are
 * no signature. Injected: WebAssembly in Node, plain JavaScript in a browser.
 */
export type RecoverSigner = (digest: Uint8Array, signature: Uint8Array) => Uint8Array | undefined;
