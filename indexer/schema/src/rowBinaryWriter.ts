import type { ScalarWriter } from "./writeScalar.ts";

/** Bytes or characters that are copied one by one. */
const SHORT = 64;
const MAX_UINT64 = (1n << 64n) - 1n;

/**
 * Writes ClickHouse's RowBinary (https://clickhouse.com/docs/interfaces/formats/RowBinary): values
 * one after the other, little-endian, strings with a varint length in front. Grows by doubling.
 */
export class RowBinaryWriter implements ScalarWriter {
  #buffer: Buffer;
  #at = 0;

  constructor(initialBytes = 1 << 16) {
    this.#buffer = Buffer.allocUnsafe(initialBytes);
  }

  /** The bytes so far; valid until the next write. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#at);
  }

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#at = 0;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(grown, 0, 0, this.#at);
    this.#buffer = grown;
  }

  u8(value: number): void {
    this.#reserve(1);
    if (value >= 0 && value <= 0xff) this.#buffer[this.#at++] = value;
    else this.#at = this.#buffer.writeUInt8(value, this.#at); // throws
  }

  u16(value: number): void {
    this.#reserve(2);
    this.#at = this.#buffer.writeUInt16LE(value, this.#at);
  }

  u32(value: number): void {
    this.#reserve(4);
    this.#at = this.#buffer.writeUInt32LE(value, this.#at);
  }

  u64(value: number | bigint): void {
    this.#reserve(8);
    if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) this.#safe64(value);
    else this.#at = this.#buffer.writeBigUInt64LE(BigInt(value), this.#at);
  }

  i64(value: number | bigint): void {
    this.#reserve(8);
    if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) this.#safe64(value);
    else this.#at = this.#buffer.writeBigInt64LE(BigInt(value), this.#at);
  }

  #safe64(value: number): void {
    this.#at = this.#buffer.writeUInt32LE(value % 0x1_0000_0000, this.#at);
    this.#at = this.#buffer.writeUInt32LE(Math.floor(value / 0x1_0000_0000), this.#at);
  }

  f64(value: number): void {
    this.#reserve(8);
    this.#at = this.#buffer.writeDoubleLE(value, this.#at);
  }

  u256(value: bigint): void {
    if (value < 0n || value >> 256n !== 0n) throw new RangeError(`${value} does not fit UInt256`);
    for (let shift = 0n; shift < 256n; shift += 64n) this.u64((value >> shift) & MAX_UINT64);
  }

  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#at++] = rest;
  }

  raw(value: Uint8Array): void {
    this.#reserve(value.length);
    // A call costs more than the few bytes that most values have.
    if (value.length > SHORT) this.#buffer.set(value, this.#at);
    else for (let index = 0; index < value.length; index++) this.#buffer[this.#at + index] = value[index] as number;
    this.#at += value.length;
  }

  /** @throws RangeError when the value has another length. */
  fixed(value: Uint8Array, length: number): void {
    if (value.length !== length)
      throw new RangeError(`FixedString(${length}) takes ${length} bytes, got ${value.length}`);
    this.raw(value);
  }

  bool(value: boolean): void {
    this.u8(value ? 1 : 0);
  }

  map(value: Readonly<Record<string, string>>): void {
    const entries = Object.entries(value);
    this.varint(entries.length);
    for (const [key, text] of entries) {
      this.string(key);
      this.string(text);
    }
  }

  string(value: string | Uint8Array): void {
    if (typeof value !== "string") {
      this.varint(value.length);
      this.raw(value);
      return;
    }
    if (value.length <= SHORT && this.#ascii(value)) return;
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.#reserve(length);
    this.#at += this.#buffer.write(value, this.#at);
  }

  /** Names and numbers, mostly: without the calls that UTF-8 needs. @returns false when it is not ASCII */
  #ascii(value: string): boolean {
    this.#reserve(SHORT + 1);
    const start = this.#at + 1;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      this.#buffer[start + index] = code;
    }
    this.#buffer[this.#at] = value.length;
    this.#at = start + value.length;
    return true;
  }
}
