import type { Viewer } from "@ledgerscope/core";
import { chainTransactions, chainTransactionsAt } from "./chainRows.ts";
import { txIndexTo } from "./evm/passIndex.ts";
import { type EvmTransactionRow, evmTransactionColumns } from "./evm.ts";
import { type FabricTransactionRow, fabricTransactionColumns } from "./fabric.ts";
import { atPositions, heightsOf, type Position, positionParams } from "./positions.ts";
import type { Condition, Reader } from "./readable.ts";
import { type RawTransaction, type StoredTransactionRow, transactionOf, transactionsById } from "./transactions.ts";

/** Transactions with all that their own rows say: the most that one statement can tell of them. */
export interface WholeTransactions {
  /** Places that were looked at, whether something stands there or not. */
  readonly looked: readonly Position[];
  readonly rows: readonly StoredTransactionRow[];
  /** The same rows, where the network is of that family. */
  readonly fabric: readonly FabricTransactionRow[];
  readonly evm: readonly EvmTransactionRow[];
}

const columnsOf: Readonly<Record<string, string>> = { fabric: fabricTransactionColumns, evm: evmTransactionColumns };

/** A place, and those before and behind it in its block: a page of one transaction leads to both. */
const beside = (place: Position): Position[] =>
  [-1, 0, 1].map((step) => ({ ...place, txIndex: place.txIndex + step })).filter(({ txIndex }) => txIndex >= 0);

/** The same in SQL, of rows that have places. */
const BESIDE = "arrayJoin([toUInt32(tx_index - 1), tx_index, toUInt32(tx_index + 1)])";

/** The transactions at these places and beside them; nothing of a network whose family has no tables of its own here. */
export async function wholeTransactionsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<WholeTransactions> {
  const looked = columnsOf[reader.familyOf?.(network) ?? ""] === undefined ? [] : positions.flatMap(beside);
  if (looked.length === 0) return { looked, rows: [], fabric: [], evm: [] };
  const { from } = await chainTransactionsAt(viewer, reader, network, heightsOf(looked));
  const where = { sql: atPositions(looked), params: positionParams(network, looked) };
  return { looked, ...(await readWhole(viewer, reader, network, from, where)) };
}

/**
 * The transactions of this hash or id in a network, and those beside them: by one statement wherever a table has places
 * by id.
 * @param id 64 hex digits, lower case, without prefix.
 * @returns as well where those of that id stand, successful ones first, then oldest first.
 */
export async function wholeTransactionsById(
  viewer: Viewer,
  reader: Reader,
  network: string,
  id: string,
  limit: number,
): Promise<WholeTransactions & { readonly places: readonly Position[] }> {
  const { where } = chainTransactions(viewer, reader, network);
  const family = reader.familyOf?.(network);
  const isLookedUp = family === "evm" && (await txIndexTo(viewer, reader, network)) > 0;
  if (family === "fabric" || isLookedUp) {
    const sql = family === "fabric" ? fabricById(where.sql) : evmById;
    const of = family === "fabric" ? "store.fabric_transactions AS t" : "store.evm_transactions_final AS t";
    const found = await readWhole(viewer, reader, network, of, { sql, params: { id, limit } });
    const places = found.rows
      .filter(({ hash }) => hash.replace(/^0x/, "") === id)
      .sort(firstThatCounts)
      .map(placeOf);
    if (places.length > 0 || family === "fabric") return { ...found, places, looked: places.flatMap(beside) };
  }
  const places = await transactionsById(viewer, reader, id, { network, limit });
  return { ...(await wholeTransactionsAt(viewer, reader, network, places)), places };
}

const fabricById = (visible: string): string => `(channel, height, tx_index) IN (
       SELECT channel, height, ${BESIDE} FROM (
         SELECT channel, height, tx_index, validation_code FROM store.fabric_transactions
         WHERE ${visible} AND tx_id = {id:String}
         ORDER BY validation_code != 0, height, tx_index LIMIT {limit:UInt32}))`;

/** Within one network a hash stands once; others may share its first bytes. */
const evmById = `(height, tx_index) IN (
       SELECT height, ${BESIDE} FROM store.evm_tx_lookup
       WHERE hash_prefix = reinterpretAsUInt64(unhex({id:String})) AND network = {network:String}
       ORDER BY height LIMIT {limit:UInt32})`;

async function readWhole(
  viewer: Viewer,
  reader: Reader,
  network: string,
  from: string,
  { sql, params }: Condition,
): Promise<Omit<WholeTransactions, "looked">> {
  const { columns, where } = chainTransactions(viewer, reader, network);
  const family = reader.familyOf?.(network) ?? "";
  const rows = await reader.query<RawTransaction & FabricTransactionRow & EvmTransactionRow>(
    `SELECT ${columns}, ${columnsOf[family]}
     FROM ${from}
     WHERE ${where.sql} AND ${sql}`,
    { ...where.params, ...params },
  );
  return {
    rows: rows.map(transactionOf),
    fabric: family === "fabric" ? rows : [],
    evm: family === "evm" ? rows : [],
  };
}

const firstThatCounts = (a: StoredTransactionRow, b: StoredTransactionRow): number =>
  Number(a.status === "failed") - Number(b.status === "failed") || a.height - b.height || a.txIndex - b.txIndex;

const placeOf = ({ network, height, txIndex }: StoredTransactionRow): Position => ({ network, height, txIndex });
