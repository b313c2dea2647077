// JSON as nodes write it. What is rare (escapes in strings, numbers with fractions, nested values without a
// column) is left to the plain path; what is accepted here, JSON.parse accepts and reads alike.
import { copy, fail } from "./bytes";

const QUOTE: u32 = 0x22;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const OPEN: u32 = 0x7b;
const CLOSE: u32 = 0x7d;
const OPEN_LIST: u32 = 0x5b;
const CLOSE_LIST: u32 = 0x5d;
const NULL: u32 = 0x6c6c756e;
const TRUE: u32 = 0x65757274;
const FALS: u32 = 0x736c6166;

/** What the key just read is: its number among the keys of its kind of object, or one of these. */
export const UNKNOWN: i32 = -1;
/** A name that JavaScript's objects have by themselves. */
const INHERITED: i32 = 63;

/** Per kind of object 64 slots of 40 bytes: length, number, name. */
const SLOTS: usize = memory.data(8 * 64 * 40, 16);
const SLOT_SIZE: usize = 40;
const LONGEST_NAME: usize = 32;
/** The name to be defined. */
const NAME: usize = memory.data(64, 16);

export function nameBuffer(): usize {
  return NAME;
}

// @ts-ignore: decorator
@inline
function slotOf(kind: usize, word: u64, length: usize): usize {
  const hash = <usize>(((word + <u64>length) * 0x9e3779b97f4a7c15) >> 58);
  return SLOTS + ((kind << 6) + hash) * SLOT_SIZE;
}

// @ts-ignore: decorator
@inline
function nextSlot(kind: usize, slot: usize): usize {
  const base = SLOTS + (kind << 6) * SLOT_SIZE;
  const next = slot + SLOT_SIZE;
  return next == base + 64 * SLOT_SIZE ? base : next;
}

// @ts-ignore: decorator
@inline
function firstWord(name: usize, length: usize): u64 {
  const word = load<u64>(name);
  return length >= 8 ? word : word & ((<u64>1 << (<u64>length << 3)) - 1);
}

/** Makes the name in `nameBuffer`, of at most 32 bytes, known for a kind of object. */
export function defineKey(kind: usize, key: i32, length: usize): void {
  let slot = slotOf(kind, firstWord(NAME, length), length);
  while (load<u32>(slot) != 0) slot = nextSlot(kind, slot);
  store<u32>(slot, <u32>length);
  store<i32>(slot, key, 4);
  memory.copy(slot + 8, NAME, length);
}

function sameName(a: usize, b: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false;
  if (at == length) return true;
  const mask = (<u64>1 << (<u64>(length - at) << 3)) - 1;
  return ((load<u64>(a + at) ^ load<u64>(b + at)) & mask) == 0;
}

/** The key just read. */
export let key: i32 = UNKNOWN;
let keyStart: usize = 0;
let keyLength: usize = 0;

// @ts-ignore: decorator
@inline
function blank(at: usize): usize {
  let next = at;
  while (load<u8>(next) <= 0x20) {
    const char = load<u8>(next);
    if (char != 0x20 && char != 0x0a && char != 0x0d && char != 0x09) fail(10);
    next++;
  }
  return next;
}

// @ts-ignore: decorator
@inline
function expect(at: usize, char: u32): usize {
  const next = blank(at);
  if (load<u8>(next) != char) fail(10);
  return next + 1;
}

export function openObject(at: usize): usize {
  return expect(at, OPEN);
}

/** Reads a key and its colon. @returns where the value begins. */
export function readKey(at: usize, kind: usize): usize {
  const start = expect(at, QUOTE);
  let end = start;
  for (;;) {
    const quotes = i8x16.bitmask(i8x16.eq(v128.load(end), i8x16.splat(<i8>QUOTE)));
    if (quotes != 0) {
      end += ctz<i32>(quotes);
      break;
    }
    end += 16;
    if (end - start > 64) fail(11);
  }
  const length = end - start;
  keyStart = start;
  keyLength = length;
  key = UNKNOWN;
  if (length > 0 && length <= LONGEST_NAME) {
    for (let slot = slotOf(kind, firstWord(start, length), length); load<u32>(slot) != 0; slot = nextSlot(kind, slot)) {
      if (load<u32>(slot) == <u32>length && sameName(slot + 8, start, length)) {
        key = load<i32>(slot, 4);
        break;
      }
    }
  }
  if (key == INHERITED) fail(12);
  return blank(expect(end + 1, COLON));
}

/** After a value: whether another key or item follows. */
export let more: bool = false;

// @ts-ignore: decorator
@inline
function follows(at: usize, close: u32): usize {
  const next = blank(at);
  const char = load<u8>(next);
  more = char == COMMA;
  if (!more && char != close) fail(10);
  return next + 1;
}

export function afterValue(at: usize): usize {
  return follows(at, CLOSE);
}

export function afterItem(at: usize): usize {
  const next = follows(at, CLOSE_LIST);
  return more ? blank(next) : next;
}

/** Opens a list; `more` tells whether it has an item, which begins where the result points. */
export function openList(at: usize): usize {
  const next = blank(expect(at, OPEN_LIST));
  more = load<u8>(next) != CLOSE_LIST;
  return more ? next : next + 1;
}

// @ts-ignore: decorator
@inline
export function isNull(at: usize): bool {
  return load<u32>(at) == NULL;
}

/** Nothing but blanks up to `end`. */
export function expectEnd(at: usize, end: usize): void {
  let next = at;
  while (next < end) {
    const char = load<u8>(next);
    if (char != 0x20 && char != 0x0a && char != 0x0d && char != 0x09) fail(10);
    next++;
  }
  if (next != end) fail(10);
}

/** Past a string of plain characters, a whole number or a word: what prints as it was read. */
export function skipScalar(at: usize): usize {
  const char = <u32>load<u8>(at);
  if (char == QUOTE) {
    let next = at + 1;
    for (; load<u8>(next) != QUOTE; next++) {
      const inside = <u32>load<u8>(next);
      if (inside < 0x20 || inside > 0x7e || inside == 0x5c) fail(13);
    }
    return next + 1;
  }
  const word = load<u32>(at);
  if (word == NULL || word == TRUE) return at + 4;
  if (word == FALS && load<u8>(at, 4) == 0x65) return at + 5;
  let next = char == 0x2d ? at + 1 : at;
  const first = next;
  if (load<u8>(next) == 0x30) {
    if (char == 0x2d) fail(13);
    return next + 1;
  }
  while (load<u8>(next) >= 0x30 && load<u8>(next) <= 0x39) next++;
  if (next == first || next - first > 15) fail(13);
  return next;
}

/** Most unknown fields of one object. */
const MOST_UNKNOWN: u32 = 64;

/** The names of an object's unknown fields so far: how many, then where each is and its length. */
export const UNKNOWN_NAMES: usize = 4 + 8 * MOST_UNKNOWN;

/** A repeated name is left to the plain path. */
function remember(names: usize): void {
  const count = load<u32>(names);
  if (count == MOST_UNKNOWN) fail(12);
  const end = names + 4 + (<usize>count << 3);
  for (let name = names + 4; name < end; name += 8) {
    if (load<u32>(name, 4) == <u32>keyLength && sameName(load<u32>(name), keyStart, keyLength)) fail(12);
  }
  store<u32>(end, <u32>keyStart);
  store<u32>(end, <u32>keyLength, 4);
  store<u32>(names, count + 1);
}

/**
 * Copies `,"key":value` of the key just read to `to`; where that ends, `keptEnd` tells.
 * @param names of the object's unknown fields, `UNKNOWN_NAMES` bytes. @returns past the value.
 */
export function keepUnknown(at: usize, to: usize, names: usize): usize {
  const letter = load<u8>(keyStart) | 0x20;
  if (keyLength == 0 || letter < 0x61 || letter > 0x7a) fail(12);
  skipScalar(keyStart - 1);
  remember(names);
  const end = skipScalar(at);
  store<u8>(to, <u8>COMMA);
  let out = copy(to + 1, keyStart - 1, keyLength + 2);
  store<u8>(out++, <u8>COLON);
  keptEnd = copy(out, at, end - at);
  return end;
}

export let keptEnd: usize = 0;
