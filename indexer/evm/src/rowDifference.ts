import type { Column, Row, Table } from "@ledgerscope/schema";
import type { TextRow } from "./storedRows.ts";

type AnyRow = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * The first difference between the rows that a block gives and those that are stored, in words.
 * @param stored as `storedRows` reads them; both in the order of the table's key.
 */
export function rowDifference<T extends Table>(
  table: T,
  given: readonly Row<T>[],
  stored: readonly TextRow<T>[],
): string | undefined {
  if (given.length !== stored.length) {
    return `${table.name} holds ${stored.length} rows of the block, its contents give ${given.length}`;
  }
  const columns = Object.entries<Column>(table.columns);
  for (const [index, row] of given.entries()) {
    const other = stored[index] as AnyRow;
    for (const [name, column] of columns) {
      const text = asText(column, (row as Readonly<Record<string, unknown>>)[name]);
      if (print(other[name]) === print(text)) continue;
      return `${table.name} row ${index}: ${name} is ${short(other[name])}, the block's contents give ${short(text)}`;
    }
  }
  return undefined;
}

/** What `storedRows` gives of such a value, once it is stored. */
function asText({ hex }: Column, value: unknown): AnyRow[string] {
  if (value === undefined) return null;
  if (hex !== undefined) return Array.isArray(value) ? value.map(bare) : bare(value as Uint8Array);
  return Array.isArray(value) ? `[${value.join(",")}]` : String(value);
}

const bare = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");

const print = (value: AnyRow[string] | undefined): string =>
  typeof value === "string" ? `'${value}'` : value ? value.join() : "NULL";

const short = (value: AnyRow[string] | undefined): string => {
  const text = print(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};
