// Plain JavaScript, so that a worker thread runs the same file from the sources and from the build.
import {
  CompressionFlag,
  ContextFlag,
  instantiateSecp256k1Wasm,
} from "@bitauth/libauth/build/lib/bin/secp256k1/secp256k1-wasm.js";
import { createKeccak } from "hash-wasm";

const DIGEST_BYTES = 32;
const COMPACT_BYTES = 64;
const ADDRESS_BYTES = 20;
const KEY_BYTES = 65;

export const SIGNED_BYTES = DIGEST_BYTES + COMPACT_BYTES + 1;

const [wasm, keccak] = await Promise.all([instantiateSecp256k1Wasm(), createKeccak(256)]);
const context = wasm.contextCreate(ContextFlag.VERIFY);
const input = wasm.malloc(SIGNED_BYTES);
const signature = wasm.malloc(KEY_BYTES);
const point = wasm.malloc(COMPACT_BYTES);
const key = wasm.malloc(KEY_BYTES);
const keyLength = wasm.mallocSizeT(KEY_BYTES);

export function recoverAddresses(signed) {
  const count = signed.length / SIGNED_BYTES;
  const addresses = new Uint8Array(count * ADDRESS_BYTES);
  const { heapU8 } = wasm;
  for (let index = 0; index < count; index++) {
    const at = index * SIGNED_BYTES;
    heapU8.set(signed.subarray(at, at + SIGNED_BYTES), input);
    const parity = signed[at + SIGNED_BYTES - 1];
    if (parity > 1) continue;
    if (wasm.recoverableSignatureParse(context, signature, input + DIGEST_BYTES, parity) !== 1) continue;
    if (wasm.recover(context, point, signature, input) !== 1) continue;
    wasm.pubkeySerialize(context, key, keyLength, point, CompressionFlag.UNCOMPRESSED);
    // Ethereum's address: the end of the hash of the key without its leading 4.
    const hash = keccak
      .init()
      .update(heapU8.subarray(key + 1, key + KEY_BYTES))
      .digest("binary");
    addresses.set(hash.subarray(hash.length - ADDRESS_BYTES), index * ADDRESS_BYTES);
  }
  return addresses;
}
