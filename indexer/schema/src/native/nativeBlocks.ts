import type { Table } from "../table.ts";
import { RowKernel } from "./rowKernel.ts";

/** Rows that are turned at a time, in bytes: a column of them stays in the processor's caches. */
const WINDOW_BYTES = 2 << 20;

/** One for the process: it turns one block after the other. */
const kernel = new RowKernel();

/**
 * The same rows in ClickHouse's Native format, block by block: column by column, so that the engine takes values as they
 * are, where of RowBinary it parses each. Undefined for a table with a column of a type that stays RowBinary. The blocks are
 * made anew each time that they are iterated over: an insert may have to be sent again.
 * @param columns names in the order of the bytes.
 * @param bytes RowBinary. @throws Error when they are not rows of these columns.
 */
export function nativeBlocks(
  table: Table,
  columns: readonly string[],
  bytes: Uint8Array,
): Iterable<Uint8Array> | undefined {
  if (!kernel.canTurn(table, columns)) return undefined;
  return { [Symbol.iterator]: () => blocks(table, columns, bytes) };
}

function* blocks(table: Table, columns: readonly string[], bytes: Uint8Array): Generator<Uint8Array> {
  let window = WINDOW_BYTES;
  for (let at = 0; at < bytes.length; ) {
    const part = bytes.subarray(at, at + window);
    const { block, consumed } = kernel.turn(table, columns, part);
    if (block) yield block;
    else if (at + part.length === bytes.length) {
      throw new Error(`${table.name}: the bytes from ${at} on are no rows of ${columns.join(", ")}`);
    }
    // A row longer than the window.
    window = block ? WINDOW_BYTES : window * 2;
    at += consumed;
  }
}
