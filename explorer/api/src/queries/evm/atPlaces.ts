import type { Viewer } from "@ledgerscope/core";
import { heightsOf } from "../positions.ts";
import { type Reader, readable } from "../readable.ts";
import type { AddressPlace } from "./addressPlaces.ts";
import { callColumns, type EvmCallRow } from "./calls.ts";
import { addressParam } from "./hex.ts";
import { type EvmStateChangeRow, stateColumns } from "./stateChanges.ts";
import { type EvmTokenTransferRow, transferColumns } from "./tokenTransfers.ts";
import { type ZonedTable, zoned } from "./zones.ts";

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
    readonly table: ZonedTable;
    /** Of the table by its alias. */
    readonly columns: string;
    readonly alias: string;
    readonly item: (row: Row) => readonly number[];
  },
): Promise<Placed<Row>[]> {
  if (places.length === 0) return [];
  const scope = readable(viewer, "without channel");
  const table = await zoned(viewer, reader, network, of.table, heightsOf(places));
  const rows = await reader.query<Row>(
    `SELECT ${of.columns} FROM ${table} AS ${of.alias} WHERE ${scope.sql} AND ${AT}`,
    {
      ...{ ...scope.params, network, heights: heightsOf(places) },
      indexes: places.map(({ txIndex }) => txIndex),
    },
  );
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
    ...{ table: "evm_traces", columns: callColumns, alias: "c" },
    item: ({ traceAddress }) => traceAddress,
  });

/** The transfers at these places, in their order. */
export const transfersAtPlaces = (viewer: Viewer, reader: Reader, network: string, places: readonly AddressPlace[]) =>
  rowsAt<EvmTokenTransferRow>(viewer, reader, network, places, {
    ...{ table: "evm_token_transfers", columns: transferColumns, alias: "x" },
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
  const changes = await zoned(viewer, reader, network, "evm_state_diffs", heightsOf(places));
  return reader.query<EvmStateChangeRow>(
    `SELECT ${stateColumns} FROM ${changes} AS s
     WHERE ${scope.sql} AND ${AT} AND s.address = ${addressParam("address")} AND kind = 'storage'
     ORDER BY height DESC, tx_index DESC, s.slot LIMIT 1000`,
    {
      ...{ ...scope.params, network, address },
      heights: heightsOf(places),
      indexes: places.map(({ txIndex }) => txIndex),
    },
  );
}
