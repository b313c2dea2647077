import type { Viewer } from "@ledgerscope/core";
import type { Slice } from "../page.ts";
import { escapeInvisible } from "../printable.ts";
import type { Position } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

/** A transaction of any family; place and fee are null where there are none. */
export interface TransactionRow {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** Null when it never reached a block. */
  readonly height: number | null;
  readonly txIndex: number | null;
  /** Hash or id, as the chain prints it. */
  readonly hash: string;
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly actor: string;
  readonly target: string;
  readonly method: string;
  readonly status: "success" | "failed";
  readonly statusText: string;
  /** Wei, decimal; null where the chain has no fee. */
  readonly fee: string | null;
}

/** One that stands in a stored block. */
export interface StoredTransactionRow extends TransactionRow {
  readonly height: number;
  readonly txIndex: number;
}

type Raw = {
  readonly [Name in keyof StoredTransactionRow]: StoredTransactionRow[Name] extends number
    ? number | string
    : StoredTransactionRow[Name];
};

const columns = `network, channel, family, height, tx_index AS txIndex, id AS hash,
  toUnixTimestamp64Milli(time) AS timeMs, actor, target, method, status, status_text AS statusText,
  toString(fee) AS fee`;

function transactionOf(raw: Raw): StoredTransactionRow {
  return {
    ...raw,
    height: Number(raw.height),
    txIndex: Number(raw.txIndex),
    timeMs: Number(raw.timeMs),
    method: escapeInvisible(raw.method),
    statusText: escapeInvisible(raw.statusText),
  };
}

/** Of one block in its order; position: index. */
export async function blockTransactionsPage(
  viewer: Viewer,
  reader: Reader,
  { network, height }: { readonly network: string; readonly height: number },
  { limit, after }: Slice,
): Promise<StoredTransactionRow[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Raw>(
    `SELECT ${columns} FROM default.chain_transactions
     WHERE ${scope.sql} AND network = {network:String} AND height = {height:UInt64}
       AND tx_index > {afterIndex:Int64}
     ORDER BY tx_index LIMIT {limit:UInt32}`,
    { ...scope.params, network, height, limit, afterIndex: after?.[0] ?? -1 },
  );
  return rows.map(transactionOf);
}

/** Of an EVM block that a reorganisation replaced, in its order; position: index. What of it is still kept. */
export async function orphanedTransactionsPage(
  viewer: Viewer,
  reader: Reader,
  { network, height, hash }: { readonly network: string; readonly height: number; readonly hash: string },
  { limit, after }: Slice,
): Promise<StoredTransactionRow[]> {
  const scope = readable(viewer, "without channel");
  const text = (column: string): string => `'0x' || lower(hex(${column}))`;
  const rows = await reader.query<Raw>(
    `SELECT network, '' AS channel, 'evm' AS family, height, tx_index AS txIndex, ${text("t.hash")} AS hash,
       toUnixTimestamp64Milli(t.time) AS timeMs, ${text("t.from")} AS actor,
       coalesce(${text("t.to")}, ${text("contract_address")}, '') AS target,
       if(t.selector = '', '', ${text("t.selector")}) AS method,
       if(t.status = 0, 'failed', 'success') AS status,
       multiIf(t.status = 0 AND t.error != '', t.error, t.status = 0, 'failed', 'success') AS statusText,
       toString(toUInt256(gas_used) * effective_gas_price) AS fee
     FROM store.evm_transactions_head AS t FINAL
     WHERE ${scope.sql} AND network = {network:String} AND height = {height:UInt64}
       AND block_hash = toFixedString(unhex({hash:String}), 32) AND tx_index > {afterIndex:Int64}
     ORDER BY tx_index LIMIT {limit:UInt32}`,
    { ...scope.params, network, height, hash: hash.replace(/^0x/, ""), limit, afterIndex: after?.[0] ?? -1 },
  );
  return rows.map(transactionOf);
}

/** The transactions at these places that exist and may be seen, in any order. */
export async function transactionsAt(
  viewer: Viewer,
  reader: Reader,
  positions: readonly Position[],
): Promise<StoredTransactionRow[]> {
  if (positions.length === 0) return [];
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Raw>(
    `SELECT ${columns} FROM default.chain_transactions
     WHERE ${scope.sql} AND network IN {networks:Array(String)} AND height IN {heights:Array(UInt64)}
       AND (network, height, tx_index)
         IN arrayZip({networks:Array(String)}, {heights:Array(UInt64)}, {indexes:Array(UInt32)})`,
    {
      ...scope.params,
      networks: positions.map(({ network }) => network),
      heights: positions.map(({ height }) => height),
      indexes: positions.map(({ txIndex }) => txIndex),
    },
  );
  return rows.map(transactionOf);
}

/**
 * Where transactions of this hash or id stand: several when two networks share history, or when a
 * Fabric id was submitted twice (all but the first are invalid). Successful ones first, then oldest first.
 * @param id lower-case hex without prefix: 64 digits, or for `prefix` at least 8.
 */
export async function transactionsById(
  viewer: Viewer,
  reader: Reader,
  id: string,
  options: { readonly network?: string | undefined; readonly prefix?: boolean; readonly limit: number },
): Promise<Position[]> {
  const fabric = readable(viewer, "with channel");
  const evm = readable(viewer, "without channel");
  const network = options.network === undefined ? "" : " AND network = {network:String}";
  const ofFabric = `SELECT network, height, tx_index AS txIndex, validation_code != 0 AS failed FROM store.fabric_transactions
     WHERE ${fabric.sql}${network} AND ${options.prefix ? "startsWith(tx_id, {id:String})" : "tx_id = {id:String}"}`;
  const ofEvm = `SELECT network, height, tx_index AS txIndex, 0 AS failed FROM store.evm_transactions
     WHERE ${evm.sql}${network} AND hash = toFixedString(unhex({id:String}), 32)`;
  const rows = await reader.query<{ network: string; height: number | string; txIndex: number }>(
    `SELECT network, height, txIndex FROM (${options.prefix ? ofFabric : `${ofFabric} UNION ALL ${ofEvm}`})
     ORDER BY failed, network, height, txIndex LIMIT {limit:UInt32}`,
    {
      ...evm.params,
      ...fabric.params,
      id,
      limit: options.limit,
      ...(options.network === undefined ? {} : { network: options.network }),
    },
  );
  return rows.map((row) => ({ ...row, height: Number(row.height) }));
}
