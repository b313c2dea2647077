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

/** Whether none of the physical tables (with their database) holds a row of the network at those heights. */
export async function isClear(
  warehouse: Warehouse,
  network: string,
  names: readonly string[],
  { from, to }: Range,
): Promise<boolean> {
  return (await tablesWith(warehouse, names, HEIGHTS, { network, from, to })).length === 0;
}

const HEIGHTS = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

async function tablesWith(
  warehouse: Warehouse,
  names: readonly string[],
  where: string,
  params: Record<string, unknown>,
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const found = await warehouse.query<{ name: string }>(
    names.map((name) => `SELECT '${name}' AS name FROM ${name} WHERE ${where} LIMIT 1`).join(" UNION ALL "),
    params,
  );
  return found.map(({ name }) => name);
}

/**
 * Deletes a network's rows at some heights.
 * @param names physical tables, with their database.
 * @param hashes only rows of these blocks, `0x…`; every table has a column `block_hash` then.
 * @returns whether there were any.
 */
export async function clearHeights(
  warehouse: Warehouse,
  network: string,
  names: readonly string[],
  { from, to }: Range,
  hashes?: readonly string[],
): Promise<boolean> {
  if (names.length === 0 || hashes?.length === 0) return false;
  const blocks = "block_hash IN (SELECT toFixedString(unhex(substring(arrayJoin({hashes:Array(String)}), 3)), 32))";
  const where = hashes ? `${HEIGHTS} AND ${blocks}` : HEIGHTS;
  const params = { network, from, to, ...(hashes ? { hashes } : {}) };
  // A look is much cheaper than a deletion of nothing.
  const left = await tablesWith(warehouse, names, where, params);
  for (const name of left) await warehouse.command(`DELETE FROM ${name} WHERE ${where}`, params);
  return left.length > 0;
}
