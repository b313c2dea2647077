import { RLP } from "@ethereumjs/rlp";
import type { Keccak256 } from "./keccak256.ts";

interface Leaf {
  readonly nibbles: Uint8Array;
  readonly value: Uint8Array;
}
/** A node as its parent holds it: itself when its RLP is shorter than 32 bytes, else its hash. */
type NodeRef = Uint8Array | readonly Item[];
type Item = Uint8Array | readonly Item[];

const EMPTY = new Uint8Array();

function nibblesOf(key: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(key.length * 2);
  key.forEach((byte, index) => {
    nibbles[2 * index] = byte >> 4;
    nibbles[2 * index + 1] = byte & 15;
  });
  return nibbles;
}

/** Hex-prefix encoding (yellow paper, appendix C): parity and kind in the first nibble. */
function hexPrefix(nibbles: Uint8Array, isLeaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const path = new Uint8Array((nibbles.length >> 1) + 1);
  path[0] = ((isLeaf ? 2 : 0) + odd) << 4;
  if (odd) path[0] |= nibbles[0] as number;
  for (let index = odd; index < nibbles.length; index += 2) {
    path[((index - odd) >> 1) + 1] = ((nibbles[index] as number) << 4) | (nibbles[index + 1] as number);
  }
  return path;
}

/** The node for leaves[from, to), which share their first `depth` nibbles. */
function nodeOf(
  leaves: readonly Leaf[],
  from: number,
  to: number,
  depth: number,
  keccak256: Keccak256,
): readonly Item[] {
  const first = leaves[from] as Leaf;
  if (to - from === 1) return [hexPrefix(first.nibbles.subarray(depth), true), first.value];
  // Sorted: what the first and the last share, all share. No key is a prefix of another (RLP of integers).
  const last = leaves[to - 1] as Leaf;
  let shared = depth;
  while (first.nibbles[shared] === last.nibbles[shared]) shared++;
  if (shared > depth) {
    const child = refOf(nodeOf(leaves, from, to, shared, keccak256), keccak256);
    return [hexPrefix(first.nibbles.subarray(depth, shared), false), child];
  }
  const branch: Item[] = Array.from({ length: 17 }, () => EMPTY);
  for (let start = from; start < to; ) {
    const nibble = (leaves[start] as Leaf).nibbles[depth] as number;
    let end = start + 1;
    while (end < to && (leaves[end] as Leaf).nibbles[depth] === nibble) end++;
    branch[nibble] = refOf(nodeOf(leaves, start, end, depth + 1, keccak256), keccak256);
    start = end;
  }
  return branch;
}

const encode = (node: Item): Uint8Array => RLP.encode(node as Parameters<typeof RLP.encode>[0]);

function refOf(node: readonly Item[], keccak256: Keccak256): NodeRef {
  const encoded = encode(node);
  return encoded.length < 32 ? node : keccak256(encoded);
}

/**
 * Root of the Merkle Patricia trie that maps RLP(0), RLP(1)… to the values: transactions, receipts and
 * withdrawals of a block (yellow paper, appendix D).
 */
export function orderedTrieRoot(values: readonly Uint8Array[], keccak256: Keccak256): Uint8Array {
  if (values.length === 0) return keccak256(RLP.encode(EMPTY));
  const leaves = values.map((value, index) => ({ nibbles: nibblesOf(RLP.encode(index)), value }));
  leaves.sort((a, b) => compare(a.nibbles, b.nibbles));
  return keccak256(encode(nodeOf(leaves, 0, leaves.length, 0, keccak256)));
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return (a[index] as number) - (b[index] as number);
  }
  return a.length - b.length;
}
