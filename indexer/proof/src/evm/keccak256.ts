/** Keccak-256 as Ethereum uses it (not SHA3-256). Injected: hash-wasm in Node, @noble/hashes in a browser. */
export type Keccak256 = (data: Uint8Array) => Uint8Array;
