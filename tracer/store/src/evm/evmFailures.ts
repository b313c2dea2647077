import type { Viewer } from "@ledgerscope/core";
import { type EvmFailure, failingCalls } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import { placeKey, readCalls } from "./evmCalls.ts";
import type { EvmTransaction } from "./evmTransaction.ts";
import { intrinsicGas } from "./intrinsicGas.ts";

/** Transactions asked for at once: parameters travel in the URL, and HTTP servers take about 16 kB of it. */
const AT_ONCE = 200;
/** Failed calls of one transaction that are looked at. */
const MOST_CALLS = 2_000;

interface Row {
  readonly height: string;
  readonly tx_index: number;
  readonly to_address: string;
  readonly error: string;
  readonly revert_data: string;
  readonly gas_limit: string;
  readonly gas_used: string;
  readonly input_bytes: string;
  readonly zero_bytes: string;
  readonly creates: number;
  readonly access_list: string;
  readonly authorization_list: string;
}

/** The evidence on failed transactions of one network, in their order; those that did not fail are left out. */
export async function evmFailures(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  transactions: readonly EvmTransaction[],
): Promise<readonly EvmFailure[]> {
  const failed = transactions.filter(({ ledger }) => ledger.status === "failed");
  const failures: EvmFailure[] = [];
  for (let from = 0; from < failed.length; from += AT_ONCE) {
    failures.push(...(await pageOf(warehouse, viewer, network, failed.slice(from, from + AT_ONCE))));
  }
  return failures;
}

async function pageOf(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  page: readonly EvmTransaction[],
): Promise<readonly EvmFailure[]> {
  const scope = scopeOf(viewer, network, { channel: false });
  const places = page.map(({ ledger }) => ledger);
  const [rows, calls] = await Promise.all([
    warehouse.query<Row>(
      `SELECT height, tx_index, '0x' || lower(hex(coalesce(to, contract_address, ''))) AS to_address, error,
  '0x' || lower(hex(revert_data)) AS revert_data, gas_limit, gas_used, length(input) AS input_bytes,
  countSubstrings(input, unhex('00')) AS zero_bytes, to IS NULL AS creates, access_list, authorization_list
FROM store.evm_transactions WHERE ${scope.sql} AND height IN {heights:Array(UInt64)}
  AND (height, tx_index) IN (SELECT arrayJoin(arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})))`,
      {
        ...scope.params,
        heights: places.map(({ height }) => height),
        indexes: places.map(({ txIndex }) => txIndex),
      },
    ),
    readCalls(warehouse, viewer, { network, places, most: MOST_CALLS, failedOnly: true }),
  ]);
  const byPlace = new Map(rows.map((row) => [`${row.height}:${row.tx_index}`, row]));
  return page.flatMap(({ id, ledger }) => {
    const row = byPlace.get(placeKey(ledger));
    if (!row) return [];
    const failing = failingCalls(calls.get(placeKey(ledger))?.calls ?? []);
    return [
      {
        family: "evm" as const,
        id,
        place: { height: ledger.height, txIndex: ledger.txIndex },
        code: 0,
        to: row.to_address === "0x" ? "" : row.to_address,
        error: row.error,
        revertData: row.revert_data,
        gasLimit: BigInt(row.gas_limit),
        gasUsed: BigInt(row.gas_used),
        intrinsicGas: intrinsicGas({
          inputBytes: Number(row.input_bytes),
          zeroBytes: Number(row.zero_bytes),
          creates: Boolean(row.creates),
          accessList: row.access_list,
          authorizationList: row.authorization_list,
        }),
        ...(failing.length === 0 ? {} : { calls: failing }),
      },
    ];
  });
}
