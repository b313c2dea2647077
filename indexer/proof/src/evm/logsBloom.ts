import type { Keccak256 } from "./keccak256.ts";

export interface EvmLog {
  /** 20 bytes. */
  readonly address: Uint8Array;
  /** Up to four, 32 bytes each. */
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
}

const BLOOM_BYTES = 256;

/**
 * The 2,048-bit bloom filter of logs: three bits for each address and topic, each from two bytes of its
 * Keccak-256 (Ethereum yellow paper 4.4.1).
 */
export function logsBloom(logs: Iterable<EvmLog>, keccak256: Keccak256): Uint8Array {
  const bloom = new Uint8Array(BLOOM_BYTES);
  const add = (value: Uint8Array): void => {
    const hash = keccak256(value);
    for (const at of [0, 2, 4]) {
      const bit = (((hash[at] as number) << 8) | (hash[at + 1] as number)) & 0x7ff;
      const index = BLOOM_BYTES - 1 - (bit >> 3);
      bloom[index] = (bloom[index] as number) | (1 << (bit & 7));
    }
  };
  for (const log of logs) {
    add(log.address);
    for (const topic of log.topics) add(topic);
  }
  return bloom;
}

/** The union of blooms: a block's bloom out of its receipts'. */
export function unionBlooms(blooms: Iterable<Uint8Array>): Uint8Array {
  const union = new Uint8Array(BLOOM_BYTES);
  for (const bloom of blooms) {
    for (let index = 0; index < BLOOM_BYTES; index++)
      union[index] = (union[index] as number) | (bloom[index] as number);
  }
  return union;
}
