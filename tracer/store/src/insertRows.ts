import { encodeRows, type Row, STORE, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** Writes rows of one of the tracer's tables; writing them again under the same token changes nothing. */
export async function insertRows<T extends Table>(
  warehouse: Warehouse,
  table: T,
  rows: readonly Row<T>[],
  token: string,
): Promise<void> {
  if (rows.length === 0) return;
  const { format, columns, bytes } = encodeRows(table, rows);
  await warehouse.insert({ table: `${STORE}.${table.name}`, format, columns, bytes }, { token });
}
