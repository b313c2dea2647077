import type { StoredReader } from "@ledgerscope/core";
import { type Column, STORE, type Table } from "@ledgerscope/schema";

/** A row as text: bytes as hex without 0x, numbers in decimal, times in Unix milliseconds. */
export type TextRow<T extends Table = Table> = {
  readonly [Name in keyof T["columns"]]: TextValue<T["columns"][Name]>;
};

type TextValue<C extends Column> = C["type"] extends `Array(${string})`
  ? C extends { readonly hex: string }
    ? readonly string[]
    : string
  : C["type"] extends `Nullable(${string})`
    ? string | null
    : string;

export interface StoredRange {
  readonly network: string;
  readonly from: number;
  /** Half-open. */
  readonly to: number;
}

/** All columns of the table's rows in that range of heights, in the order of its key. */
export async function storedRows<T extends Table>(
  stored: StoredReader,
  table: T,
  range: StoredRange,
): Promise<TextRow<T>[]> {
  const columns = Object.entries(table.columns).map(([name, column]) => `${asText(name, column)} AS \`${name}\``);
  const order = table.orderBy.map((name) => `t.\`${name}\``).join(", ");
  const sql = `SELECT ${columns.join(", ")} FROM ${STORE}.${table.name} AS t
WHERE t.network = {network:String} AND t.height >= {from:UInt64} AND t.height < {to:UInt64} ORDER BY ${order}`;
  const rows: TextRow<T>[] = [];
  for await (const row of stored.rows<TextRow<T>>(sql, { ...range })) rows.push(row);
  return rows;
}

function asText(name: string, { type, hex }: Column): string {
  const column = `t.\`${name}\``;
  const isArray = type.startsWith("Array(");
  if (hex !== undefined) return isArray ? `arrayMap(x -> lower(hex(x)), ${column})` : `lower(hex(${column}))`;
  return type === "DateTime64(3)" ? `toString(toUnixTimestamp64Milli(${column}))` : `toString(${column})`;
}
