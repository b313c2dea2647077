import type { Payload } from "@ledgerscope/core";
import { encodeRows, type Row, type Table } from "@ledgerscope/schema";
import { fabricBlocks } from "../tables/fabricBlocks.ts";
import { fabricEndorsements } from "../tables/fabricEndorsements.ts";
import { fabricEnvelopes } from "../tables/fabricEnvelopes.ts";
import { fabricReads } from "../tables/fabricReads.ts";
import { fabricTransactions } from "../tables/fabricTransactions.ts";
import { fabricWrites } from "../tables/fabricWrites.ts";

/** Every table of the family; a table that is not here is not written. */
export const fabricTables = {
  blocks: fabricBlocks,
  envelopes: fabricEnvelopes,
  transactions: fabricTransactions,
  endorsements: fabricEndorsements,
  reads: fabricReads,
  writes: fabricWrites,
} as const;

type FabricTables = typeof fabricTables;

/** Rows of some blocks, per table, in the order of the bytes. */
export type FabricRows = { readonly [Name in keyof FabricTables]: Row<FabricTables[Name]>[] };

export function noRows(): FabricRows {
  return { blocks: [], envelopes: [], transactions: [], endorsements: [], reads: [], writes: [] };
}

/** The rows as ClickHouse reads them. Tables without rows are left out. */
export function encodePayloads(rows: FabricRows): Payload[] {
  return (Object.keys(fabricTables) as (keyof FabricTables)[])
    .filter((name) => rows[name].length > 0)
    .map((name) => encodeRows(fabricTables[name] as Table, rows[name] as readonly Row<Table>[]));
}
