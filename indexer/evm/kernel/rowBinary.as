// ClickHouse's RowBinary: integers little-endian, strings with their length (LEB128) in front.
import { copy, copy20, copy32 } from "./bytes";
import * as r from "./records";

/** Most bytes of a row besides the network's name and what has no fixed length. */
export const ROW: usize = 1024;

/** What one table got: where, how many bytes, how many rows; in the order of `TABLES` in kernel.ts. */
export const TABLES: usize = memory.data(6 * 12, 16);
/** The network's name as RowBinary has it. */
const NETWORK: usize = memory.data(512, 16);
export let networkLength: usize = 0;

export function networkBuffer(): usize {
  return NETWORK;
}

export function setNetwork(length: usize): void {
  networkLength = length;
}

export function length(to: usize, value: usize): usize {
  let rest = value;
  let at = to;
  while (rest >= 0x80) {
    store<u8>(at++, <u8>(rest | 0x80));
    rest >>= 7;
  }
  store<u8>(at, <u8>rest);
  return at + 1;
}

// @ts-ignore: decorator
@inline
export function string(to: usize, from: usize, size: usize): usize {
  return copy(length(to, size), from, size);
}

// @ts-ignore: decorator
@inline
export function u32At(to: usize, value: u32): usize {
  store<u32>(to, value);
  return to + 4;
}

// @ts-ignore: decorator
@inline
export function u64At(to: usize, value: u64): usize {
  store<u64>(to, value);
  return to + 8;
}

/** A Nullable: a byte, and the value unless NULL. */
// @ts-ignore: decorator
@inline
export function maybe32(to: usize, present: bool, from: usize): usize {
  store<u8>(to, present ? 0 : 1);
  return present ? copy32(to + 1, from) : to + 1;
}

// @ts-ignore: decorator
@inline
export function maybe20(to: usize, present: bool, from: usize): usize {
  store<u8>(to, present ? 0 : 1);
  return present ? copy20(to + 1, from) : to + 1;
}

// @ts-ignore: decorator
@inline
export function maybe64(to: usize, present: bool, value: u64): usize {
  store<u8>(to, present ? 0 : 1);
  return present ? u64At(to + 1, value) : to + 1;
}

export function hashes(to: usize, from: usize, count: u32): usize {
  let at = length(to, count);
  for (let index: u32 = 0; index < count; index++) at = copy32(at, from + <usize>index * 32);
  return at;
}

/** Network, height, block hash: how rows begin; and the time in milliseconds. */
// @ts-ignore: decorator
@inline
export function placed(to: usize): usize {
  let at = copy(to, NETWORK, networkLength);
  at = u64At(at, load<u64>(r.B_NUMBER));
  return copy32(at, r.B_HASH);
}

// @ts-ignore: decorator
@inline
export function time(to: usize): usize {
  return u64At(to, load<u64>(r.B_TIMESTAMP) * 1000);
}

export function done(table: usize, from: usize, to: usize, rows: u32): usize {
  store<u32>(TABLES + table * 12, <u32>from);
  store<u32>(TABLES + table * 12, <u32>(to - from), 4);
  store<u32>(TABLES + table * 12, rows, 8);
  return to;
}
