import type { StoredReader } from "@ledgerscope/core";
import { type FabricBlock, fromHex } from "@ledgerscope/proof";
import { STORE, type Table } from "@ledgerscope/schema";
import { fabricTables } from "../decode/rows.ts";
import { arrayItems, type RowText, selectAsText, storedText } from "./rowText.ts";

export interface StoredScope {
  readonly stored: StoredReader;
  readonly network: string;
  readonly channel: string;
}

/** The stored rows of one block, per table name. */
export type StoredRows = Readonly<Record<string, readonly RowText[]>>;

const WHERE = "t.network = {network:String} AND t.channel = {channel:String}";

/** Everything stored of the blocks in [from, to), by height. */
export async function readStoredRows(scope: StoredScope, from: number, to: number): Promise<Map<number, StoredRows>> {
  const blocks = new Map<number, Record<string, RowText[]>>();
  for (const table of Object.values(fabricTables) as Table[]) {
    const height = Object.keys(table.columns).indexOf("height");
    const sql = `SELECT ${selectAsText(table)} FROM ${STORE}.${table.name} AS t
WHERE ${WHERE} AND t.height >= {from:UInt64} AND t.height < {to:UInt64}`;
    const params = { network: scope.network, channel: scope.channel, from, to };
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

/** Heights of the stored configuration blocks below `to`, ascending. */
export async function storedConfigHeights(scope: StoredScope, to: number): Promise<number[]> {
  const heights: number[] = [];
  const sql = `SELECT DISTINCT toString(t.height) AS height FROM ${STORE}.fabric_transactions AS t
WHERE ${WHERE} AND t.header_type = 'CONFIG' AND t.height < {to:UInt64} ORDER BY t.height`;
  const params = { network: scope.network, channel: scope.channel, to };
  for await (const { height } of scope.stored.rows<{ height: string }>(sql, params)) heights.push(Number(height));
  return heights.sort((a, b) => a - b);
}

/** The value that a key had before the block, from the stored valid writes; undefined when there is none. */
export async function storedValue(
  scope: StoredScope,
  before: number,
  namespace: string,
  collection: string,
  key: Uint8Array,
): Promise<Uint8Array | null | undefined> {
  const sql = `SELECT t.is_delete AS is_delete, lower(hex(t.value)) AS value FROM ${STORE}.fabric_writes AS t
WHERE ${WHERE} AND t.namespace = {namespace:String} AND t.collection = {collection:String} AND t.key = unhex({key:String})
  AND t.height < {before:UInt64} AND t.validation_code = 0 AND NOT t.is_metadata
ORDER BY t.height DESC, t.tx_index DESC, t.action_index DESC LIMIT 1`;
  const params = {
    network: scope.network,
    channel: scope.channel,
    namespace,
    collection,
    key: Buffer.from(key).toString("hex"),
    before,
  };
  for await (const row of scope.stored.rows<{ is_delete: boolean; value: string }>(sql, params)) {
    return row.is_delete ? null : fromHex(row.value);
  }
  return undefined;
}
