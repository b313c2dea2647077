import type { Payload } from "@ledgerscope/core";
import { nativeBlocks, type Table, textIndexes } from "@ledgerscope/schema";
import type { InsertRows } from "./warehouse.ts";

/** Below so many rows it does not matter how they are written. */
const MANY_ROWS = 1000;

/**
 * The payload as it is sent. Many rows go as columns, which the engine takes in a third of the time of parsing rows; and
 * their texts are left out of filters until the first merge, which would make those anew anyway.
 */
export function asInserted(table: Table, payload: Payload): Omit<InsertRows, "table"> {
  const { format, columns, bytes, rows } = payload;
  if (rows < MANY_ROWS) return { format, columns, bytes };
  const blocks = format === "RowBinary" ? nativeBlocks(table, columns, bytes) : undefined;
  const sent = blocks ? { format: "Native", bytes: blocks } : { format, bytes };
  return { ...sent, columns, laterIndexes: textIndexes(table) };
}
