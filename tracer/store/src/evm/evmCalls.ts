import type { Viewer } from "@ledgerscope/core";
import type { EvmCall } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { Place } from "../wanted.ts";

interface Row {
  readonly height: string;
  readonly tx_index: number;
  readonly trace_address: readonly number[];
  readonly subtraces: number;
  readonly type: string;
  readonly from_address: string;
  readonly to_address: string;
  readonly value: string;
  readonly gas: string;
  readonly gas_used: string;
  readonly selector: string;
  readonly error: string;
  readonly output: string;
  readonly calls: string;
}

const COLUMNS = `height, tx_index, trace_address, subtraces, type, '0x' || lower(hex(from)) AS from_address,
  if(to IS NULL, '', '0x' || lower(hex(to))) AS to_address, toString(value) AS value, gas, gas_used,
  if(selector = '', '', '0x' || lower(hex(selector))) AS selector, error,
  '0x' || if(error = '', '', lower(hex(output))) AS output`;

/** Calls of stored transactions, by their place. */
export type CallsByPlace = ReadonlyMap<string, { readonly calls: readonly EvmCall[]; readonly count: number }>;

export const placeKey = ({ height, txIndex }: Place): string => `${height}:${txIndex}`;

/**
 * The stored calls of transactions, parents before their calls; of each transaction the first ones.
 * @param failedOnly only those that failed, and the transactions themselves.
 */
export async function readCalls(
  warehouse: Warehouse,
  viewer: Viewer,
  of: {
    readonly network: string;
    readonly places: readonly Place[];
    readonly most: number;
    readonly failedOnly?: boolean;
  },
): Promise<CallsByPlace> {
  const byPlace = new Map<string, { readonly calls: EvmCall[]; readonly count: number }>();
  if (of.places.length === 0) return byPlace;
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT ${COLUMNS}, count() OVER (PARTITION BY height, tx_index) AS calls FROM store.evm_traces
WHERE ${scope.sql} AND height IN {heights:Array(UInt64)}
  AND (height, tx_index) IN (SELECT arrayJoin(arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})))
  ${of.failedOnly ? "AND (error != '' OR empty(trace_address))" : ""}
ORDER BY height, tx_index, trace_address LIMIT {most:UInt32} BY height, tx_index`,
    {
      ...scope.params,
      heights: of.places.map(({ height }) => height),
      indexes: of.places.map(({ txIndex }) => txIndex),
      most: of.most,
    },
  );
  for (const row of rows) {
    const key = placeKey({ height: Number(row.height), txIndex: row.tx_index });
    const held = byPlace.get(key) ?? { calls: [], count: Number(row.calls) };
    byPlace.set(key, held);
    held.calls.push({
      address: row.trace_address,
      subcalls: row.subtraces,
      type: row.type,
      from: row.from_address,
      to: row.to_address,
      value: BigInt(row.value),
      gas: BigInt(row.gas),
      gasUsed: BigInt(row.gas_used),
      selector: row.selector,
      error: row.error,
      output: row.output,
    });
  }
  return byPlace;
}
