import type { Viewer } from "@ledgerscope/core";
import { MAX_BYTES } from "./evm.ts";
import type { FabricReadRow, FabricTouch, FabricWriteRow } from "./fabric.ts";
import type { Position } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

/** Where a page of reads or writes of one transaction starts: after this one. */
export interface AfterKey {
  readonly namespace: string;
  readonly collection: string;
  readonly keyHex: string;
  readonly actionIndex: number;
  /** Of writes: a key may be written twice, once its value and once its metadata. */
  readonly isMetadata?: boolean;
}

interface SetWanted extends Position {
  readonly channel: string;
  readonly limit: number;
  readonly after: AfterKey | undefined;
  /** Bytes of a value at most. */
  readonly valueBytes: number;
}

const touch = `network, channel, height, tx_index AS txIndex, action_index AS actionIndex, namespace, collection,
  lower(hex(key)) AS keyHex`;

/** A page of what one transaction read, by namespace, collection, key and action. */
export function fabricReadSet(viewer: Viewer, reader: Reader, wanted: SetWanted): Promise<FabricReadRow[]> {
  return setPage(viewer, reader, wanted, {
    table: "store.fabric_reads",
    columns: "read_height AS readHeight, read_tx_index AS readTxIndex, read_absent AS readAbsent, in_range AS inRange",
    key: ["namespace", "collection", "key", "action_index"],
  });
}

/** A page of what one transaction wrote, in the same order. */
export function fabricWriteSet(viewer: Viewer, reader: Reader, wanted: SetWanted): Promise<FabricWriteRow[]> {
  return setPage(viewer, reader, wanted, {
    table: "store.fabric_writes",
    columns: `is_delete AS isDelete, is_metadata AS isMetadata,
      lower(hex(substring(value, 1, {valueBytes:UInt32}))) AS valueHex, length(value) AS valueBytes`,
    key: ["namespace", "collection", "key", "action_index", "is_metadata"],
  });
}

/** The keys are found by the transaction first, in the narrow copy of the table that has them in its order. */
async function setPage<Row>(
  viewer: Viewer,
  reader: Reader,
  { network, channel, height, txIndex, limit, after, valueBytes }: SetWanted,
  { table, columns, key }: { readonly table: string; readonly columns: string; readonly key: readonly string[] },
): Promise<Row[]> {
  const scope = readable(viewer, "with channel");
  const last = [
    ...["{namespace:String}", "{collection:String}", "unhex({key:String})", "{action:UInt32}", "{metadata:Bool}"],
  ].slice(0, key.length);
  const ofChannel = `${scope.sql} AND network = {network:String} AND channel = {channel:String}`;
  const ofTransaction = "height = {height:UInt64} AND tx_index = {txIndex:UInt32}";
  return reader.query<Row & object>(
    `SELECT ${touch}, ${columns} FROM ${table}
     WHERE ${ofChannel} AND (namespace, collection, key) IN (
         SELECT DISTINCT namespace, collection, key FROM ${table} WHERE ${ofChannel} AND ${ofTransaction}
           ${after ? `AND (namespace, collection, key) >= (${last.slice(0, 3).join(", ")})` : ""}
         ORDER BY namespace, collection, key LIMIT {keys:UInt32})
       AND ${ofTransaction} ${after ? `AND (${key.join(", ")}) > (${last.join(", ")})` : ""}
     ORDER BY ${key.join(", ")} LIMIT {limit:UInt32}`,
    {
      // Of the key that the cursor names nothing may be left.
      ...{ ...scope.params, network, channel, height, txIndex, limit, keys: limit + (after ? 1 : 0), valueBytes },
      ...(after && {
        namespace: after.namespace,
        collection: after.collection,
        key: after.keyHex,
        action: after.actionIndex,
        metadata: after.isMetadata ?? false,
      }),
    },
  );
}

/** A value of a key, and the valid transaction that wrote it. */
export interface FabricValueRow {
  readonly network: string;
  readonly channel: string;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHex: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txId: string;
  readonly isDelete: boolean;
  /** Cut at `MAX_BYTES`. */
  readonly valueHex: string;
  readonly valueBytes: number | string;
}

const valueColumns = `network, channel, namespace, collection, lower(hex(key)) AS keyHex, height, tx_index AS txIndex,
  tx_id AS txId, is_delete AS isDelete, lower(hex(substring(value, 1, ${MAX_BYTES}))) AS valueHex,
  length(value) AS valueBytes`;

/** These keys, in a WHERE: their columns by themselves, for the order key, then their combination. */
const ofKeys = `network = {network:String} AND channel = {channel:String}
  AND namespace IN {namespaces:Array(String)} AND key IN arrayMap(k -> unhex(k), {keys:Array(String)})`;
const keyParams = (touches: readonly FabricTouch[]) => ({
  network: touches[0]?.network,
  channel: touches[0]?.channel,
  namespaces: touches.map(({ namespace }) => namespace),
  collections: touches.map(({ collection }) => collection),
  keys: touches.map(({ keyHex }) => keyHex),
});
const zipped = `{namespaces:Array(String)}, {collections:Array(String)}, arrayMap(k -> unhex(k), {keys:Array(String)})`;

/**
 * The value that each key had before one transaction of a channel: what the newest valid transaction before it
 * had written. Versions are found first, by narrow columns: a value may be long and a key often written.
 * @param touches all of the same transaction.
 */
export async function fabricValuesBefore(
  viewer: Viewer,
  reader: Reader,
  touches: readonly FabricTouch[],
): Promise<FabricValueRow[]> {
  const scope = readable(viewer, "with channel");
  const written = `${scope.sql} AND ${ofKeys} AND validation_code = 0 AND NOT is_metadata`;
  return reader.query<FabricValueRow>(
    `SELECT ${valueColumns} FROM store.fabric_writes
     WHERE ${written} AND (namespace, collection, key, height, tx_index) IN (
       SELECT namespace, collection, key, (max((height, tx_index)) AS version).1, version.2
       FROM store.fabric_writes
       WHERE ${written} AND (namespace, collection, key) IN arrayZip(${zipped})
         AND (height, tx_index) < ({height:UInt64}, {txIndex:UInt32})
       GROUP BY namespace, collection, key)`,
    { ...scope.params, ...keyParams(touches), height: Number(touches[0]?.height), txIndex: touches[0]?.txIndex },
  );
}

/**
 * The values that keys had at the versions that were read.
 * @param reads all of the same channel, each of a key that existed.
 */
export async function fabricValuesAt(
  viewer: Viewer,
  reader: Reader,
  reads: readonly FabricReadRow[],
): Promise<FabricValueRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<FabricValueRow>(
    `SELECT ${valueColumns} FROM store.fabric_writes
     WHERE ${scope.sql} AND ${ofKeys} AND validation_code = 0 AND NOT is_metadata
       AND (namespace, collection, key, height, tx_index)
         IN arrayZip(${zipped}, {heights:Array(UInt64)}, {indexes:Array(UInt32)})`,
    {
      ...{ ...scope.params, ...keyParams(reads) },
      heights: reads.map(({ readHeight }) => Number(readHeight)),
      indexes: reads.map(({ readTxIndex }) => Number(readTxIndex)),
    },
  );
}
