import type { Range } from "@ledgerscope/core";
import { STORE, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "./warehouse.ts";

export function physicalName(table: Table, zone: "head" | "final"): string {
  return `${STORE}.${table.reorgs ? `${table.name}_${zone}` : table.name}`;
}

/** Those of the tables that hold rows by network and height. */
export function heightTables(tables: Iterable<Table>): readonly Table[] {
  return [...tables].filter((table) => "network" in table.columns && "height" in table.columns);
}

/**
 * Deletes a network's rows at some heights.
 * @param names physical tables, with their database.
 * @returns whether there were any.
 */
export async function clearHeights(
  warehouse: Warehouse,
  network: string,
  names: readonly string[],
  { from, to }: Range,
): Promise<boolean> {
  if (names.length === 0) return false;
  const where = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";
  const params = { network, from, to };
  // A look is much cheaper than a deletion of nothing.
  const left = await warehouse.query<{ name: string }>(
    names.map((name) => `SELECT '${name}' AS name FROM ${name} WHERE ${where} LIMIT 1`).join(" UNION ALL "),
    params,
  );
  for (const { name } of left) await warehouse.command(`DELETE FROM ${name} WHERE ${where}`, params);
  return left.length > 0;
}
