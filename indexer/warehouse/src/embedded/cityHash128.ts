import { cityHashLoop } from "./cityHashLoop.ts";

/**
 * CityHash128 in version 1.0.2 (Google, MIT licence), the checksum of ClickHouse's compressed blocks.
 * Later versions of CityHash give other values.
 */
const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;
const K3 = 0xc949d7c7509e6557n;
const K_MUL = 0x9ddfea08eb382d69n;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const mul = (a: bigint, b: bigint): bigint => BigInt.asUintN(64, a * b);
const rotate = (value: bigint, shift: bigint): bigint => u64((value >> shift) | (value << (64n - shift)));
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

function hashLen16(u: bigint, v: bigint): bigint {
  const a = shiftMix(mul(u ^ v, K_MUL));
  return mul(shiftMix(mul(v ^ a, K_MUL)), K_MUL);
}

function hashLen0to16(s: DataView, at: number, length: number): bigint {
  if (length > 8) {
    const a = s.getBigUint64(at, true);
    const b = s.getBigUint64(at + length - 8, true);
    return hashLen16(a, rotate(u64(b + BigInt(length)), BigInt(length))) ^ b;
  }
  if (length >= 4) {
    const a = BigInt(s.getUint32(at, true));
    return hashLen16(BigInt(length) + (a << 3n), BigInt(s.getUint32(at + length - 4, true)));
  }
  if (length === 0) return K2;
  const y = BigInt(s.getUint8(at) + (s.getUint8(at + (length >> 1)) << 8));
  const z = BigInt(length + (s.getUint8(at + length - 1) << 2));
  return mul(shiftMix(mul(y, K2) ^ mul(z, K3)), K2);
}

type Pair = readonly [bigint, bigint];

function weakHashLen32(s: DataView, at: number, seedA: bigint, seedB: bigint): Pair {
  const w = s.getBigUint64(at, true);
  const x = s.getBigUint64(at + 8, true);
  const y = s.getBigUint64(at + 16, true);
  const z = s.getBigUint64(at + 24, true);
  const a = u64(seedA + w);
  const sum = u64(a + x + y);
  return [u64(sum + z), u64(rotate(u64(seedB + a + z), 21n) + rotate(sum, 44n) + a)];
}

function cityMurmur(s: DataView, start: number, length: number, seed: Pair): Pair {
  let [a, b] = seed;
  let c: bigint;
  let d: bigint;
  if (length <= 16) {
    a = mul(shiftMix(mul(a, K1)), K1);
    c = u64(mul(b, K1) + hashLen0to16(s, start, length));
    d = shiftMix(u64(a + (length >= 8 ? s.getBigUint64(start, true) : c)));
  } else {
    c = hashLen16(u64(s.getBigUint64(start + length - 8, true) + K1), a);
    d = hashLen16(u64(b + BigInt(length)), u64(c + s.getBigUint64(start + length - 16, true)));
    a = u64(a + d);
    for (let at = start, left = length - 16; left > 0; at += 16, left -= 16) {
      a = mul(a ^ mul(shiftMix(mul(s.getBigUint64(at, true), K1)), K1), K1);
      b ^= a;
      c = mul(c ^ mul(shiftMix(mul(s.getBigUint64(at + 8, true), K1)), K1), K1);
      d ^= c;
    }
  }
  a = hashLen16(a, c);
  b = hashLen16(d, b);
  return [a ^ b, hashLen16(b, a)];
}

function withSeed(s: DataView, start: number, length: number, seed: Pair): Pair {
  if (length < 128) return cityMurmur(s, start, length, seed);
  const word = (at: number): bigint => s.getBigUint64(at, true);
  let [x, y] = seed;
  let z = mul(BigInt(length), K1);
  let v0 = u64(mul(rotate(y ^ K1, 49n), K1) + word(start));
  let v1 = u64(mul(rotate(v0, 42n), K1) + word(start + 8));
  let w0 = u64(mul(rotate(u64(y + z), 35n), K1) + x);
  let w1 = mul(rotate(u64(x + word(start + 88)), 53n), K1);
  const left = length % 128;
  const at = start + length - left;
  [x, y, z, v0, v1, w0, w1] = cityHashLoop(s, start, at, [x, y, z, v0, v1, w0, w1]);
  y = u64(y + mul(rotate(w0, 37n), K0) + z);
  x = u64(x + mul(rotate(u64(v0 + z), 49n), K0));
  for (let done = 32; done < left + 32; done += 32) {
    y = u64(mul(rotate(u64(y - x), 42n), K0) + v1);
    w0 = u64(w0 + word(at + left - done + 16));
    x = u64(mul(rotate(x, 49n), K0) + w0);
    w0 = u64(w0 + v0);
    [v0, v1] = weakHashLen32(s, at + left - done, v0, v1);
  }
  x = hashLen16(x, v0);
  y = hashLen16(y, w0);
  return [u64(hashLen16(u64(x + v1), w1) + y), hashLen16(u64(x + w1), u64(y + v1))];
}

/** @returns 16 bytes: the low half first, each little-endian, as it stands before a block. */
export function cityHash128(bytes: Uint8Array): Buffer {
  const s = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  let hash: Pair;
  if (length >= 16) hash = withSeed(s, 16, length - 16, [s.getBigUint64(0, true) ^ K3, s.getBigUint64(8, true)]);
  else if (length >= 8) {
    const seed: Pair = [s.getBigUint64(0, true) ^ mul(BigInt(length), K0), s.getBigUint64(length - 8, true) ^ K1];
    hash = withSeed(s, 0, 0, seed);
  } else hash = withSeed(s, 0, length, [K0, K1]);
  const out = Buffer.alloc(16);
  out.writeBigUInt64LE(hash[0], 0);
  out.writeBigUInt64LE(hash[1], 8);
  return out;
}
