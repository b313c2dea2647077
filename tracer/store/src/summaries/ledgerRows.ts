import type { Warehouse } from "@ledgerscope/warehouse";
import type { Place } from "../wanted.ts";

/** Which stored blocks, of one network and channel. */
export interface BlockRange {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** First height. */
  readonly from: number;
  /** One past the last height. */
  readonly to: number;
}

/** What of a transaction's ledger row stands in its summary. */
export interface LedgerRow extends Place {
  /** As its chain prints it; empty for a configuration transaction that has none. */
  readonly id: string;
  /** Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly code: number | undefined;
  readonly chaincode: string;
  readonly function: string;
  readonly creatorMsp: string;
}

interface Stored {
  readonly height: string;
  readonly tx_index: number;
  readonly id: string;
  readonly time_ns: string;
  readonly code: number | null;
  readonly chaincode: string;
  readonly function: string;
  readonly creator: string;
}

const HEIGHTS = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

const SELECT: Readonly<Record<string, string>> = {
  fabric: `SELECT height, tx_index, tx_id AS id, toUnixTimestamp64Nano(time) AS time_ns, validation_code AS code,
  chaincode, function, creator_msp AS creator
FROM store.fabric_transactions WHERE ${HEIGHTS} AND channel = {channel:String} ORDER BY height, tx_index`,
  evm: `SELECT height, tx_index, '0x' || lower(hex(hash)) AS id, toUnixTimestamp64Milli(time) * 1000000 AS time_ns,
  status AS code, if(ifNull(to, contract_address) IS NULL, '', '0x' || lower(hex(ifNull(to, contract_address)))) AS chaincode,
  if(selector = '', '', '0x' || lower(hex(selector))) AS function, '0x' || lower(hex(from)) AS creator
FROM store.evm_transactions_final WHERE ${HEIGHTS} ORDER BY height, tx_index`,
};

/**
 * Rows of the transactions of some stored, final blocks, in order of the ledger.
 * @throws TypeError for a family whose transactions have no traces.
 */
export async function ledgerRows(warehouse: Warehouse, range: BlockRange): Promise<readonly LedgerRow[]> {
  const sql = SELECT[range.family];
  if (sql === undefined) throw new TypeError(`transactions of the family "${range.family}" have no traces`);
  const rows = await warehouse.query<Stored>(sql, { ...range });
  return rows.map((row) => ({
    height: Number(row.height),
    txIndex: row.tx_index,
    id: row.id,
    timeNs: BigInt(row.time_ns),
    code: row.code ?? undefined,
    chaincode: row.chaincode,
    function: row.function,
    creatorMsp: row.creator,
  }));
}

/** How many transactions each of the blocks has that has any, ascending by height. */
export async function transactionCounts(
  warehouse: Warehouse,
  { network, channel, family, from, to }: BlockRange,
): Promise<readonly { readonly height: number; readonly count: number }[]> {
  const [table, ofChannel] =
    family === "fabric" ? ["fabric_transactions", "AND channel = {channel:String}"] : ["evm_transactions_final", ""];
  const rows = await warehouse.query<{ height: string; count: string }>(
    `SELECT height, count() AS count FROM store.${table} WHERE ${HEIGHTS} ${ofChannel} GROUP BY height ORDER BY height`,
    { network, channel, from, to },
  );
  return rows.map(({ height, count }) => ({ height: Number(height), count: Number(count) }));
}
