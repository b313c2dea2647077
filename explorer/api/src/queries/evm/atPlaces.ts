import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../readable.ts";
import type { AddressPlace } from "./addressPlaces.ts";
import { callColumns, type EvmCallRow } from "./calls.ts";
import { addressParam } from "./hex.ts";
import { type EvmStateChangeRow, stateColumns } from "./stateChanges.ts";
import { type EvmTokenTransferRow, transferColumns } from "./tokenTransfers.ts";

/** A row with the place that it was found by. */
export interface Placed<Row> {
  readonly place: AddressPlace;
  readonly row: Row;
}

const AT = `network = {network:String} AND height IN {heights:Array(UInt64)}
  AND (height, tx_index) IN arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})`;

const key = ({ height, txIndex, item }: AddressPlace): string => `${height}.${txIndex}.${item.join("-")}`;

async function rowsAt<Row extends { readonly height: number | string; readonly txIndex: number }>(
  viewer: Viewer,
  reader: Reader,
  network: string,
  places: readonly AddressPlace[],
  of: {
    readonly select: string;
    readonly params?: Record<string, unknown>;
    readonly item: (row: Row) => readonly number[];
  },
): Promise<Placed<Row>[]> {
  if (places.length === 0) return [];
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<Row>(`${of.select} WHERE ${scope.sql} AND ${AT}`, {
    ...scope.params,
    ...of.params,
    network,
    heights: places.map(({ height }) => height),
    indexes: places.map(({ txIndex }) => txIndex),
  });
  const found = new Map(
    rows.map((row) => [key({ height: Number(row.height), txIndex: row.txIndex, item: of.item(row) }), row]),
  );
  return places.flatMap((place) => {
    const row = found.get(key(place));
    return row ? [{ place, row }] : [];
  });
}

/** The calls at these places, in their order. */
export const callsAtPlaces = (viewer: Viewer, reader: Reader, network: string, places: readonly AddressPlace[]) =>
  rowsAt<EvmCallRow>(viewer, reader, network, places, {
    select: `SELECT ${callColumns} FROM store.evm_traces AS c`,
    item: ({ traceAddress }) => traceAddress,
  });

/** The transfers at these places, in their order. */
export const transfersAtPlaces = (viewer: Viewer, reader: Reader, network: string, places: readonly AddressPlace[]) =>
  rowsAt<EvmTokenTransferRow>(viewer, reader, network, places, {
    select: `SELECT ${transferColumns} FROM store.evm_token_transfers AS x`,
    item: ({ logIndex, batchIndex }) => [logIndex, batchIndex],
  });

/** What changed in the storage of a contract in these transactions, newest first. */
export async function storageChangesAt(
  viewer: Viewer,
  reader: Reader,
  { network, address, places }: { network: string; address: string; places: readonly AddressPlace[] },
): Promise<EvmStateChangeRow[]> {
  if (places.length === 0) return [];
  const scope = readable(viewer, "without channel");
  return reader.query<EvmStateChangeRow>(
    `SELECT ${stateColumns} FROM store.evm_state_diffs AS s
     WHERE ${scope.sql} AND ${AT} AND s.address = ${addressParam("address")} AND kind = 'storage'
     ORDER BY height DESC, tx_index DESC, s.slot LIMIT 1000`,
    {
      ...{ ...scope.params, network, address },
      heights: places.map(({ height }) => height),
      indexes: places.map(({ txIndex }) => txIndex),
    },
  );
}
