import { createHash } from "node:crypto";
import { encodeRows, type Row, STORE, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** Inserts rows; the same rows again are recognised by their digest and dropped. */
export async function insertRows<T extends Table>(to: Warehouse, table: T, rows: readonly Row<T>[]): Promise<void> {
  if (rows.length === 0) return;
  const { format, columns, bytes } = encodeRows(table, rows);
  const token = `publication:${table.name}:${createHash("sha256").update(bytes).digest("hex")}`;
  await to.insert({ table: `${STORE}.${table.name}`, format, columns, bytes }, { token });
}
