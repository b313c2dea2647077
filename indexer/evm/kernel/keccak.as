// Keccak-256 of many messages, two at a time: each 128-bit vector holds one word of two states.

/** Words of two states side by side, then the last block of a message with its padding. */
const STATE: usize = memory.data(25 * 16, 16);
const RATE: usize = 136;
const LAST: usize = memory.data(160, 16);

/** The two messages in work: where the rest begins, how long it is, where the hash goes (0: none in work). */
const LANES: usize = memory.data(2 * 12, 4);

/** Iota's constants (FIPS 202, 3.2.5). */
const ROUNDS: usize = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
  0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
  0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
  0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
  0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
]);

// @ts-ignore: decorator
@inline
function rotate(word: v128, by: i32): v128 {
  return v128.or(i64x2.shl(word, by), i64x2.shr_u(word, 64 - by));
}

// @ts-ignore: decorator
@inline
function xor5(a: v128, b: v128, c: v128, d: v128, e: v128): v128 {
  return v128.xor(v128.xor(v128.xor(v128.xor(a, b), c), d), e);
}

// @ts-ignore: decorator
@inline
function chi(a: v128, b: v128, c: v128): v128 {
  return v128.xor(a, v128.andnot(c, b));
}

/** Keccak-f[1600] of both states: theta, rho and pi, chi, iota, with the words in local variables. */
function permute(): void {
  let a0 = v128.load(STATE, 0);
  let a1 = v128.load(STATE, 16);
  let a2 = v128.load(STATE, 32);
  let a3 = v128.load(STATE, 48);
  let a4 = v128.load(STATE, 64);
  let a5 = v128.load(STATE, 80);
  let a6 = v128.load(STATE, 96);
  let a7 = v128.load(STATE, 112);
  let a8 = v128.load(STATE, 128);
  let a9 = v128.load(STATE, 144);
  let a10 = v128.load(STATE, 160);
  let a11 = v128.load(STATE, 176);
  let a12 = v128.load(STATE, 192);
  let a13 = v128.load(STATE, 208);
  let a14 = v128.load(STATE, 224);
  let a15 = v128.load(STATE, 240);
  let a16 = v128.load(STATE, 256);
  let a17 = v128.load(STATE, 272);
  let a18 = v128.load(STATE, 288);
  let a19 = v128.load(STATE, 304);
  let a20 = v128.load(STATE, 320);
  let a21 = v128.load(STATE, 336);
  let a22 = v128.load(STATE, 352);
  let a23 = v128.load(STATE, 368);
  let a24 = v128.load(STATE, 384);
  for (let round = ROUNDS; round < ROUNDS + 192; round += 8) {
    const c0 = xor5(a0, a5, a10, a15, a20);
    const c1 = xor5(a1, a6, a11, a16, a21);
    const c2 = xor5(a2, a7, a12, a17, a22);
    const c3 = xor5(a3, a8, a13, a18, a23);
    const c4 = xor5(a4, a9, a14, a19, a24);
    const d0 = v128.xor(c4, rotate(c1, 1));
    const d1 = v128.xor(c0, rotate(c2, 1));
    const d2 = v128.xor(c1, rotate(c3, 1));
    const d3 = v128.xor(c2, rotate(c4, 1));
    const d4 = v128.xor(c3, rotate(c0, 1));
    const b0 = v128.xor(a0, d0);
    const b16 = rotate(v128.xor(a5, d0), 36);
    const b7 = rotate(v128.xor(a10, d0), 3);
    const b23 = rotate(v128.xor(a15, d0), 41);
    const b14 = rotate(v128.xor(a20, d0), 18);
    const b10 = rotate(v128.xor(a1, d1), 1);
    const b1 = rotate(v128.xor(a6, d1), 44);
    const b17 = rotate(v128.xor(a11, d1), 10);
    const b8 = rotate(v128.xor(a16, d1), 45);
    const b24 = rotate(v128.xor(a21, d1), 2);
    const b20 = rotate(v128.xor(a2, d2), 62);
    const b11 = rotate(v128.xor(a7, d2), 6);
    const b2 = rotate(v128.xor(a12, d2), 43);
    const b18 = rotate(v128.xor(a17, d2), 15);
    const b9 = rotate(v128.xor(a22, d2), 61);
    const b5 = rotate(v128.xor(a3, d3), 28);
    const b21 = rotate(v128.xor(a8, d3), 55);
    const b12 = rotate(v128.xor(a13, d3), 25);
    const b3 = rotate(v128.xor(a18, d3), 21);
    const b19 = rotate(v128.xor(a23, d3), 56);
    const b15 = rotate(v128.xor(a4, d4), 27);
    const b6 = rotate(v128.xor(a9, d4), 20);
    const b22 = rotate(v128.xor(a14, d4), 39);
    const b13 = rotate(v128.xor(a19, d4), 8);
    const b4 = rotate(v128.xor(a24, d4), 14);
    a0 = v128.xor(chi(b0, b1, b2), v128.load_splat<u64>(round));
    a1 = chi(b1, b2, b3);
    a2 = chi(b2, b3, b4);
    a3 = chi(b3, b4, b0);
    a4 = chi(b4, b0, b1);
    a5 = chi(b5, b6, b7);
    a6 = chi(b6, b7, b8);
    a7 = chi(b7, b8, b9);
    a8 = chi(b8, b9, b5);
    a9 = chi(b9, b5, b6);
    a10 = chi(b10, b11, b12);
    a11 = chi(b11, b12, b13);
    a12 = chi(b12, b13, b14);
    a13 = chi(b13, b14, b10);
    a14 = chi(b14, b10, b11);
    a15 = chi(b15, b16, b17);
    a16 = chi(b16, b17, b18);
    a17 = chi(b17, b18, b19);
    a18 = chi(b18, b19, b15);
    a19 = chi(b19, b15, b16);
    a20 = chi(b20, b21, b22);
    a21 = chi(b21, b22, b23);
    a22 = chi(b22, b23, b24);
    a23 = chi(b23, b24, b20);
    a24 = chi(b24, b20, b21);
  }
  v128.store(STATE, a0, 0);
  v128.store(STATE, a1, 16);
  v128.store(STATE, a2, 32);
  v128.store(STATE, a3, 48);
  v128.store(STATE, a4, 64);
  v128.store(STATE, a5, 80);
  v128.store(STATE, a6, 96);
  v128.store(STATE, a7, 112);
  v128.store(STATE, a8, 128);
  v128.store(STATE, a9, 144);
  v128.store(STATE, a10, 160);
  v128.store(STATE, a11, 176);
  v128.store(STATE, a12, 192);
  v128.store(STATE, a13, 208);
  v128.store(STATE, a14, 224);
  v128.store(STATE, a15, 240);
  v128.store(STATE, a16, 256);
  v128.store(STATE, a17, 272);
  v128.store(STATE, a18, 288);
  v128.store(STATE, a19, 304);
  v128.store(STATE, a20, 320);
  v128.store(STATE, a21, 336);
  v128.store(STATE, a22, 352);
  v128.store(STATE, a23, 368);
  v128.store(STATE, a24, 384);
}

function absorb(lane: usize, from: usize, first: bool): void {
  const state = STATE + (lane << 3);
  if (first) {
    for (let word: usize = 0; word < 17; word++) store<u64>(state + (word << 4), load<u64>(from + (word << 3)));
    for (let word: usize = 17; word < 25; word++) store<u64>(state + (word << 4), 0);
  } else {
    for (let word: usize = 0; word < 17; word++) {
      const at = state + (word << 4);
      store<u64>(at, load<u64>(at) ^ load<u64>(from + (word << 3)));
    }
  }
}

/** Takes the next block of the lane's message into its state. @returns whether it was the last. */
function feed(lane: usize, first: bool): bool {
  const work = LANES + lane * 12;
  const from = <usize>load<u32>(work);
  const rest = <usize>load<u32>(work, 4);
  if (rest >= RATE) {
    absorb(lane, from, first);
    store<u32>(work, <u32>(from + RATE));
    store<u32>(work, <u32>(rest - RATE), 4);
    return false;
  }
  for (let at: usize = 0; at < RATE; at += 8) store<u64>(LAST + at, 0);
  const whole = rest & ~7;
  for (let at: usize = 0; at < whole; at += 8) store<u64>(LAST + at, load<u64>(from + at));
  for (let at = whole; at < rest; at++) store<u8>(LAST + at, load<u8>(from + at));
  store<u8>(LAST + rest, 1);
  store<u8>(LAST + RATE - 1, load<u8>(LAST + RATE - 1) | 0x80);
  absorb(lane, LAST, first);
  return true;
}

/**
 * Hashes messages, each described by three 32-bit words: where it begins, its length, where its hash goes.
 * As soon as one lane has ended a message it takes the next, so that messages of any lengths fill both.
 */
export function hashAll(messages: usize, count: usize): void {
  const end = messages + count * 12;
  let next = messages;
  let works0 = false;
  let works1 = false;
  for (;;) {
    let first0 = false;
    let first1 = false;
    if (!works0 && next < end) {
      store<u64>(LANES, load<u64>(next));
      store<u32>(LANES, load<u32>(next, 8), 8);
      next += 12;
      first0 = works0 = true;
    }
    if (!works1 && next < end) {
      store<u64>(LANES, load<u64>(next), 12);
      store<u32>(LANES, load<u32>(next, 8), 20);
      next += 12;
      first1 = works1 = true;
    }
    if (!works0 && !works1) return;
    const last0 = works0 && feed(0, first0);
    const last1 = works1 && feed(1, first1);
    permute();
    if (last0) {
      squeeze(0);
      works0 = false;
    }
    if (last1) {
      squeeze(1);
      works1 = false;
    }
  }
}

function squeeze(lane: usize): void {
  const to = <usize>load<u32>(LANES + lane * 12, 8);
  const state = STATE + (lane << 3);
  for (let word: usize = 0; word < 4; word++) store<u64>(to + (word << 3), load<u64>(state + (word << 4)));
}
