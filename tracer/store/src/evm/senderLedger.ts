import type { Viewer } from "@ledgerscope/core";
import type { EvmWaiting } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";

/** Transactions of one sender that are looked at. */
const MOST = 10_000;

/** A transaction that a block on the chain holds. */
export interface MinedTransaction {
  /** 0x-hex. */
  readonly id: string;
  readonly height: number;
  readonly txIndex: number;
  readonly nonce: bigint;
  readonly to: string;
  readonly value: bigint;
  readonly selector: string;
  readonly maxFeePerGas: bigint;
}

interface Row {
  readonly id: string;
  readonly height: string;
  readonly tx_index: number;
  readonly nonce: string;
  readonly to_address: string;
  readonly value: string;
  readonly selector: string;
  readonly max_fee: string;
}

/** What blocks from a height on hold of a sender, in order of the chain. */
export async function readMinedOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly network: string; readonly from: string; readonly since: number },
): Promise<readonly MinedTransaction[]> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT '0x' || lower(hex(hash)) AS id, height, tx_index, nonce,
  if(to IS NULL, '', '0x' || lower(hex(to))) AS to_address, toString(value) AS value,
  if(selector = '', '', '0x' || lower(hex(selector))) AS selector,
  toString(coalesce(max_fee_per_gas, gas_price)) AS max_fee
FROM store.evm_transactions
WHERE ${scope.sql} AND height >= {since:UInt64} AND from = unhex({from:String})
ORDER BY height, tx_index LIMIT {most:UInt32}`,
    { ...scope.params, since: of.since, from: of.from.replace(/^0x/, ""), most: MOST },
  );
  return rows.map((row) => ({
    id: row.id,
    height: Number(row.height),
    txIndex: row.tx_index,
    nonce: BigInt(row.nonce),
    to: row.to_address,
    value: BigInt(row.value),
    selector: row.selector,
    maxFeePerGas: BigInt(row.max_fee),
  }));
}

/** Base fees of the blocks above a height, up to another one; undefined when there is no such block, or none has one. */
export async function readBaseFees(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly network: string; readonly above: number; readonly upTo?: number },
): Promise<EvmWaiting["baseFees"]> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const [row] = await warehouse.query<{ blocks: string; lowest: string; newest: string }>(
    `SELECT count() AS blocks, toString(min(base_fee_per_gas)) AS lowest,
  toString(argMax(base_fee_per_gas, height)) AS newest
FROM store.evm_blocks WHERE ${scope.sql} AND base_fee_per_gas IS NOT NULL AND height > {above:UInt64}
  ${of.upTo === undefined ? "" : "AND height <= {upTo:UInt64}"}`,
    { ...scope.params, above: of.above, ...(of.upTo === undefined ? {} : { upTo: of.upTo }) },
  );
  if (!row || Number(row.blocks) === 0) return undefined;
  return { blocks: Number(row.blocks), lowest: BigInt(row.lowest), newest: BigInt(row.newest) };
}
