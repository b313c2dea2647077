/** The state of CityHash128's loop over 128 bytes, as it is between two of its turns: x, y, z, v (2), w (2). */
export type CityHashState = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint];

const K1_LOW = 0xbe98f273 | 0;
const K1_HIGH = 0xb492b66f | 0;

/** Upper half of the product of 32 unsigned bits and the lower half of K1; no sum in it exceeds 32 bits. */
function timesK1High(a: number): number {
  const low = a & 0xffff;
  const high = a >>> 16;
  const middle = (Math.imul(high, 0xf273) + (Math.imul(low, 0xf273) >>> 16)) >>> 0;
  const other = (Math.imul(low, 0xbe98) + (middle & 0xffff)) >>> 0;
  return (Math.imul(high, 0xbe98) + (middle >>> 16) + (other >>> 16)) | 0;
}

/** 1 where a sum of 32 bits, which `added` is part of, has gone beyond them. */
const carry = (sum: number, added: number): number => (sum >>> 0 < added >>> 0 ? 1 : 0);

const lowOf = (value: bigint): number => Number(BigInt.asIntN(32, value));
const highOf = (value: bigint): number => Number(BigInt.asIntN(32, value >> 32n));
const join = (low: number, high: number): bigint => BigInt.asUintN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));

/**
 * The turns of the loop. A number of 64 bits is two halves of 32 here, its name with `l` and `h`: with `BigInt`,
 * which allocates every one, this part took nearly all of a checksum's time.
 * @param end behind the last turn's bytes, a multiple of 128 from `start`.
 */
export function cityHashLoop(s: DataView, start: number, end: number, state: CityHashState): CityHashState {
  let [xl, yl, zl, v0l, v1l, w0l, w1l] = state.map(lowOf) as [number, number, number, number, number, number, number];
  let [xh, yh, zh, v0h, v1h, w0h, w1h] = state.map(highOf) as [number, number, number, number, number, number, number];
  // Of a sum that is being built, and of a word that has been read.
  let l = 0;
  let h = 0;
  let wl = 0;
  let wh = 0;
  for (let at = start; at < end; at += 64) {
    // x = rotate(x + y + v0 + word(16), 37) * K1 ^ w1
    l = (xl + yl) | 0;
    h = xh + yh + carry(l, yl);
    l = (l + v0l) | 0;
    h += v0h + carry(l, v0l);
    wl = s.getInt32(at + 16, true);
    l = (l + wl) | 0;
    h = (h + s.getInt32(at + 20, true) + carry(l, wl)) | 0;
    wl = (h >>> 5) | (l << 27);
    wh = (l >>> 5) | (h << 27);
    xl = Math.imul(wl, K1_LOW) ^ w1l;
    xh = (timesK1High(wl) + Math.imul(wl, K1_HIGH) + Math.imul(wh, K1_LOW)) ^ w1h;
    // y = rotate(y + v1 + word(48), 42) * K1 ^ v0
    l = (yl + v1l) | 0;
    h = yh + v1h + carry(l, v1l);
    wl = s.getInt32(at + 48, true);
    l = (l + wl) | 0;
    h = (h + s.getInt32(at + 52, true) + carry(l, wl)) | 0;
    wl = (h >>> 10) | (l << 22);
    wh = (l >>> 10) | (h << 22);
    yl = Math.imul(wl, K1_LOW) ^ v0l;
    yh = (timesK1High(wl) + Math.imul(wl, K1_HIGH) + Math.imul(wh, K1_LOW)) ^ v0h;
    // z = rotate(z ^ w0, 33)
    l = zl ^ w0l;
    h = zh ^ w0h;
    zl = (h >>> 1) | (l << 31);
    zh = (l >>> 1) | (h << 31);
    // v = weakHash(0, v1 * K1, x + w0)
    let al = Math.imul(v1l, K1_LOW);
    let ah = (timesK1High(v1l) + Math.imul(v1l, K1_HIGH) + Math.imul(v1h, K1_LOW)) | 0;
    let bl = (xl + w0l) | 0;
    let bh = (xh + w0h + carry(bl, w0l)) | 0;
    for (let half = 0; half < 64; half += 32) {
      // a += word(0); sum = a + word(8) + word(16); b = rotate(b + a + word(24), 21) + rotate(sum, 44) + a
      wl = s.getInt32(at + half, true);
      al = (al + wl) | 0;
      ah = (ah + s.getInt32(at + half + 4, true) + carry(al, wl)) | 0;
      wl = s.getInt32(at + half + 8, true);
      let sl = (al + wl) | 0;
      let sh = ah + s.getInt32(at + half + 12, true) + carry(sl, wl);
      wl = s.getInt32(at + half + 16, true);
      sl = (sl + wl) | 0;
      sh = (sh + s.getInt32(at + half + 20, true) + carry(sl, wl)) | 0;
      wl = s.getInt32(at + half + 24, true);
      wh = s.getInt32(at + half + 28, true);
      bl = (bl + al) | 0;
      bh = bh + ah + carry(bl, al);
      bl = (bl + wl) | 0;
      bh = (bh + wh + carry(bl, wl)) | 0;
      l = (bl >>> 21) | (bh << 11);
      h = (bh >>> 21) | (bl << 11);
      bl = (sh >>> 12) | (sl << 20);
      bh = (sl >>> 12) | (sh << 20);
      l = (l + bl) | 0;
      h = h + bh + carry(l, bl);
      l = (l + al) | 0;
      h = (h + ah + carry(l, al)) | 0;
      sl = (sl + wl) | 0;
      sh = (sh + wh + carry(sl, wl)) | 0;
      if (half === 0) {
        [v0l, v0h, v1l, v1h] = [sl, sh, l, h];
        // w = weakHash(32, z + w1, y)
        al = (zl + w1l) | 0;
        ah = (zh + w1h + carry(al, w1l)) | 0;
        [bl, bh] = [yl, yh];
      } else {
        [w0l, w0h, w1l, w1h] = [sl, sh, l, h];
      }
    }
    [xl, xh, zl, zh] = [zl, zh, xl, xh];
  }
  return [join(xl, xh), join(yl, yh), join(zl, zh), join(v0l, v0h), join(v1l, v1h), join(w0l, w0h), join(w1l, w1h)];
}
