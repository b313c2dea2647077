import { createHash } from "node:crypto";
import { encodeRows, type Row, STORE, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** Tables by their names. */
export type TablesByName = Readonly<Record<string, Table>>;

/** Values that a row must have to be found, by column; all others are made up. */
export type Given = Readonly<Record<string, unknown>>;

export const tablesOf = (tables: readonly Table[]): TablesByName =>
  Object.fromEntries(tables.map((table) => [table.name, table]));

/**
 * Adds rows whose every value can be told from all others: what is found anywhere tells where it is from.
 * @param secret is part of every text and decides all bytes.
 */
export async function plantRows(
  warehouse: Warehouse,
  table: Table,
  rows: readonly Given[],
  secret: string,
): Promise<void> {
  const made = rows.map((given, index) =>
    Object.fromEntries(
      Object.entries(table.columns).map(([name, { type, hex }]) => [
        name,
        name in given ? given[name] : madeValue(type, `${secret}-${table.name}-${name}-${index}`, hex !== undefined),
      ]),
    ),
  );
  const { format, columns, bytes } = encodeRows(table, made as unknown as readonly Row<Table>[]);
  const physical = `${STORE}.${table.name}${table.reorgs ? "_final" : ""}`;
  await warehouse.insert({ table: physical, format, columns, bytes }, { token: `${secret}:${table.name}` });
}

function madeValue(type: string, word: string, isBytes: boolean): unknown {
  const inner = /^(?:Nullable|Array)\((.+)\)$/.exec(type)?.[1];
  if (inner !== undefined)
    return type.startsWith("Array") ? [madeValue(inner, word, isBytes)] : madeValue(inner, word, isBytes);
  const size = Number(/^FixedString\((\d+)\)$/.exec(type)?.[1] ?? (isBytes ? 32 : 0));
  if (size > 0) return bytesOf(word, size);
  if (type.startsWith("Map")) return { planted: word };
  if (type.includes("String")) return word;
  if (type === "Bool") return true;
  const number = createHash("sha256").update(word).digest().readUInt16BE() + 1;
  if (type === "UInt8") return number % 100;
  return type.startsWith("Float") || /Int(8|16|32)$/.test(type) ? number : BigInt(number);
}

/** Bytes that a word stands for. */
export const bytesOf = (word: string, size: number): Buffer =>
  createHash("sha512").update(word).digest().subarray(0, size);
