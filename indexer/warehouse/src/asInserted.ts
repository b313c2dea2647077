import type { Payload } from "@ledgerscope/core";
import { nativeBlocks, type Table } from "@ledgerscope/schema";
import type { InsertRows } from "./warehouse.ts";

/** Below so many rows it does not matter how they are written. */
const MANY_ROWS = 1000;

/** The payload as it is sent: many rows go as columns, which takes the engine a third of the time that parsing rows does. */
export function asInserted(table: Table, payload: Payload): Omit<InsertRows, "table"> {
  const { format, columns, bytes, rows } = payload;
  const blocks = format === "RowBinary" && rows >= MANY_ROWS ? nativeBlocks(table, columns, bytes) : undefined;
  return blocks ? { format: "Native", columns, bytes: blocks } : { format, columns, bytes };
}
