import type { ColumnType, Table } from "../table.ts";
import { kernelBytes } from "./kernelBytes.gen.ts";
import { type WebAssemblyMemory, type WebAssemblyModule, webAssembly } from "./webAssembly.ts";

/** What kernel/index.as exports. */
interface Exports {
  readonly memory: WebAssemblyMemory;
  clear(): void;
  headerBuffer(): number;
  addColumn(kind: number, size: number, headerLength: number): void;
  prepare(bytes: number): number;
  turn(bytes: number): number;
  consumed(): number;
  output(): number;
  outputLength(): number;
}

/** How a column's values lie in both formats. */
interface Layout {
  readonly kind: number;
  /** Bytes of a value or an item; 0 where it varies. */
  readonly size: number;
  /** Type that the block tells the engine; what differs from the column's own is converted there. */
  readonly type: string;
}

/** As in kernel/index.as. */
const KIND = { fixed: 0, string: 1, nullable: 2, nullableString: 3, array: 4, arrayOfStrings: 5, dictionary: 6 };
const MOST_COLUMNS = 128;
/** Memory above which the kernel is made anew: WebAssembly gives none back. */
const MOST_MEMORY = 64 << 20;

const SIZES: Readonly<Record<string, number>> = {
  UInt8: 1,
  UInt16: 2,
  UInt32: 4,
  UInt64: 8,
  UInt256: 32,
  Int64: 8,
  Int256: 32,
  Float64: 8,
  Bool: 1,
  "DateTime64(3)": 8,
  "DateTime64(9)": 8,
};

const isText = (type: string): boolean => type === "String" || type === "LowCardinality(String)";

function sizeOf(type: string): number | undefined {
  const fixed = /^FixedString\((\d+)\)$/.exec(type);
  return fixed ? Number(fixed[1]) : SIZES[type];
}

/** Undefined for a type that is not written in columns. */
export function layoutOf(type: ColumnType): Layout | undefined {
  if (type === "String") return { kind: KIND.string, size: 0, type };
  if (type === "LowCardinality(String)") return { kind: KIND.dictionary, size: 0, type };
  const wrapped = /^(Nullable|Array)\((.+)\)$/.exec(type);
  const [, wrapper, inner = ""] = wrapped ?? [undefined, undefined, type];
  if (wrapper && isText(inner)) {
    const kind = wrapper === "Array" ? KIND.arrayOfStrings : KIND.nullableString;
    return { kind, size: 0, type: `${wrapper}(String)` };
  }
  const size = sizeOf(inner);
  if (size === undefined) return undefined;
  const kind = wrapper === "Array" ? KIND.array : wrapper === "Nullable" ? KIND.nullable : KIND.fixed;
  return { kind, size, type };
}

let compiled: WebAssemblyModule | undefined;

/** Turns rows into columns in WebAssembly (kernel/index.as), without an object per value. */
export class RowKernel {
  #wasm: Exports | undefined;
  /** Table and columns that the kernel knows at the moment. */
  #known = "";

  canTurn(table: Table, columns: readonly string[]): boolean {
    return (
      columns.length > 0 &&
      columns.length <= MOST_COLUMNS &&
      columns.every((name) => table.columns[name] !== undefined && layoutOf(table.columns[name].type) !== undefined)
    );
  }

  /** @returns the rows that are in `bytes` as a whole as one block, or none, and how many bytes they took. */
  turn(
    table: Table,
    columns: readonly string[],
    bytes: Uint8Array,
  ): { readonly block: Uint8Array | undefined; readonly consumed: number } {
    const wasm = this.#ready(table, columns);
    const at = wasm.prepare(bytes.length);
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    if (wasm.turn(bytes.length) === 0) return { block: undefined, consumed: 0 };
    const start = wasm.output();
    const block = new Uint8Array(wasm.memory.buffer.slice(start, start + wasm.outputLength()));
    const consumed = wasm.consumed();
    if (wasm.memory.buffer.byteLength > MOST_MEMORY) this.#wasm = undefined;
    return { block, consumed };
  }

  #ready(table: Table, columns: readonly string[]): Exports {
    compiled ??= new webAssembly.Module(Buffer.from(kernelBytes, "base64"));
    const wasm = this.#wasm ?? (new webAssembly.Instance(compiled).exports as unknown as Exports);
    const wanted = `${table.name}: ${columns.join()}`;
    if (this.#wasm && this.#known === wanted) return wasm;
    this.#wasm = wasm;
    this.#known = wanted;
    wasm.clear();
    for (const name of columns) {
      const layout = layoutOf((table.columns[name] as { type: ColumnType }).type) as Layout;
      const header = Buffer.concat([withLength(name), withLength(layout.type)]);
      const at = wasm.headerBuffer();
      new Uint8Array(wasm.memory.buffer).set(header, at);
      wasm.addColumn(layout.kind, layout.size, header.length);
    }
    return wasm;
  }
}

/** Names and types are shorter than 128 bytes. */
function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 127) throw new RangeError(`${text} is too long a name for a column`);
  return Buffer.concat([Uint8Array.of(bytes.length), bytes]);
}
