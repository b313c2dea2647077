// Hex in JSON strings: `"0x…"`, digits of either case. A pointer to the opening quote goes in, one past the
// closing quote comes out.
import { fail } from "./bytes";

const QUOTE: u32 = 0x22;
/** `"0x` in the lower three bytes of a little-endian word. */
const QUOTE_0X: u32 = 0x783022;

/** Value of a digit by its character; 255 for another character. */
const DIGITS: usize = memory.data(256);

export function prepareDigits(): void {
  memory.fill(DIGITS, 255, 256);
  for (let value: u32 = 0; value < 10; value++) store<u8>(DIGITS + 0x30 + value, <u8>value);
  for (let value: u32 = 10; value < 16; value++) {
    store<u8>(DIGITS + 0x57 + value, <u8>value);
    store<u8>(DIGITS + 0x37 + value, <u8>value);
  }
}

// @ts-ignore: decorator
@inline
function digit(at: usize): u32 {
  return load<u8>(DIGITS + load<u8>(at));
}

/** 32 digits to 16 bytes. @returns false when one is not a digit; nothing is written then. */
// @ts-ignore: decorator
@inline
function decode16(from: usize, to: usize): bool {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const decimalA = i8x16.sub(a, i8x16.splat(0x30));
  const decimalB = i8x16.sub(b, i8x16.splat(0x30));
  const letterA = i8x16.sub(v128.or(a, i8x16.splat(0x20)), i8x16.splat(0x61));
  const letterB = i8x16.sub(v128.or(b, i8x16.splat(0x20)), i8x16.splat(0x61));
  const isDecimalA = i8x16.lt_u(decimalA, i8x16.splat(10));
  const isDecimalB = i8x16.lt_u(decimalB, i8x16.splat(10));
  const isDigitA = v128.or(isDecimalA, i8x16.lt_u(letterA, i8x16.splat(6)));
  const isDigitB = v128.or(isDecimalB, i8x16.lt_u(letterB, i8x16.splat(6)));
  if (!i8x16.all_true(v128.and(isDigitA, isDigitB))) return false;
  const digitsA = v128.bitselect(decimalA, i8x16.add(letterA, i8x16.splat(10)), isDecimalA);
  const digitsB = v128.bitselect(decimalB, i8x16.add(letterB, i8x16.splat(10)), isDecimalB);
  // In each pair the first digit is the low byte: it becomes the upper half of the result.
  const pairsA = v128.or(i16x8.shl(digitsA, 4), i16x8.shr_u(digitsA, 8));
  const pairsB = v128.or(i16x8.shl(digitsB, 4), i16x8.shr_u(digitsB, 8));
  const low = i16x8.splat(0xff);
  v128.store(to, i8x16.narrow_i16x8_u(v128.and(pairsA, low), v128.and(pairsB, low)));
  return true;
}

// @ts-ignore: decorator
@inline
function digitsOf(at: usize): usize {
  if ((load<u32>(at) & 0xffffff) != QUOTE_0X) fail(1);
  return at + 3;
}

// @ts-ignore: decorator
@inline
function closed(at: usize): usize {
  if (load<u8>(at) != QUOTE) fail(1);
  return at + 1;
}

export function bytes32(at: usize, to: usize): usize {
  const from = digitsOf(at);
  if (!decode16(from, to) || !decode16(from + 32, to + 16)) fail(2);
  return closed(from + 64);
}

export function bytes20(at: usize, to: usize): usize {
  const from = digitsOf(at);
  if (!decode16(from, to) || !decode16(from + 8, to + 4)) fail(2);
  return closed(from + 40);
}

export function bytes256(at: usize, to: usize): usize {
  const from = digitsOf(at);
  for (let part: usize = 0; part < 16; part++) if (!decode16(from + part * 32, to + part * 16)) fail(2);
  return closed(from + 512);
}

/** Length of what `bytes` decoded last. */
export let bytesLength: usize = 0;

/** Any number of bytes; how many, `bytesLength` tells. */
export function bytes(at: usize, to: usize): usize {
  let from = digitsOf(at);
  let end = to;
  while (decode16(from, end)) {
    from += 32;
    end += 16;
  }
  for (;;) {
    const high = digit(from);
    if (high > 15) break;
    const low = digit(from + 1);
    if (low > 15) fail(2);
    store<u8>(end, <u8>((high << 4) | low));
    from += 2;
    end++;
  }
  bytesLength = end - to;
  return closed(from);
}

/** Where the quantity ends that `limb` reads backwards. */
function quantityEnd(from: usize): usize {
  let end = from;
  while (digit(end) < 16) end++;
  if (end == from || end - from > 64) fail(3);
  return end;
}

// @ts-ignore: decorator
@inline
function limb(from: usize, end: usize): u64 {
  let value: u64 = 0;
  for (let at = from; at < end; at++) value = (value << 4) | digit(at);
  return value;
}

/** 1 to 64 digits to a 256-bit integer, little-endian. */
export function quantity256(at: usize, to: usize): usize {
  const from = digitsOf(at);
  const end = quantityEnd(from);
  let upTo = end;
  for (let word: usize = 0; word < 32; word += 8) {
    const start = upTo - from > 16 ? upTo - 16 : from;
    store<u64>(to + word, limb(start, upTo));
    upTo = start;
  }
  return closed(end);
}

const WIDE: usize = memory.data(32, 16);

/** A quantity below 2^bits. */
export function quantity64(at: usize, to: usize, bits: u64): usize {
  const from = digitsOf(at);
  const end = quantityEnd(from);
  if (end - from > 16) {
    quantity256(at, WIDE);
    if ((load<u64>(WIDE, 8) | load<u64>(WIDE, 16) | load<u64>(WIDE, 24)) != 0) fail(3);
    store<u64>(to, load<u64>(WIDE));
  } else store<u64>(to, limb(from, end));
  if (bits < 64 && load<u64>(to) >> bits != 0) fail(3);
  return closed(end);
}

/** Lower-case digits of `length` bytes. */
export function encode(from: usize, length: usize, to: usize): usize {
  for (let at: usize = 0; at < length; at++) {
    const byte = <u32>load<u8>(from + at);
    const high = byte >> 4;
    const low = byte & 15;
    store<u8>(to + 2 * at, <u8>(high < 10 ? high + 0x30 : high + 0x57));
    store<u8>(to + 2 * at + 1, <u8>(low < 10 ? low + 0x30 : low + 0x57));
  }
  return to + 2 * length;
}

/** `0x` and the digits of a 256-bit integer without leading zeros. */
export function encodeQuantity(from: usize, to: usize): usize {
  store<u16>(to, 0x7830);
  let end = to + 2;
  let begun = false;
  for (let place: i32 = 63; place >= 0; place--) {
    const value = (<u32>load<u8>(from + (place >> 1)) >> ((place & 1) << 2)) & 15;
    if (value == 0 && !begun && place > 0) continue;
    begun = true;
    store<u8>(end++, <u8>(value < 10 ? value + 0x30 : value + 0x57));
  }
  return end;
}
