import type { ScalarWriter } from "../writeScalar.ts";

/** Bytes or characters that are copied one by one: for so few a call costs more. */
const SHORT = 16;
const FIRST_BYTES = 1 << 10;
const NOTHING = Buffer.allocUnsafeSlow(0);
const NO_VIEW = new DataView(NOTHING.buffer);
const TWO_TO_32 = 0x1_0000_0000;

/** Values of one column, little-endian and behind each other, as ClickHouse's Native format has them. Grows by doubling. */
export class ColumnBuffer implements ScalarWriter {
  #data: Buffer = NOTHING;
  #view: DataView = NO_VIEW;
  #at = 0;

  get length(): number {
    return this.#at;
  }

  /** Copies everything. @returns the place behind it. */
  copyTo(target: Buffer, at: number): number {
    target.set(this.#data.subarray(0, this.#at), at);
    return at + this.#at;
  }

  clear(): void {
    this.#at = 0;
  }

  #grow(bytes: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, this.#data.length * 2, this.#at + bytes));
    this.#data.copy(grown, 0, 0, this.#at);
    this.#data = grown;
    this.#view = new DataView(grown.buffer);
  }

  #take(bytes: number): number {
    if (this.#at + bytes > this.#data.length) this.#grow(bytes);
    const at = this.#at;
    this.#at += bytes;
    return at;
  }

  u8(value: number): void {
    inRange(value, 0xff);
    const at = this.#take(1);
    this.#data[at] = value;
  }

  u16(value: number): void {
    inRange(value, 0xffff);
    const at = this.#take(2);
    this.#view.setUint16(at, value, true);
  }

  u32(value: number): void {
    inRange(value, 0xffffffff);
    const at = this.#take(4);
    this.#view.setUint32(at, value, true);
  }

  u64(value: number | bigint): void {
    const at = this.#take(8);
    if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) this.#safe64(value, at);
    else this.#data.writeBigUInt64LE(BigInt(value), at); // throws what does not fit
  }

  i64(value: number | bigint): void {
    const at = this.#take(8);
    if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) this.#safe64(value, at);
    else this.#data.writeBigInt64LE(BigInt(value), at);
  }

  #safe64(value: number, at: number): void {
    if (value < TWO_TO_32) {
      this.#view.setUint32(at, value, true);
      this.#view.setUint32(at + 4, 0, true);
    } else {
      this.#view.setUint32(at, value % TWO_TO_32, true);
      this.#view.setUint32(at + 4, Math.floor(value / TWO_TO_32), true);
    }
  }

  u256(value: bigint): void {
    if (value < 0n || value >> 256n !== 0n) throw new RangeError(`${value} does not fit UInt256`);
    for (let shift = 0n; shift < 256n; shift += 64n) this.u64(BigInt.asUintN(64, value >> shift));
  }

  f64(value: number): void {
    const at = this.#take(8);
    this.#view.setFloat64(at, value, true);
  }

  bool(value: boolean): void {
    const at = this.#take(1);
    this.#data[at] = value ? 1 : 0;
  }

  zeros(bytes: number): void {
    const at = this.#take(bytes);
    this.#data.fill(0, at, at + bytes);
  }

  raw(value: Uint8Array): void {
    const length = value.length;
    const at = this.#take(length);
    const data = this.#data;
    if (length > SHORT) data.set(value, at);
    else for (let index = 0; index < length; index++) data[at + index] = value[index] as number;
  }

  /** @throws RangeError when the value has another length. */
  fixed(value: Uint8Array, length: number): void {
    if (value.length !== length)
      throw new RangeError(`FixedString(${length}) takes ${length} bytes, got ${value.length}`);
    this.raw(value);
  }

  varint(value: number): void {
    if (value < 0x80) {
      const at = this.#take(1);
      this.#data[at] = value;
      return;
    }
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.u8(rest);
  }

  /** With its length in front. */
  string(value: string | Uint8Array): void {
    if (typeof value !== "string") {
      this.varint(value.length);
      this.raw(value);
      return;
    }
    if (value.length <= SHORT && this.#ascii(value)) return;
    const bytes = utf8(value);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** Names and numbers, mostly: without the calls that UTF-8 needs. @returns false, and nothing is added, when it is not ASCII */
  #ascii(value: string): boolean {
    const length = value.length;
    const at = this.#take(length + 1);
    const data = this.#data;
    data[at] = length;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        this.#at = at;
        return false;
      }
      data[at + 1 + index] = code;
    }
    return true;
  }
}

let lastText = "";
let lastBytes: Uint8Array = new Uint8Array(0);

/** One text, such as a transaction's id, stands in many rows behind each other, of several tables. */
function utf8(text: string): Uint8Array {
  if (text !== lastText) {
    lastBytes = Buffer.from(text);
    lastText = text;
  }
  return lastBytes;
}

function inRange(value: number, most: number): void {
  if (!(value >= 0 && value <= most)) throw new RangeError(`${value} is not between 0 and ${most}`);
}

/** Which strings there are, and for each row which one it is. */
export class DictionaryBuffer {
  readonly #positions = new Map<string, number>();
  readonly #keys = new ColumnBuffer();
  readonly #indexes = new ColumnBuffer();
  #last = "";
  #lastPosition = 0;

  constructor() {
    this.clear();
  }

  add(value: string): void {
    if (value !== this.#last) {
      this.#lastPosition = this.#positions.get(value) ?? this.#learn(value);
      this.#last = value;
    }
    this.#indexes.u16(this.#lastPosition);
  }

  #learn(value: string): number {
    const position = this.#positions.size;
    this.#positions.set(value, position);
    this.#keys.string(value);
    return position;
  }

  /** Version of what keeps a dictionary, that keys come with indexes of two bytes; the keys, the indexes. */
  get length(): number {
    return 4 * 8 + this.#keys.length + this.#indexes.length;
  }

  copyTo(target: Buffer, start: number): number {
    let at = target.writeBigUInt64LE(1n, start);
    at = target.writeBigUInt64LE(0x601n, at);
    at = target.writeBigUInt64LE(BigInt(this.#positions.size), at);
    at = this.#keys.copyTo(target, at);
    at = target.writeBigUInt64LE(BigInt(this.#indexes.length / 2), at);
    return this.#indexes.copyTo(target, at);
  }

  clear(): void {
    this.#positions.clear();
    this.#keys.clear();
    this.#indexes.clear();
    // The engine's own dictionaries begin with the empty string.
    this.#last = "";
    this.#lastPosition = this.#learn("");
  }
}

/** Where the items of each row's array end, counted over the block. */
export class OffsetBuffer {
  readonly #ends = new ColumnBuffer();
  #items = 0;

  get length(): number {
    return this.#ends.length;
  }

  add(items: number): void {
    this.#items += items;
    this.#ends.u64(this.#items);
  }

  copyTo(target: Buffer, at: number): number {
    return this.#ends.copyTo(target, at);
  }

  clear(): void {
    this.#ends.clear();
    this.#items = 0;
  }
}
