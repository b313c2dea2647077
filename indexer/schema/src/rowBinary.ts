import type { Row } from "./row.ts";
import type { ColumnType, Table } from "./table.ts";

const MAX_UINT64 = (1n << 64n) - 1n;

/**
 * Writes ClickHouse's RowBinary (https://clickhouse.com/docs/interfaces/formats/RowBinary): values
 * one after the other, little-endian, strings with a varint length in front. Grows by doubling.
 */
export class RowBinaryWriter {
  #buffer: Buffer;
  #at = 0;

  constructor(initialBytes = 1 << 16) {
    this.#buffer = Buffer.allocUnsafe(initialBytes);
  }

  /** The bytes so far; valid until the next write. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#at);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(grown, 0, 0, this.#at);
    this.#buffer = grown;
  }

  u8(value: number): void {
    this.#reserve(1);
    this.#at = this.#buffer.writeUInt8(value, this.#at);
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
    this.#at = this.#buffer.writeBigUInt64LE(BigInt(value), this.#at);
  }

  i64(value: number | bigint): void {
    this.#reserve(8);
    this.#at = this.#buffer.writeBigInt64LE(BigInt(value), this.#at);
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
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
  }

  string(value: string | Uint8Array): void {
    if (typeof value !== "string") {
      this.varint(value.length);
      this.raw(value);
      return;
    }
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.#reserve(length);
    this.#at += this.#buffer.write(value, this.#at);
  }
}

type Encode = (writer: RowBinaryWriter, value: unknown) => void;

function encoderOf(type: ColumnType): Encode {
  const nullable = /^Nullable\((.*)\)$/.exec(type);
  if (nullable) {
    const inner = encoderOf(nullable[1] as ColumnType);
    return (writer, value) => {
      writer.u8(value === undefined ? 1 : 0);
      if (value !== undefined) inner(writer, value);
    };
  }
  const array = /^Array\((.*)\)$/.exec(type);
  if (array) {
    const inner = encoderOf(array[1] as ColumnType);
    return (writer, value) => {
      const items = value as readonly unknown[];
      writer.varint(items.length);
      for (const item of items) inner(writer, item);
    };
  }
  const fixed = /^FixedString\((\d+)\)$/.exec(type);
  if (fixed) {
    const length = Number(fixed[1]);
    return (writer, value) => {
      const bytes = value as Uint8Array;
      if (bytes.length !== length) throw new RangeError(`${type} takes ${length} bytes, got ${bytes.length}`);
      writer.raw(bytes);
    };
  }
  switch (type) {
    case "UInt8":
      return (writer, value) => writer.u8(value as number);
    case "UInt16":
      return (writer, value) => writer.u16(value as number);
    case "UInt32":
      return (writer, value) => writer.u32(value as number);
    case "UInt64":
      return (writer, value) => writer.u64(value as number | bigint);
    case "Int64":
    case "DateTime64(3)":
    case "DateTime64(9)":
      return (writer, value) => writer.i64(value as number | bigint);
    case "UInt256":
      return (writer, value) => writer.u256(value as bigint);
    case "Float64":
      return (writer, value) => writer.f64(value as number);
    case "Bool":
      return (writer, value) => writer.u8(value ? 1 : 0);
    case "String":
    case "LowCardinality(String)":
      return (writer, value) => writer.string(value as string | Uint8Array);
    case "Map(String, String)":
      return (writer, value) => {
        const entries = Object.entries(value as Record<string, string>);
        writer.varint(entries.length);
        for (const [key, text] of entries) {
          writer.string(key);
          writer.string(text);
        }
      };
    default:
      throw new TypeError(`no RowBinary encoding for column type ${type}`);
  }
}

export interface EncodedRows {
  readonly table: string;
  readonly format: "RowBinary";
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/**
 * Encodes rows for one table.
 * @throws RangeError when a value does not fit its column; the message names table and column.
 */
export function encodeRows<T extends Table>(table: T, rows: readonly Row<T>[]): EncodedRows {
  const columns = Object.keys(table.columns);
  const encoders = columns.map((name) => encoderOf((table.columns[name] as { type: ColumnType }).type));
  const writer = new RowBinaryWriter(Math.max(1 << 12, rows.length * 256));
  for (const row of rows) {
    for (let index = 0; index < columns.length; index++) {
      const name = columns[index] as string;
      try {
        (encoders[index] as Encode)(writer, (row as Record<string, unknown>)[name]);
      } catch (cause) {
        throw new RangeError(`${table.name}.${name}: ${(cause as Error).message}`, { cause });
      }
    }
  }
  return { table: table.name, format: "RowBinary", columns, bytes: writer.bytes(), rows: rows.length };
}
