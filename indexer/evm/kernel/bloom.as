// Bloom filters of logs. A block's logs name the same contracts and topics again and again: each value is
// hashed once per block.
import { fail, same20, same32 } from "./bytes";
import * as place from "./memory";
import { RECEIPT_SIZE, VALUE_SIZE } from "./memory";
import { toHash } from "./messages";
import * as r from "./records";

/** How many slots are looked into: a sender of chosen collisions gains no more than that a value is hashed twice. */
const MOST_PROBES: i32 = 8;

let values: usize = 0;

/** The value among those of the block; asks for its hash when it is new. */
function valueOf(at: usize, length: usize): u32 {
  // The end varies most: topics hold addresses and amounts with zeros in front.
  const word = load<u64>(at + length - 8) * 0x9e3779b97f4a7c15;
  const mask = (<u64>1 << place.valueBits) - 1;
  let slot = word >> (64 - place.valueBits);
  for (let probe = 0; probe < MOST_PROBES; probe++) {
    const known = <usize>load<u32>(place.valueSlots + (<usize>slot << 2));
    if (known == 0) break;
    if (load<u32>(known, 4) == <u32>length) {
      const other = <usize>load<u32>(known);
      if (length == 32 ? same32(other, at) : same20(other, at)) return <u32>known;
    }
    slot = (slot + 1) & mask;
  }
  const value = values;
  values += VALUE_SIZE;
  store<u32>(value, <u32>at);
  store<u32>(value, <u32>length, 4);
  toHash(at, length, value + 8);
  store<u32>(place.valueSlots + (<usize>slot << 2), <u32>value);
  return <u32>value;
}

/** Asks for the hashes that the filters need. */
export function planBlooms(logsEnd: usize): void {
  values = place.values;
  for (let log = place.logs; log < logsEnd; log += 48) {
    store<u32>(log, valueOf(load<u32>(log, r.L_ADDRESS_AT), 20), r.L_VALUES);
    const topics = <usize>load<u32>(log, r.L_TOPICS_AT);
    const count = <usize>load<u32>(log, r.L_TOPICS_COUNT);
    for (let index: usize = 0; index < count; index++) {
      store<u32>(log + r.L_VALUES + 4 + (index << 2), valueOf(topics + index * 32, 32));
    }
  }
}

const BLOOM: usize = memory.data(256, 16);
const UNION: usize = memory.data(256, 16);

/** Three bits of each value, from pairs of bytes of its hash (yellow paper 4.4.1). */
// @ts-ignore: decorator
@inline
function add(value: usize): void {
  const hash = load<u64>(value, 8);
  for (let pair: u64 = 0; pair < 48; pair += 16) {
    const bit: u32 = (((<u32>(hash >> pair) & 0xff) << 8) | (<u32>(hash >> (pair + 8)) & 0xff)) & 0x7ff;
    const byte = BLOOM + 255 - <usize>(bit >> 3);
    store<u8>(byte, load<u8>(byte) | (<u8>1 << (<u8>(bit & 7))));
  }
}

/** Compares the filter of each receipt with that of its logs, and that of the block with all of them together. */
export function checkBlooms(count: usize): void {
  memory.fill(UNION, 0, 256);
  for (let index: usize = 0; index < count; index++) {
    const receipt = place.receipts + index * RECEIPT_SIZE;
    memory.fill(BLOOM, 0, 256);
    let log = <usize>load<u32>(receipt, r.R_LOGS_AT);
    for (let left = load<u32>(receipt, r.R_LOGS_COUNT); left > 0; left--) {
      const topics = load<u32>(log, r.L_TOPICS_COUNT);
      for (let value: usize = 0; value <= <usize>topics; value++) add(load<u32>(log + r.L_VALUES + (value << 2)));
      log += 48;
    }
    const claimed = <usize>load<u32>(receipt, r.R_BLOOM_AT);
    for (let at: usize = 0; at < 256; at += 16) {
      const bits = v128.load(BLOOM + at);
      if (v128.any_true(v128.xor(bits, v128.load(claimed + at)))) fail(60);
      v128.store(UNION + at, v128.or(v128.load(UNION + at), bits));
    }
  }
  for (let at: usize = 0; at < 256; at += 16) {
    if (v128.any_true(v128.xor(v128.load(UNION + at), v128.load(r.B_BLOOM + at)))) fail(60);
  }
}
