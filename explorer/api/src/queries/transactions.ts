import type { Viewer } from "@ledgerscope/core";
import type { Slice } from "../page.ts";
import { escapeInvisible } from "../printable.ts";
import { chainTransactionsAt } from "./chainRows.ts";
import { txIndexTo } from "./evm/passIndex.ts";
import { atPositions, heightsOf, type Position, positionParams } from "./positions.ts";
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

/** As the engine answers: 64-bit integers are text. */
export type RawTransaction = {
  readonly [Name in keyof StoredTransactionRow]: StoredTransactionRow[Name] extends number
    ? number | string
    : StoredTransactionRow[Name];
};

export function transactionOf(raw: RawTransaction): StoredTransactionRow {
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
  const { columns, from, where } = await chainTransactionsAt(viewer, reader, network, [height]);
  const rows = await reader.query<RawTransaction>(
    `SELECT ${columns} FROM ${from}
     WHERE ${where.sql} AND height = {height:UInt64}
       AND tx_index > {afterIndex:Int64}
     ORDER BY tx_index LIMIT {limit:UInt32}`,
    { ...where.params, height, limit, afterIndex: after?.[0] ?? -1 },
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
  const rows = await reader.query<RawTransaction>(
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

/** The transactions at these places of one network that exist and may be seen, in any order. */
export async function transactionsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<StoredTransactionRow[]> {
  if (positions.length === 0) return [];
  const { columns, from, where } = await chainTransactionsAt(viewer, reader, network, heightsOf(positions));
  const rows = await reader.query<RawTransaction>(
    `SELECT ${columns} FROM ${from} WHERE ${where.sql} AND ${atPositions(positions)}`,
    {
      ...where.params,
      ...positionParams(network, positions),
    },
  );
  return rows.map(transactionOf);
}

/**
 * Where transactions of this hash or id stand: several when two networks share history, or when a
 * Fabric id was submitted twice (all but the first are invalid). Successful ones first, then oldest first.
 * @param id lower-case hex without prefix: 64 digits, or for `prefix` (Fabric's alone) at least 8.
 */
export async function transactionsById(
  viewer: Viewer,
  reader: Reader,
  id: string,
  { network, prefix = false, limit }: { network?: string | undefined; prefix?: boolean; limit: number },
): Promise<Position[]> {
  const family = network === undefined ? undefined : reader.familyOf?.(network);
  const found = await Promise.all([
    family === "evm" ? [] : fabricPlaces(viewer, reader, id, { network, prefix, limit }),
    family === "fabric" || prefix ? [] : evmPlaces(viewer, reader, id, network),
  ]);
  return found.flat().slice(0, limit);
}

type Row = { readonly network: string; readonly height: number | string; readonly txIndex: number };

const placeOf = (row: Row): Position => ({ ...row, height: Number(row.height) });

async function fabricPlaces(
  viewer: Viewer,
  reader: Reader,
  id: string,
  { network, prefix, limit }: { network?: string | undefined; prefix: boolean; limit: number },
): Promise<Position[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Row>(
    `SELECT network, height, tx_index AS txIndex FROM (
       SELECT network, height, tx_index, validation_code FROM store.fabric_transactions
       WHERE ${scope.sql}${network === undefined ? "" : " AND network = {network:String}"}
         AND ${prefix ? "startsWith(tx_id, {id:String})" : "tx_id = {id:String}"})
     ORDER BY validation_code != 0, network, height, txIndex LIMIT {limit:UInt32}`,
    { ...scope.params, id, limit, ...(network !== undefined && { network }) },
  );
  return rows.map(placeOf);
}

const HASH = "hash = toFixedString(unhex({id:String}), 32)";

/**
 * Final transactions are looked up by hash, as far as the pass has come; the few above, and those of networks that are
 * not known by name, are found by the filters of their tables.
 */
async function evmPlaces(viewer: Viewer, reader: Reader, id: string, network?: string): Promise<Position[]> {
  const scope = readable(viewer, "without channel");
  const visible = network === undefined ? viewer.networks : [network];
  if (!reader.familyOf || visible === "*") {
    const rows = await reader.query<Row>(
      `SELECT network, height, tx_index AS txIndex FROM store.evm_transactions
       WHERE ${scope.sql}${network === undefined ? "" : " AND network = {network:String}"} AND ${HASH}
       ORDER BY network, height, txIndex`,
      { ...scope.params, id, ...(network !== undefined && { network }) },
    );
    return rows.map(placeOf);
  }
  const networks = visible.filter((name) => reader.familyOf?.(name) === "evm");
  if (networks.length === 0) return [];
  const below = await Promise.all(networks.map((name) => txIndexTo(viewer, reader, name)));
  const isIndexed = below.some((height) => height > 0);
  const lookUp = async (): Promise<Row[]> =>
    reader.query<Row>(
      `SELECT network, height, tx_index AS txIndex FROM store.evm_transactions_final
       WHERE ${scope.sql} AND (network, height, tx_index) IN (
           SELECT network, height, tx_index FROM store.evm_tx_lookup
           WHERE hash_prefix = reinterpretAsUInt64(unhex({id:String})) AND network IN {networks:Array(String)})
         AND ${HASH}`,
      { ...scope.params, id, networks },
    );
  const readAbove = async (): Promise<Row[]> => {
    const above = networks.map((_, at) => `(network = {network${at}:String} AND height >= {from${at}:UInt64})`);
    const params = networks.map((name, at) => ({ [`network${at}`]: name, [`from${at}`]: below[at] }));
    return reader.query<Row>(
      `SELECT network, height, tx_index AS txIndex FROM store.evm_transactions
       WHERE ${scope.sql} AND (${above.join(" OR ")}) AND ${HASH}`,
      Object.assign({ ...scope.params, id }, ...params),
    );
  };
  const found = isIndexed ? await lookUp() : [];
  // Within one network a hash stands once.
  if (network === undefined || found.length === 0) found.push(...(await readAbove()));
  const places = new Map(found.map((row) => [`${row.network} ${row.height} ${row.txIndex}`, placeOf(row)]));
  return [...places.values()].sort((a, b) =>
    a.network < b.network ? -1 : a.network > b.network ? 1 : a.height - b.height,
  );
}
