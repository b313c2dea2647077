import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "./readable.ts";

/**
 * The networks where an address was seen: as sender, recipient or created contract of a transaction,
 * as the contract of a log, or as the producer of a block.
 * @param address 40 hex digits, without prefix.
 */
export async function networksOfAddress(viewer: Viewer, reader: Reader, address: string): Promise<string[]> {
  const scope = readable(viewer, "without channel");
  const is = (column: string): string => `${column} = toFixedString(unhex({address:String}), 20)`;
  const rows = await reader.query<{ network: string }>(
    `SELECT DISTINCT network FROM (
       SELECT network FROM store.evm_transactions
       WHERE ${scope.sql} AND (${is("`from`")} OR ${is("`to`")} OR ${is("contract_address")}) LIMIT 1 BY network
       UNION ALL
       SELECT network FROM store.evm_logs WHERE ${scope.sql} AND ${is("address")} LIMIT 1 BY network
       UNION ALL
       SELECT network FROM store.evm_blocks WHERE ${scope.sql} AND ${is("miner")} LIMIT 1 BY network)
     ORDER BY network`,
    { ...scope.params, address },
  );
  return rows.map(({ network }) => network);
}
