import { createHash } from "node:crypto";
import { encodeRows, type Row, STORE, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "./warehouse.ts";

/**
 * Inserts rows into a table without zones. Rows under a token that the table remembers change nothing.
 * @param token names the rows. @default the digest of their bytes
 */
export async function insertRows<T extends Table>(
  warehouse: Warehouse,
  table: T,
  rows: readonly Row<T>[],
  token?: string,
): Promise<void> {
  if (rows.length === 0) return;
  const { format, columns, bytes } = encodeRows(table, rows);
  await warehouse.insert(
    { table: `${STORE}.${table.name}`, format, columns, bytes },
    { token: token ?? `${table.name}:${createHash("sha256").update(bytes).digest("hex")}` },
  );
}
