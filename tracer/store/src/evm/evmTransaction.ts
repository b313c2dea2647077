import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";
import type { StoredTransaction } from "../storedTransaction.ts";
import { placeOf, type Wanted } from "../wanted.ts";

/** What a trace and a diagnosis need of an EVM transaction. */
export interface EvmTransaction extends StoredTransaction {
  /** The hash of its block, 0x-hex. */
  readonly blockHash: string;
}

interface Row {
  readonly network: string;
  readonly height: string;
  readonly tx_index: number;
  readonly id: string;
  readonly block_hash: string;
  readonly time_ms: string;
  readonly type: number;
  readonly from_address: string;
  readonly to_address: string;
  readonly nonce: string;
  readonly status: number | null;
  readonly gas_limit: string;
  readonly gas_used: string;
  readonly error: string;
  readonly final: number;
}

const COLUMNS = `network, height, tx_index, '0x' || lower(hex(hash)) AS id,
  '0x' || lower(hex(block_hash)) AS block_hash, toUnixTimestamp64Milli(time) AS time_ms, type,
  '0x' || lower(hex(from)) AS from_address, '0x' || lower(hex(coalesce(to, contract_address, ''))) AS to_address,
  nonce, status, gas_limit, gas_used, error,
  (network, height) NOT IN (SELECT network, height FROM store.canonical) AS final`;

export async function findEvmTransaction(
  warehouse: Warehouse,
  viewer: Viewer,
  of: Wanted,
): Promise<EvmTransaction | undefined> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const place = placeOf(of);
  const [row] = await warehouse.query<Row>(
    // The inner reads the columns of the filter by hash alone; wide rows are read by the key.
    `SELECT ${COLUMNS} FROM store.evm_transactions
WHERE (network, height, tx_index) IN (
    SELECT network, height, tx_index FROM store.evm_transactions
    WHERE ${scope.sql} AND hash = toFixedString(unhex({txId:String}), 32) AND ${place.sql})
  AND hash = toFixedString(unhex({txId:String}), 32)
ORDER BY network, height LIMIT 1`,
    { ...scope.params, ...place.params, txId: of.txId },
  );
  return row && toTransaction(row);
}

/** A page of failed transactions of a network, in order of the chain. */
export async function failedEvmTransactions(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly after: readonly [number, number]; readonly limit: number },
): Promise<readonly EvmTransaction[]> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT ${COLUMNS} FROM store.evm_transactions
WHERE ${scope.sql} AND status = 0 AND (height, tx_index) > ({height:Int64}, {txIndex:Int64})
ORDER BY height, tx_index LIMIT {limit:UInt32}`,
    { ...scope.params, height: of.after[0], txIndex: of.after[1], limit: of.limit },
  );
  return rows.map(toTransaction);
}

/** Transactions of the heights [from, to), in order of the chain. */
export async function evmTransactionsBetween(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly from: number; readonly to: number },
): Promise<readonly EvmTransaction[]> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT ${COLUMNS} FROM store.evm_transactions
WHERE ${scope.sql} AND height >= {from:UInt64} AND height < {to:UInt64} ORDER BY height, tx_index`,
    { ...scope.params, from: of.from, to: of.to },
  );
  return rows.map(toTransaction);
}

function toTransaction(row: Row): EvmTransaction {
  const failed = row.status === 0;
  const place = { height: Number(row.height), txIndex: row.tx_index };
  const to = row.to_address === "0x" ? "" : row.to_address;
  return {
    network: row.network,
    channel: "",
    family: "evm",
    id: row.id,
    ledger: {
      ...place,
      status: failed ? "failed" : "success",
      timeNs: BigInt(row.time_ms) * 1_000_000n,
      final: Boolean(row.final),
      endorsers: [],
      attributes: {
        "evm.from": row.from_address,
        ...(to === "" ? {} : { "evm.to": to }),
        "evm.nonce": row.nonce,
        "evm.type": String(row.type),
        "evm.gas_limit": row.gas_limit,
        "evm.gas_used": row.gas_used,
        ...(row.error === "" ? {} : { error: row.error }),
      },
    },
    blockHash: row.block_hash,
  };
}
