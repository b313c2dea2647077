// Copying and reading of bytes. Everything may read up to 63 bytes past its end, and write up to 15:
// the regions of memory.as have room behind them.

/** Why a block is left to the plain path; see `fail`. */
const REASON: usize = memory.data(4, 4);

/** Ends the call by a trap: the block is left to the plain path, which says what is wrong with it. */
// @ts-ignore: decorator
@inline
export function fail(reason: i32): void {
  store<i32>(REASON, reason);
  unreachable();
}

/** The reason of the last failure: the number of the check or of the form that was not met. */
export function reason(): i32 {
  return load<i32>(REASON);
}

// @ts-ignore: decorator
@inline
export function copy(to: usize, from: usize, length: usize): usize {
  for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
  return to + length;
}

// @ts-ignore: decorator
@inline
export function copy32(to: usize, from: usize): usize {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  return to + 32;
}

// @ts-ignore: decorator
@inline
export function copy20(to: usize, from: usize): usize {
  v128.store(to, v128.load(from));
  store<u32>(to, load<u32>(from, 16), 16);
  return to + 20;
}

// @ts-ignore: decorator
@inline
export function same32(a: usize, b: usize): bool {
  const first = v128.xor(v128.load(a), v128.load(b));
  return !v128.any_true(v128.or(first, v128.xor(v128.load(a, 16), v128.load(b, 16))));
}

// @ts-ignore: decorator
@inline
export function same20(a: usize, b: usize): bool {
  return !v128.any_true(v128.xor(v128.load(a), v128.load(b))) && load<u32>(a, 16) == load<u32>(b, 16);
}

/** Whether the upper 192 bits of a 256-bit integer (little-endian) are zero. */
// @ts-ignore: decorator
@inline
export function fits64(at: usize): bool {
  return (load<u64>(at, 8) | load<u64>(at, 16) | load<u64>(at, 24)) == 0;
}
