import type { Viewer } from "@ledgerscope/core";
import type { EvmOrphan } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type Scope, scopeOf } from "../scope.ts";

/** A transaction in a block that is no longer on the chain. */
export interface OrphanedTransaction extends EvmOrphan {
  readonly network: string;
  /** 64 hex digits. */
  readonly txId: string;
  readonly from: string;
  readonly to: string;
  readonly nonce: bigint;
  readonly value: bigint;
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
}

interface Row {
  readonly network: string;
  readonly height: string;
  readonly block_hex: string;
  readonly tx_id: string;
  readonly tx_index: number;
  readonly time_ms: string;
  readonly from_address: string;
  readonly to_address: string;
  readonly nonce: string;
  readonly value: string;
  readonly gas_limit: string;
  readonly max_fee: string;
}

/** Rows of reverted blocks: in the head tables, and neither canonical there nor final. */
export const orphaned = (scope: Scope): string => `${scope.sql}
  AND (network, height, block_hash) NOT IN (SELECT network, height, block_hash FROM store.canonical WHERE ${scope.sql})
  AND (network, height, block_hash) NOT IN (SELECT network, height, block_hash FROM store.evm_blocks_final
    WHERE ${scope.sql} AND height IN (SELECT height FROM store.evm_blocks_head WHERE ${scope.sql}))`;

/** Reverted blocks that held any of the transactions, oldest first. @param of.txIds 64 hex digits each. */
export async function readOrphans(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly network?: string; readonly txIds: readonly string[] },
): Promise<readonly OrphanedTransaction[]> {
  if (of.txIds.length === 0) return [];
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT DISTINCT network, height, '0x' || lower(hex(block_hash)) AS block_hex, lower(hex(hash)) AS tx_id, tx_index,
  toUnixTimestamp64Milli(time) AS time_ms, '0x' || lower(hex(from)) AS from_address,
  if(to IS NULL, '', '0x' || lower(hex(to))) AS to_address, nonce, toString(value) AS value, gas_limit,
  toString(coalesce(max_fee_per_gas, gas_price)) AS max_fee
FROM store.evm_transactions_head
WHERE hash IN (SELECT unhex(arrayJoin({txIds:Array(String)}))) AND ${orphaned(scope)}
ORDER BY network, time_ms, height, block_hex`,
    { ...scope.params, txIds: of.txIds },
  );
  return rows.map((row) => ({
    network: row.network,
    height: Number(row.height),
    blockHash: row.block_hex,
    txId: row.tx_id,
    txIndex: row.tx_index,
    timeNs: BigInt(row.time_ms) * 1_000_000n,
    from: row.from_address,
    to: row.to_address,
    nonce: BigInt(row.nonce),
    value: BigInt(row.value),
    gasLimit: BigInt(row.gas_limit),
    maxFeePerGas: BigInt(row.max_fee),
  }));
}
