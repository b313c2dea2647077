// Recursive Length Prefix (yellow paper, appendix B). Contents are written forwards, heads of lists backwards
// in front of them.
import { copy, copy20, copy32 } from "./bytes";

/** Bytes of the head of a string of more than one byte, or of a list. */
// @ts-ignore: decorator
@inline
export function headLength(length: usize): usize {
  return length < 56 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : length < 0x1000000 ? 4 : 5;
}

/** Writes a head; `base` is 0x80 for strings, 0xc0 for lists. */
export function head(to: usize, length: usize, base: u32): usize {
  const bytes = headLength(length);
  if (bytes == 1) {
    store<u8>(to, <u8>(base + <u32>length));
    return to + 1;
  }
  store<u8>(to, <u8>(base + 54 + <u32>bytes));
  for (let at: usize = 1; at < bytes; at++) store<u8>(to + at, <u8>(length >> ((bytes - 1 - at) << 3)));
  return to + bytes;
}

/** Puts the head of a list in front of its contents. @returns where the list begins. */
export function listBefore(contents: usize, length: usize): usize {
  const start = contents - headLength(length);
  head(start, length, 0xc0);
  return start;
}

// @ts-ignore: decorator
@inline
export function string20(to: usize, from: usize): usize {
  store<u8>(to, 0x94);
  return copy20(to + 1, from);
}

// @ts-ignore: decorator
@inline
export function string32(to: usize, from: usize): usize {
  store<u8>(to, 0xa0);
  return copy32(to + 1, from);
}

export function string(to: usize, from: usize, length: usize): usize {
  if (length == 1 && load<u8>(from) < 0x80) {
    store<u8>(to, load<u8>(from));
    return to + 1;
  }
  return copy(head(to, length, 0x80), from, length);
}

/** Length of `string`'s result. */
// @ts-ignore: decorator
@inline
export function stringLength(from: usize, length: usize): usize {
  return length == 1 && load<u8>(from) < 0x80 ? 1 : headLength(length) + length;
}

// @ts-ignore: decorator
@inline
function width(value: u64): usize {
  return <usize>(8 - (clz<u64>(value) >> 3));
}

/** An integer: its bytes without leading zeros; zero is the empty string. */
export function integer(to: usize, value: u64): usize {
  if (value < 0x80) {
    store<u8>(to, value == 0 ? 0x80 : <u8>value);
    return to + 1;
  }
  const bytes = width(value);
  store<u8>(to, <u8>(0x80 + bytes));
  store<u64>(to + 1, bswap<u64>(value << (<u64>(8 - bytes) << 3)));
  return to + 1 + bytes;
}

/** A 256-bit integer, little-endian in memory. */
export function integer256(to: usize, from: usize): usize {
  let top: usize = 24;
  while (top > 0 && load<u64>(from + top) == 0) top -= 8;
  if (top == 0) return integer(to, load<u64>(from));
  const highest = load<u64>(from + top);
  const bytes = width(highest);
  store<u8>(to, <u8>(0x80 + bytes + top));
  store<u64>(to + 1, bswap<u64>(highest << (<u64>(8 - bytes) << 3)));
  let end = to + 1 + bytes;
  while (top > 0) {
    top -= 8;
    store<u64>(end, bswap<u64>(load<u64>(from + top)));
    end += 8;
  }
  return end;
}
