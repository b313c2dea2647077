/** Bytes one after the other; grows by doubling. */
export class ByteWriter {
  #buffer: Uint8Array;
  #at = 0;

  constructor(initialBytes = 1 << 12) {
    this.#buffer = new Uint8Array(initialBytes);
  }

  /** A view of what was written; valid until the next write. */
  written(): Uint8Array {
    return this.#buffer.subarray(0, this.#at);
  }

  /** As protobuf and Go's `binary.PutUvarint` write it; up to 2^53. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#at++] = rest;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    // A call costs more than the few bytes that most values have.
    if (value.length > 16) this.#buffer.set(value, this.#at);
    else for (let index = 0; index < value.length; index++) this.#buffer[this.#at + index] = value[index] as number;
    this.#at += value.length;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.#at + bytes));
    grown.set(this.#buffer.subarray(0, this.#at));
    this.#buffer = grown;
  }
}

/** How many bytes the varint of a number takes. */
export function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}
