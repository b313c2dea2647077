import type { Row } from "../row.ts";
import type { ColumnType, Table } from "../table.ts";
import { writeScalar } from "../writeScalar.ts";
import { ColumnBuffer, DictionaryBuffer, OffsetBuffer } from "./columnBuffers.ts";
import { layoutOf } from "./rowKernel.ts";

export interface EncodedColumns {
  readonly table: string;
  readonly format: "Native";
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** To be called when nobody reads the bytes any more: they are written over. */
  readonly release: () => void;
}

/** A block ends with this many bytes: its columns stay in the processor's caches. */
const BLOCK_BYTES = 1 << 20;
/** Positions in a dictionary are of two bytes. */
const BLOCK_ROWS = 65_000;
/** How many rows are pushed between two looks at the size of the block. */
const LOOK_ROWS = 64;

/** Buffers of a column in the order in which they stand in a block: flags or offsets first. */
type Buffers = readonly (ColumnBuffer | DictionaryBuffer | OffsetBuffer)[];

/** @returns what went wrong, and at which column. */
type EncodeRow = (row: object) => { column: number; cause: Error } | undefined;

/** What is the same for all encoders of a table. */
interface Plan {
  readonly names: readonly string[];
  /** Name and type of each column, each with its length in front. */
  readonly headers: readonly Uint8Array[];
  readonly types: readonly ColumnType[];
  readonly makeEncode: (buffers: readonly Buffers[]) => EncodeRow;
}

/**
 * Encodes rows for one table as they come, column by column, in blocks of ClickHouse's Native format
 * (https://clickhouse.com/docs/interfaces/formats/Native), which the engine takes as they are.
 */
export class ColumnEncoder<T extends Table> {
  readonly #table: T;
  readonly #plan: Plan;
  readonly #columns: readonly Buffers[];
  readonly #encode: EncodeRow;
  #out: Buffer = Buffer.alloc(0);
  #outBytes = 0;
  /** Was given back: memory that is there already costs nothing to make, and nothing to clear away. */
  #spare: Buffer | undefined;
  #rows = 0;
  #blockRows = 0;

  /** @throws TypeError for a table with a column of a type that this format is not written in: a map. */
  constructor(table: T) {
    this.#table = table;
    this.#plan = planOf(table);
    this.#columns = this.#plan.types.map(buffersOf);
    this.#encode = this.#plan.makeEncode(this.#columns);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @throws RangeError when a value does not fit its column; the message names table and column. No row is to follow it. */
  push(row: Row<T>): void {
    const fault = this.#encode(row);
    if (fault) {
      const { column, cause } = fault;
      throw new RangeError(`${this.#table.name}.${this.#plan.names[column]}: ${cause.message}`, { cause });
    }
    this.#rows++;
    this.#blockRows++;
    if (this.#blockRows % LOOK_ROWS === 0 && (this.#blockRows > BLOCK_ROWS || this.#blockBytes() > BLOCK_BYTES))
      this.#endBlock();
  }

  /** Everything pushed since the last time. */
  take(): EncodedColumns {
    this.#endBlock();
    const whole = this.#out;
    let released = false;
    const encoded: EncodedColumns = {
      table: this.#table.name,
      format: "Native",
      columns: this.#plan.names,
      bytes: whole.subarray(0, this.#outBytes),
      rows: this.#rows,
      release: () => {
        if (released) return;
        released = true;
        this.#spare = whole;
      },
    };
    // The next ones take about as much; growing would copy them all.
    this.#out = this.#spare ?? Buffer.allocUnsafeSlow(Math.ceil(this.#outBytes * 1.1));
    this.#spare = undefined;
    this.#outBytes = 0;
    this.#rows = 0;
    return encoded;
  }

  #blockBytes(): number {
    let bytes = 0;
    for (const header of this.#plan.headers) bytes += header.length;
    for (const buffers of this.#columns) for (const buffer of buffers) bytes += buffer.length;
    return bytes;
  }

  #endBlock(): void {
    if (this.#blockRows === 0) return;
    const counts = new ColumnBuffer();
    counts.varint(this.#columns.length);
    counts.varint(this.#blockRows);
    const out = this.#reserve(counts.length + this.#blockBytes());
    let at = counts.copyTo(out, this.#outBytes);
    for (const [index, buffers] of this.#columns.entries()) {
      const header = this.#plan.headers[index] as Uint8Array;
      out.set(header, at);
      at += header.length;
      for (const buffer of buffers) {
        at = buffer.copyTo(out, at);
        buffer.clear();
      }
    }
    this.#outBytes = at;
    this.#blockRows = 0;
  }

  #reserve(bytes: number): Buffer {
    const needed = this.#outBytes + bytes;
    if (needed > this.#out.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(this.#out.length * 2, needed));
      this.#out.copy(grown, 0, 0, this.#outBytes);
      this.#out = grown;
    }
    return this.#out;
  }
}

const WRAPPED = /^(Nullable|Array)\((.+)\)$/;

const plans = new WeakMap<Table, Plan>();

function planOf(table: Table): Plan {
  const known = plans.get(table);
  if (known) return known;
  const names = Object.keys(table.columns);
  const types = Object.values(table.columns).map(({ type }) => type);
  const headers = names.map((name, index) => headerOf(table, name, types[index] as ColumnType));
  const plan = { names, types, headers, makeEncode: makerOf(table) };
  plans.set(table, plan);
  return plan;
}

function headerOf(table: Table, name: string, type: ColumnType): Uint8Array {
  const layout = layoutOf(type);
  // `a.b` is an array of a Nested column.
  if (!layout || !/^\w+(\.\w+)?$/.test(name))
    throw new TypeError(`${table.name}.${name}: ${type} is not written in columns`);
  const header = new ColumnBuffer();
  header.string(name);
  header.string(layout.type);
  const bytes = Buffer.alloc(header.length);
  header.copyTo(bytes, 0);
  return bytes;
}

function buffersOf(type: ColumnType): Buffers {
  if (type === "LowCardinality(String)") return [new DictionaryBuffer()];
  const wrapper = WRAPPED.exec(type)?.[1];
  if (wrapper === "Array") return [new OffsetBuffer(), new ColumnBuffer()];
  return wrapper === "Nullable" ? [new ColumnBuffer(), new ColumnBuffer()] : [new ColumnBuffer()];
}

/**
 * A function made for the table: with each column named in its text, the engine reads properties at fixed
 * places, which is several times as fast as a loop over columns.
 */
function makerOf(table: Table): Plan["makeEncode"] {
  const columns = Object.entries(table.columns).map(([name, { type }], index) => {
    // What the column's buffers are called in the text.
    const [first, second] = [`first${index}`, `second${index}`];
    const text = writeText(type, `row["${name}"]`, first, second);
    return { names: `[${first}, ${second}]`, text: `column = ${index}; ${text}` };
  });
  const body = `
    const [${columns.map(({ names }) => names).join(", ")}] = buffers;
    return (row) => {
      let column = 0;
      try { ${columns.map(({ text }) => text).join("\n")} } catch (cause) { return { column, cause }; }
    };`;
  // Nothing but column names and types of our own tables gets into the text.
  return new Function("buffers", body) as Plan["makeEncode"];
}

/** JavaScript that writes the value of an expression to the buffers of a column. */
function writeText(type: string, value: string, first: string, second: string): string {
  const [, wrapper, inner = type] = WRAPPED.exec(type) ?? [];
  if (!wrapper) return type === "LowCardinality(String)" ? `${first}.add(${value});` : writeOne(type, value, first);
  if (wrapper === "Array") {
    return `${first}.add(${value}.length); for (const item of ${value}) { ${writeOne(inner, "item", second)} }`;
  }
  const size = layoutOf(inner as ColumnType)?.size ?? 0;
  const nothing = size > 0 ? `${second}.zeros(${size});` : `${second}.u8(0);`;
  return `if (${value} === undefined) { ${first}.u8(1); ${nothing} } else { ${first}.u8(0); ${writeOne(inner, value, second)} }`;
}

function writeOne(type: string, value: string, buffer: string): string {
  const text = writeScalar(type, value, buffer);
  if (text === undefined) throw new TypeError(`no encoding in columns for ${type}`);
  return text;
}
