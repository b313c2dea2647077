import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import type { StateSpace } from "./state.ts";

/** A key of the world state, as queries name it. */
type KeyPlace = StateSpace & { readonly keyHex: string };

const isKey = `namespace = {namespace:String} AND collection = {collection:String} AND key = unhex({key:String})`;
const keyParams = ({ namespace, collection, keyHex }: KeyPlace) => ({ namespace, collection, key: keyHex });

/** One read of a key. */
export interface KeyReadRow {
  readonly network: string;
  readonly height: number;
  readonly txIndex: number;
  readonly actionIndex: number;
  /** Its transaction took effect. */
  readonly effective: boolean;
  readonly readAbsent: boolean;
  /** Version read: the place of the transaction that had written it. */
  readonly readHeight: number;
  readonly readTxIndex: number;
  readonly inRange: boolean;
}

/** Newest first; position: height, index, action. */
export async function keyReads(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: KeyPlace,
  { limit, after }: { readonly limit: number; readonly after?: readonly number[] | undefined },
): Promise<KeyReadRow[]> {
  const scope = channelScope(viewer, of);
  const [height, index, action] = after ?? [];
  const rows = await reader.query<
    Omit<KeyReadRow, "height" | "readHeight" | "readTxIndex"> & Record<"height" | "readHeight" | "readTxIndex", string>
  >(
    `SELECT network, height, tx_index AS txIndex, action_index AS actionIndex,
       toBool(any(validation_code IN (0, 254))) AS effective, any(read_absent) AS readAbsent,
       any(read_height) AS readHeight, any(read_tx_index) AS readTxIndex, min(in_range) AS inRange
     FROM store.fabric_reads
     WHERE ${scope.sql} AND ${isKey}
       ${after ? "AND (height, tx_index, action_index) < ({height:UInt64}, {index:UInt32}, {action:UInt32})" : ""}
     GROUP BY network, height, tx_index, action_index
     ORDER BY height DESC, txIndex DESC, actionIndex DESC LIMIT {limit:UInt32}`,
    { ...scope.params, ...keyParams(key), limit, ...(after && { height, index, action }) },
  );
  return rows.map((row) => ({
    ...row,
    height: Number(row.height),
    readHeight: Number(row.readHeight),
    readTxIndex: Number(row.readTxIndex),
  }));
}

/** Who wrote or read a key, by organisation, chaincode and function. */
export interface KeyUser {
  readonly msp: string;
  readonly chaincode: string;
  readonly functionHex: string;
  readonly count: string;
  readonly failed: string;
  readonly lastHeight: number | string;
}

/** Transactions looked at: the newest ones that touched the key. */
export const USERS_OF_LAST = 500;

/** Of the newest transactions that touched the key; most active first. */
export async function keyUsers(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: KeyPlace,
  touch: "writes" | "reads",
): Promise<KeyUser[]> {
  const scope = channelScope(viewer, of);
  const places = await reader.query<{ height: string; txIndex: number }>(
    `SELECT DISTINCT height, tx_index AS txIndex FROM store.fabric_${touch} WHERE ${scope.sql} AND ${isKey}
     ORDER BY height DESC, txIndex DESC LIMIT ${USERS_OF_LAST}`,
    { ...scope.params, ...keyParams(key) },
  );
  if (places.length === 0) return [];
  return reader.query<KeyUser>(
    `SELECT creator_msp AS msp, chaincode,
       hex(substring(function, 1, 1024)) AS functionHex, toString(count()) AS count,
       toString(countIf(validation_code NOT IN (0, 254))) AS failed, max(height) AS lastHeight
     FROM store.fabric_transactions
     WHERE ${scope.sql} AND height IN {heights:Array(UInt64)}
       AND (height, tx_index) IN arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})
     GROUP BY msp, chaincode, functionHex ORDER BY count() DESC, msp, chaincode, functionHex LIMIT 50`,
    {
      ...scope.params,
      heights: places.map(({ height }) => Number(height)),
      indexes: places.map(({ txIndex }) => txIndex),
    },
  );
}

/** A transaction that was refused over a key, and the one that had written it. */
export interface KeyConflictRow {
  readonly network: string;
  readonly height: number;
  readonly txIndex: number;
  readonly txId: string;
  /** read or range. */
  readonly kind: string;
  readonly evidence: string;
  readonly readAbsent: boolean;
  readonly readHeight: number;
  readonly readTxIndex: number;
  readonly writerHeight: number;
  readonly writerTxIndex: number;
  /** Empty where none wrote it. */
  readonly writerTxId: string;
  readonly writerIsDelete: boolean;
  readonly withinBlock: boolean;
}

/** Newest first; position: height, index, writer's height, writer's index. */
export async function keyConflicts(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: KeyPlace,
  { limit, after }: { readonly limit: number; readonly after?: readonly number[] | undefined },
): Promise<KeyConflictRow[]> {
  const scope = channelScope(viewer, of);
  const [height, index, writerHeight, writerIndex] = after ?? [];
  const rows = await reader.query<Record<keyof KeyConflictRow, string> & { txIndex: number; writerTxIndex: number }>(
    `SELECT network, height, tx_index AS txIndex, tx_id AS txId, kind,
       evidence, read_absent AS readAbsent, read_height AS readHeight,
       read_tx_index AS readTxIndex, writer_height AS writerHeight, writer_tx_index AS writerTxIndex,
       writer_tx_id AS writerTxId, writer_is_delete AS writerIsDelete, within_block AS withinBlock
     FROM store.fabric_conflicts
     WHERE ${scope.sql} AND ${isKey}
       ${after ? "AND (height, tx_index, writer_height, writer_tx_index) < ({height:UInt64}, {index:UInt32}, {writerHeight:UInt64}, {writerIndex:UInt32})" : ""}
     ORDER BY height DESC, tx_index DESC, writer_height DESC, writer_tx_index DESC LIMIT {limit:UInt32}`,
    { ...scope.params, ...keyParams(key), limit, ...(after && { height, index, writerHeight, writerIndex }) },
  );
  return rows.map((row) => ({
    ...row,
    height: Number(row.height),
    readAbsent: Boolean(row.readAbsent),
    readHeight: Number(row.readHeight),
    readTxIndex: Number(row.readTxIndex),
    writerHeight: Number(row.writerHeight),
    writerIsDelete: Boolean(row.writerIsDelete),
    withinBlock: Boolean(row.withinBlock),
  }));
}

/** How many transactions were refused over the key, and how many had written it in between. */
export async function keyConflictCount(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  key: KeyPlace,
): Promise<{ readonly refused: string; readonly writers: string }> {
  const scope = channelScope(viewer, of);
  const [row] = await reader.query<{ refused: string; writers: string }>(
    `SELECT toString(uniqExact(height, tx_index)) AS refused,
       toString(uniqExactIf((writer_height, writer_tx_index), writer_tx_id != '')) AS writers
     FROM store.fabric_conflicts WHERE ${scope.sql} AND ${isKey}`,
    { ...scope.params, ...keyParams(key) },
  );
  return row ?? { refused: "0", writers: "0" };
}
