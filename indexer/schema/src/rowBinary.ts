import type { Row } from "./row.ts";
import { RowBinaryWriter } from "./rowBinaryWriter.ts";
import type { ColumnType, Table } from "./table.ts";
import { writeScalar } from "./writeScalar.ts";

export interface EncodedRows {
  readonly table: string;
  readonly format: "RowBinary";
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** To be called when nobody reads the bytes any more: they are written over. */
  readonly release: () => void;
}

/** Encodes rows for one table as they come, so that none has to be kept. */
export class RowEncoder<T extends Table> {
  readonly #table: T;
  readonly #columns: readonly string[];
  readonly #encode: EncodeRow;
  #writer: RowBinaryWriter;
  /** Was given back: memory that is there already costs nothing to make, and nothing to clear away. */
  #spare: RowBinaryWriter | undefined;
  #rows = 0;

  constructor(table: T, initialBytes = 1 << 12) {
    this.#table = table;
    this.#columns = Object.keys(table.columns);
    this.#encode = encoderOf(table);
    this.#writer = new RowBinaryWriter(initialBytes);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @throws RangeError when a value does not fit its column; the message names table and column. */
  push(row: Row<T>): void {
    const fault = this.#encode(this.#writer, row);
    if (fault) {
      const { column, cause } = fault;
      throw new RangeError(`${this.#table.name}.${this.#columns[column]}: ${cause.message}`, { cause });
    }
    this.#rows++;
  }

  /** Everything pushed since the last time. */
  take(): EncodedRows {
    const writer = this.#writer;
    let released = false;
    const encoded: EncodedRows = {
      table: this.#table.name,
      format: "RowBinary",
      columns: this.#columns,
      bytes: writer.bytes(),
      rows: this.#rows,
      release: () => {
        if (released) return;
        released = true;
        writer.clear();
        this.#spare = writer;
      },
    };
    // The next ones take about as much; growing would copy them all.
    this.#writer = this.#spare ?? new RowBinaryWriter(Math.max(1 << 12, Math.ceil(encoded.bytes.length * 1.1)));
    this.#spare = undefined;
    this.#rows = 0;
    return encoded;
  }
}

/**
 * Encodes rows for one table.
 * @throws RangeError when a value does not fit its column; the message names table and column.
 */
export function encodeRows<T extends Table>(table: T, rows: readonly Row<T>[]): EncodedRows {
  const encoder = new RowEncoder(table, Math.max(1 << 12, rows.length * 256));
  for (const row of rows) encoder.push(row);
  return encoder.take();
}

/** @returns what went wrong, and at which column. */
type EncodeRow = (writer: RowBinaryWriter, row: object) => { column: number; cause: Error } | undefined;

const encoders = new WeakMap<Table, EncodeRow>();

/**
 * A function made for the table: with each column named in its text, the engine reads properties at fixed
 * places, which is several times as fast as a loop over columns.
 */
function encoderOf(table: Table): EncodeRow {
  const known = encoders.get(table);
  if (known) return known;
  const lines = Object.entries(table.columns).map(([name, { type }], index) => {
    // `a.b` is an array of a Nested column.
    if (!/^\w+(\.\w+)?$/.test(name)) throw new TypeError(`${table.name}: column name ${JSON.stringify(name)}`);
    return `column = ${index}; ${writeText(type, `row["${name}"]`, 0)}`;
  });
  const body = `let column = 0;\ntry {\n${lines.join("\n")}\n} catch (cause) { return { column, cause }; }`;
  // Nothing but column names and types of our own tables gets into the text.
  const encode = new Function("writer", "row", body) as EncodeRow;
  encoders.set(table, encode);
  return encode;
}

/** JavaScript that writes the value of an expression. */
function writeText(type: ColumnType, value: string, depth: number): string {
  const nullable = /^Nullable\((.*)\)$/.exec(type);
  if (nullable) {
    const inner = writeText(nullable[1] as ColumnType, value, depth);
    return `if (${value} === undefined) writer.u8(1); else { writer.u8(0); ${inner} }`;
  }
  const array = /^Array\((.*)\)$/.exec(type);
  if (array) {
    const item = `item${depth}`;
    return `writer.varint(${value}.length); for (const ${item} of ${value}) { ${writeText(array[1] as ColumnType, item, depth + 1)} }`;
  }
  if (type === "Map(String, String)") return `writer.map(${value});`;
  const text = writeScalar(type, value, "writer");
  if (text === undefined) throw new TypeError(`no RowBinary encoding for column type ${type}`);
  return text;
}
