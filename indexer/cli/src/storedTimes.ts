import type { Source } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";

/** Finds stored blocks by the times of their headers. */
export function storedTimes(warehouse: Warehouse, network: string): Pick<Source, "heightAt"> {
  return {
    async heightAt(timeMs) {
      const [found] = await warehouse.query<{ height: string; there: number }>(
        `SELECT min(height) AS height, count() > 0 AS there FROM default.chain_blocks
         WHERE network = {network:String} AND time >= fromUnixTimestamp64Milli({timeMs:Int64})`,
        { network, timeMs },
      );
      return found?.there ? Number(found.height) : undefined;
    },
  };
}
