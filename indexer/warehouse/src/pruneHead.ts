import type { Table } from "@ledgerscope/schema";
import { physicalName } from "./heightTables.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Deletes from the head tables what the final tables hold as well: blocks below a height, all of which have left
 * the head zone. Orphans stay, their hash is in no final table. Interrupted, the next one deletes the rest.
 */
export async function pruneHead(
  warehouse: Warehouse,
  network: string,
  tables: Iterable<Table>,
  below: number,
): Promise<void> {
  const mine = "network = {network:String} AND height < {below:UInt64}";
  for (const table of tables) {
    if (!table.reorgs) continue;
    const head = physicalName(table, "head");
    // Few heights have rows in the head table: by them the final table's key finds the blocks.
    const final = `SELECT height, block_hash FROM ${physicalName(table, "final")}
      WHERE network = {network:String} AND height IN (SELECT height FROM ${head} WHERE ${mine})`;
    const where = `${mine} AND (height, block_hash) IN (${final})`;
    const params = { network, below };
    // A look is much cheaper than a deletion of nothing.
    const [any] = await warehouse.query(`SELECT 1 FROM ${head} WHERE ${where} LIMIT 1`, params);
    if (any) await warehouse.command(`DELETE FROM ${head} WHERE ${where}`, params);
  }
}
