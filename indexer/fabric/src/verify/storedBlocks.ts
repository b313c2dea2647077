import { type FabricBlock, fromHex } from "@ledgerscope/proof";
import { STORE, type Table } from "@ledgerscope/schema";
import { fabricTables } from "../decode/rows.ts";
import { fabricPolicyEvaluations } from "../tables/fabricPolicyEvaluations.ts";
import { arrayItems, type RowText, selectAsText, storedText } from "./rowText.ts";
import type { StoredScope } from "./storedScope.ts";

/** The stored rows of one block, per table name. */
export type StoredRows = Readonly<Record<string, readonly RowText[]>>;

/**
 * Everything stored of the blocks in [from, to), by height: under whatever channel, which is compared as any other
 * column is, as views show the rows of all.
 */
export async function readStoredRows(scope: StoredScope, from: number, to: number): Promise<Map<number, StoredRows>> {
  const blocks = new Map<number, Record<string, RowText[]>>();
  for (const table of [...Object.values(fabricTables), fabricPolicyEvaluations] as Table[]) {
    const height = Object.keys(table.columns).indexOf("height");
    const sql = `SELECT ${selectAsText(table)} FROM ${STORE}.${table.name} AS t
WHERE t.network = {network:String} AND t.height >= {from:UInt64} AND t.height < {to:UInt64}`;
    const params = { network: scope.network, from, to };
    for await (const row of scope.stored.rows<Record<string, unknown>>(sql, params)) {
      const text = storedText(table, row);
      const at = Number(text[height]);
      const block = blocks.get(at) ?? {};
      blocks.set(at, block);
      const rows = block[table.name] ?? [];
      block[table.name] = rows;
      rows.push(text);
    }
  }
  return blocks;
}

/** Rebuilds the block from its stored header, metadata and envelopes; undefined when it is not stored once. */
export function rebuildBlock(height: number, rows: StoredRows | undefined): FabricBlock | undefined {
  const [block, ...others] = rows?.[fabricTables.blocks.name] ?? [];
  if (!block || others.length > 0) return undefined;
  const column = (name: keyof typeof fabricTables.blocks.columns): string =>
    block[Object.keys(fabricTables.blocks.columns).indexOf(name)] ?? "";
  const envelopeColumns = Object.keys(fabricTables.envelopes.columns);
  const index = envelopeColumns.indexOf("tx_index");
  const envelope = envelopeColumns.indexOf("envelope");
  const envelopes = [...(rows?.[fabricTables.envelopes.name] ?? [])].sort(
    (a, b) => Number(a[index]) - Number(b[index]),
  );
  return {
    number: height,
    previousHash: fromHex(column("previous_hash")),
    dataHash: fromHex(column("data_hash")),
    data: envelopes.map((row) => fromHex(row[envelope] ?? "")),
    metadata: arrayItems(column("metadata")).map(fromHex),
  };
}
