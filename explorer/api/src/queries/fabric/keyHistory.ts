import type { Viewer } from "@ledgerscope/core";
import { MAX_BYTES } from "../evm.ts";
import type { Reader } from "../readable.ts";
import { type Channel, channelScope } from "./channelScope.ts";
import type { StateSpace } from "./state.ts";

/** One write of a key. */
export interface KeyVersionRow {
  readonly network: string;
  readonly height: number;
  readonly txIndex: number;
  readonly actionIndex: number;
  readonly txId: string;
  /** Its transaction took effect. */
  readonly effective: boolean;
  readonly isDelete: boolean;
  /** Only the key's metadata, such as its endorsement policy. */
  readonly isMetadata: boolean;
  /** Cut at `MAX_BYTES`; for a collection the SHA-256 of the value. */
  readonly valueHex: string;
  readonly valueBytes: number;
  /** The value that it replaced; null where there was none. */
  readonly before: KeyValue | null;
  /** Of a write of metadata: the policy that it sets, in words. */
  readonly policy: string | null;
}

/** A value that a key had. */
export interface KeyValue {
  readonly valueHex: string;
  readonly valueBytes: number;
  readonly height: number;
  readonly txIndex: number;
}

/** Sorting key: height, index, action, whether metadata; newest first. */
type VersionPosition = readonly [number, number, number, number];

export const versionPosition = (row: KeyVersionRow): VersionPosition => [
  row.height,
  row.txIndex,
  row.actionIndex,
  Number(row.isMetadata),
];

type Raw = Omit<KeyVersionRow, "height" | "valueBytes" | "before" | "policy"> & {
  readonly height: number | string;
  readonly valueBytes: number | string;
};

/** Writes of a key, newest first: those that took effect, or also those that were refused. */
export async function keyVersions(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  space: StateSpace & { readonly keyHex: string },
  {
    limit,
    after,
    refused,
  }: { readonly limit: number; readonly after?: readonly number[] | undefined; readonly refused: boolean },
): Promise<KeyVersionRow[]> {
  const read = readWrites(viewer, reader, of, space);
  const rows = await read(refused ? "all" : "effective", limit, after);
  const last = rows.findLast((row) => !row.isMetadata);
  // What the oldest of these replaced stands further below.
  const below = last === undefined ? [] : await read("values", 1, [last.height, last.txIndex, 0, 0]);
  const values = [...rows.filter((row) => row.effective && !row.isMetadata), ...below];
  const policies = await policiesSet(viewer, reader, of, space, rows);
  return rows.map((row) => {
    const before = values.find((other) => place(other) < place(row));
    return {
      ...row,
      before: before && !before.isDelete ? before : null,
      policy: row.isMetadata ? (policies.get(`${row.height}:${row.txIndex}`) ?? "") : null,
    };
  });
}

/** The value that a key had once a block was committed; undefined where it had none, or no write below is stored. */
export async function keyValueAt(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  space: StateSpace & { readonly keyHex: string },
  height: number,
): Promise<KeyValue | undefined> {
  const [last] = await readWrites(viewer, reader, of, space)("values", 1, [height + 1, 0, 0, 0]);
  return last?.isDelete ? undefined : last;
}

const place = ({ height, txIndex }: { height: number; txIndex: number }): number => height * 2 ** 24 + txIndex;

function readWrites(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection, keyHex }: StateSpace & { readonly keyHex: string },
) {
  const scope = channelScope(viewer, of);
  return async (
    which: "all" | "effective" | "values",
    limit: number,
    after?: readonly number[],
  ): Promise<Omit<KeyVersionRow, "before" | "policy">[]> => {
    const [height, txIndex, action, metadata] = after ?? [];
    const rows = await reader.query<Raw>(
      `SELECT network, height, tx_index AS txIndex, action_index AS actionIndex, tx_id AS txId,
         toBool(validation_code IN (0, 254)) AS effective, is_delete AS isDelete, is_metadata AS isMetadata,
         lower(hex(substring(value, 1, ${MAX_BYTES}))) AS valueHex, length(value) AS valueBytes
       FROM store.fabric_writes
       WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
         AND key = unhex({key:String})${which === "all" ? "" : " AND validation_code IN (0, 254)"}
         ${which === "values" ? "AND NOT is_metadata" : ""}
         ${after ? "AND (height, tx_index, action_index, toUInt8(is_metadata)) < ({height:UInt64}, {index:UInt32}, {action:UInt32}, {metadata:UInt8})" : ""}
       ORDER BY height DESC, tx_index DESC, action_index DESC, is_metadata DESC LIMIT {limit:UInt32}`,
      {
        ...scope.params,
        namespace,
        collection,
        key: keyHex,
        limit,
        ...(after && { height, index: txIndex, action, metadata }),
      },
    );
    return rows.map((row) => ({ ...row, height: Number(row.height), valueBytes: Number(row.valueBytes) }));
  };
}

/** By `height:index`: the policies that these writes of metadata set. */
async function policiesSet(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection, keyHex }: StateSpace & { readonly keyHex: string },
  rows: readonly Pick<KeyVersionRow, "height" | "isMetadata">[],
): Promise<Map<string, string>> {
  const heights = rows.filter(({ isMetadata }) => isMetadata).map(({ height }) => height);
  if (heights.length === 0) return new Map();
  const scope = channelScope(viewer, of);
  const found = await reader.query<{ height: number | string; txIndex: number; policy: string }>(
    `SELECT height, tx_index AS txIndex, policy FROM store.fabric_metadata_writes
     WHERE ${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
       AND key = unhex({key:String}) AND height IN {heights:Array(UInt64)} AND name = 'VALIDATION_PARAMETER'`,
    { ...scope.params, namespace, collection, key: keyHex, heights },
  );
  return new Map(found.map(({ height, txIndex, policy }) => [`${height}:${txIndex}`, policy]));
}

/** How often a key was written and read. */
export interface KeyFigures {
  readonly versions: string;
  readonly refused: string;
  readonly deletions: string;
  readonly firstHeight: number | string;
  readonly lastHeight: number | string;
  readonly reads: string;
}

export async function keyFigures(
  viewer: Viewer,
  reader: Reader,
  of: Channel,
  { namespace, collection, keyHex }: StateSpace & { readonly keyHex: string },
): Promise<KeyFigures> {
  const scope = channelScope(viewer, of);
  const where = `${scope.sql} AND namespace = {namespace:String} AND collection = {collection:String}
    AND key = unhex({key:String})`;
  const [row] = await reader.query<KeyFigures>(
    `SELECT toString(countIf(validation_code IN (0, 254))) AS versions,
       toString(countIf(validation_code NOT IN (0, 254))) AS refused,
       toString(countIf(is_delete AND validation_code IN (0, 254))) AS deletions, min(height) AS firstHeight,
       max(height) AS lastHeight, toString((SELECT count() FROM store.fabric_reads WHERE ${where})) AS reads
     FROM store.fabric_writes WHERE ${where}`,
    { ...scope.params, namespace, collection, key: keyHex },
  );
  return row ?? { versions: "0", refused: "0", deletions: "0", firstHeight: 0, lastHeight: 0, reads: "0" };
}
