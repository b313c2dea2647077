const SIZES: Readonly<Record<string, number>> = { UInt8: 1, Bool: 1, UInt16: 2, UInt32: 4, UInt256: 32 };

/** The rows of blocks in ClickHouse's Native format, one text each: values in hex, in the order of the columns. */
export function nativeRows(bytes: Uint8Array): string[] {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const rows: string[] = [];
  while (!reader.ended) {
    const columns = reader.varint();
    const count = reader.varint();
    const values = Array.from({ length: columns }, () => {
      reader.string();
      return columnValues(reader, reader.string().toString(), count);
    });
    for (let row = 0; row < count; row++) rows.push(values.map((column) => column[row]).join(" "));
  }
  return rows;
}

function columnValues(reader: Reader, type: string, count: number): string[] {
  const times = <T>(length: number, read: () => T): T[] => Array.from({ length }, read);
  const [, wrapper, inner = ""] = /^(\w+)\((.+)\)$/.exec(type) ?? [];
  if (wrapper === "Array") {
    const ends = times(count, () => reader.uint64());
    const items = columnValues(reader, inner, ends.at(-1) ?? 0);
    return ends.map((end, row) => `[${items.slice(ends[row - 1] ?? 0, end).join(",")}]`);
  }
  if (wrapper === "Nullable") {
    const flags = reader.take(count);
    return columnValues(reader, inner, count).map((value, row) => (flags[row] ? "null" : value));
  }
  if (wrapper === "LowCardinality") {
    reader.take(8);
    const width = 1 << (reader.uint64() & 0xff);
    const keys = times(reader.uint64(), () => reader.string().toString("hex"));
    return times(reader.uint64(), () => keys[reader.take(width).readUIntLE(0, width)] as string);
  }
  if (type === "String") return times(count, () => reader.string().toString("hex"));
  const size = wrapper === "FixedString" ? Number(inner) : (SIZES[type] ?? 8);
  return times(count, () => reader.take(size).toString("hex"));
}

class Reader {
  #at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(length: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    if (taken.length < length) throw new RangeError(`the bytes end within a block, at ${this.#at}`);
    this.#at += length;
    return taken;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.take(1)[0] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  uint64(): number {
    return Number(this.take(8).readBigUInt64LE());
  }

  string(): Buffer {
    return this.take(this.varint());
  }
}
