// Roots of the tries that map RLP(0), RLP(1)… to items (yellow paper, appendix D). `plan` lays out the nodes
// and asks for the hashes of the leaves; once those are made, `hashBranches` does the rest, level by level, so
// that nodes of one level are hashed together.
import { copy, fail } from "./bytes";
import { hashMessages, toHash } from "./messages";
import { head, headLength, listBefore, string32 } from "./rlp";

/** In front of each item's bytes: room for its leaf's heads and path. */
export const HEADROOM: usize = 32;

/** Keys are at most 0x82 and two bytes: six nibbles. */
const MOST_NIBBLES: i32 = 6;
export const MOST_ITEMS: u32 = 65536;

// A node: kind, depth (or where an extension's path ends), for an extension the item whose key has the path
// (u32 each), hash (32 bytes), children (16 × u32, 0: none; an extension's one child is the first).
const NODE_SIZE: usize = 12 + 32 + 64;
const LEAF: u32 = 0;
const BRANCH: u32 = 1;
const EXTENSION: u32 = 2;
/** A leaf that has no hash: where its RLP is, and its length, stand in place of children. */
const SHORT_LEAF: u32 = 3;

let nodes: usize = 0;
let nodesEnd: usize = 0;

/** Bytes for the nodes of tries of so many items in all, and for what is written of one level. */
export function triesSize(items: usize): usize {
  return (2 * items + 16) * (NODE_SIZE + 17 * 33 + HEADROOM);
}

export function placeTries(at: usize): void {
  nodes = at;
  nodesEnd = at;
}

/** The item whose key comes at that place among `count` sorted keys: 1 to 127, then 0 (0x80), then 128 and on. */
function itemAt(place: u32, count: u32): u32 {
  const below = min<u32>(count - 1, 127);
  return place < below ? place + 1 : place == below ? 0 : place;
}

function nibblesOf(item: u32): i32 {
  return item < 128 ? 2 : item < 256 ? 4 : 6;
}

function nibble(item: u32, place: i32): u32 {
  let byte: u32;
  if (item == 0) byte = 0x80;
  else if (item < 128) byte = item;
  else if (item < 256) byte = place < 2 ? 0x81 : item;
  else byte = place < 2 ? 0x82 : place < 4 ? item >> 8 : item & 0xff;
  return place & 1 ? byte & 15 : byte >> 4;
}

/** Hex-prefix encoding of key nibbles [from, to) as an RLP string (appendix C). */
function path(at: usize, item: u32, from: i32, to: i32, kind: u32): usize {
  const odd = (to - from) & 1;
  const length: usize = ((to - from) >> 1) + 1;
  let end = at;
  if (length > 1) store<u8>(end++, <u8>(0x80 + length));
  const first = ((kind == LEAF ? 2 : 0) + odd) << 4;
  store<u8>(end++, <u8>(odd ? first | nibble(item, from) : first));
  for (let place = from + odd; place < to; place += 2) {
    store<u8>(end++, <u8>((nibble(item, place) << 4) | nibble(item, place + 1)));
  }
  return end;
}

function newNode(kind: u32, depth: i32): usize {
  const node = nodesEnd;
  nodesEnd += NODE_SIZE;
  memory.fill(node, 0, NODE_SIZE);
  store<u32>(node, kind);
  store<u32>(node, depth, 4);
  return node;
}

/**
 * Lays out the trie of `count` items (at least one), each described by two words: where it is, and its length.
 * @returns the root, whose hash is ready after `hashBranches`.
 */
export function plan(items: usize, count: u32): usize {
  if (count > MOST_ITEMS) fail(4);
  return node(items, count, 0, count, 0);
}

function node(items: usize, count: u32, from: u32, to: u32, depth: i32): usize {
  const first = itemAt(from, count);
  if (to - from == 1) return leaf(items, first, depth, count);
  const last = itemAt(to - 1, count);
  let shared = depth;
  while (nibble(first, shared) == nibble(last, shared)) shared++;
  if (shared > depth) {
    const extension = newNode(EXTENSION, depth);
    store<u32>(extension, first, 8);
    const child = node(items, count, from, to, shared);
    store<u32>(extension, <u32>child, 44);
    store<u32>(extension, shared, 48);
    return extension;
  }
  const branch = newNode(BRANCH, depth);
  for (let start = from; start < to; ) {
    const at = nibble(itemAt(start, count), depth);
    let end = start + 1;
    while (end < to && nibble(itemAt(end, count), depth) == at) end++;
    store<u32>(branch + 44 + (at << 2), <u32>node(items, count, start, end, depth + 1));
    start = end;
  }
  return branch;
}

function leaf(items: usize, item: u32, depth: i32, count: u32): usize {
  const made = newNode(LEAF, depth);
  const contents = <usize>load<u32>(items + (item << 3));
  const length = <usize>load<u32>(items + (item << 3), 4);
  const total = nibblesOf(item);
  const value = contents - headLength(length);
  head(value, length, 0x80);
  const pathLength: usize = ((total - depth) >> 1) + 1;
  const begin = value - (pathLength > 1 ? pathLength + 1 : 1);
  path(begin, item, depth, total, LEAF);
  const inList = contents + length - begin;
  const start = listBefore(begin, inList);
  const size = contents + length - start;
  if (size < 32 && count > 1) {
    // It stands in its parent in full. (Of other nodes, none is that short.)
    store<u32>(made, SHORT_LEAF);
    store<u32>(made, <u32>start, 44);
    store<u32>(made, <u32>size, 48);
  } else toHash(start, size, made + 12);
  return made;
}

/** To be called when the leaves have their hashes. */
export function hashBranches(): void {
  const end = nodesEnd;
  for (let depth = MOST_NIBBLES; depth >= 0; depth--) {
    let at = end;
    for (let node = nodes; node < end; node += NODE_SIZE) {
      const kind = load<u32>(node);
      if ((kind != BRANCH && kind != EXTENSION) || <i32>load<u32>(node, 4) != depth) continue;
      const contents = at + HEADROOM;
      at = kind == BRANCH ? branchContents(node, contents) : extensionContents(node, contents);
      const start = listBefore(contents, at - contents);
      toHash(start, at - start, node + 12);
    }
    hashMessages();
  }
}

function branchContents(node: usize, to: usize): usize {
  let at = to;
  for (let child: usize = 0; child < 16; child++) {
    const below = <usize>load<u32>(node + 44 + (child << 2));
    if (below == 0) store<u8>(at++, 0x80);
    else if (load<u32>(below) == SHORT_LEAF) at = copy(at, load<u32>(below, 44), load<u32>(below, 48));
    else at = string32(at, below + 12);
  }
  store<u8>(at++, 0x80);
  return at;
}

function extensionContents(node: usize, to: usize): usize {
  const item = load<u32>(node, 8);
  const at = path(to, item, load<u32>(node, 4), load<u32>(node, 48), EXTENSION);
  return string32(at, <usize>load<u32>(node, 44) + 12);
}
