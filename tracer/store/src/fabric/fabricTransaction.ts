import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { IDS_AT_ONCE } from "../readFacts.ts";
import { scopeOf } from "../scope.ts";
import type { StoredTransaction } from "../storedTransaction.ts";
import { placeOf, type Wanted } from "../wanted.ts";

/** What a trace and a diagnosis need of a Fabric transaction. */
export interface FabricTransaction extends StoredTransaction {
  readonly code: number;
  readonly codeName: string;
  readonly chaincode: string;
  readonly function: string;
}

interface Row {
  readonly network: string;
  readonly channel: string;
  readonly height: string;
  readonly tx_index: number;
  readonly tx_id: string;
  readonly header_type: string;
  readonly validation_code: number;
  readonly validation_name: string;
  readonly time_ns: string;
  readonly creator_msp: string;
  readonly chaincode: string;
  readonly function: string;
  readonly endorsers: readonly string[];
}

const COLUMNS = `network, channel, height, tx_index, tx_id, header_type, validation_code, validation_name,
  toUnixTimestamp64Nano(time) AS time_ns, creator_msp, chaincode, function`;

/** Adds the endorsers' MSP ids, in order, to the transactions of a subquery. */
const withEndorsers = (transactions: string): string => `WITH transactions AS (${transactions})
SELECT t.*, e.endorsers AS endorsers FROM transactions AS t
LEFT JOIN (
  SELECT network, channel, height, tx_index,
    arrayMap(x -> x.2, arraySort(groupArray(((action_index, endorsement_index), toString(msp))))) AS endorsers
  FROM store.fabric_endorsements
  WHERE (network, channel, height, tx_index) IN (SELECT network, channel, height, tx_index FROM transactions)
  GROUP BY network, channel, height, tx_index
) AS e USING (network, channel, height, tx_index)
ORDER BY network, channel, height, tx_index`;

/** A stored transaction of Fabric that was found by its id. */
export interface FoundFabric {
  /** Comes with its endorsers. */
  readonly transaction: Promise<FabricTransaction>;
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  /** Ids of the others of its block; undefined where they are more than can be asked for by their ids. */
  readonly siblings: readonly string[] | undefined;
}

/**
 * The transaction with that id, with the ids of its block: of several (a duplicate is stored with code 9) the first one in
 * the ledger. What looks for the place names no other column than the projection by id has, so that it is found as fast
 * among a hundred million.
 */
export async function findFabricTransaction(
  warehouse: Warehouse,
  viewer: Viewer,
  of: Wanted,
): Promise<FoundFabric | undefined> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const place = placeOf(of);
  const block = await warehouse.query<Omit<Row, "endorsers">>(
    `SELECT ${COLUMNS} FROM store.fabric_transactions
WHERE ${scope.sql} AND (network, channel, height) IN (
  SELECT network, channel, height FROM store.fabric_transactions
  WHERE ${scope.sql} AND tx_id = {txId:String} AND ${place.sql}
  ORDER BY network, channel, height, tx_index LIMIT 1)
ORDER BY tx_index`,
    { ...scope.params, ...place.params, txId: of.txId },
  );
  const isWanted = (row: { readonly tx_index: number; readonly tx_id: string }): boolean =>
    row.tx_id === of.txId && (of.place === undefined || row.tx_index === of.place.txIndex);
  const own = block.find(isWanted);
  if (!own) return undefined;
  const transaction = endorsersAt(warehouse, own).then((endorsers) => toTransaction({ ...own, endorsers }));
  const ids = block.map(({ tx_id }) => tx_id).filter((id) => id !== "" && id !== of.txId);
  return {
    ...{ network: own.network, channel: own.channel, height: Number(own.height), transaction },
    siblings: ids.length > IDS_AT_ONCE ? undefined : ids,
  };
}

/** MSP ids of a transaction's endorsers, in order. @param place was found with the viewer's eyes. */
async function endorsersAt(
  warehouse: Warehouse,
  { network, channel, height, tx_index }: Pick<Row, "network" | "channel" | "height" | "tx_index">,
): Promise<readonly string[]> {
  const rows = await warehouse.query<{ msp: string }>(
    `SELECT msp FROM store.fabric_endorsements
WHERE network = {network:String} AND channel = {channel:String} AND height = {height:UInt64} AND tx_index = {tx_index:UInt32}
ORDER BY action_index, endorsement_index`,
    { network, channel, height, tx_index },
  );
  return rows.map(({ msp }) => msp);
}

/** A page of failed transactions of a network, in order of channel and ledger. */
export async function failedFabricTransactions(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly after: readonly [string, number, number]; readonly limit: number },
): Promise<readonly FabricTransaction[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const [channel, height, txIndex] = of.after;
  const rows = await warehouse.query<Row>(
    withEndorsers(`SELECT ${COLUMNS} FROM store.fabric_transactions
WHERE ${scope.sql} AND validation_code != 0
  AND (channel, height, tx_index) > ({channel:String}, {height:Int64}, {txIndex:Int64})
ORDER BY network, channel, height, tx_index LIMIT {limit:UInt32}`),
    { ...scope.params, channel, height, txIndex, limit: of.limit },
  );
  return rows.map(toTransaction);
}

/** All transactions of blocks `from` up to, not including, `to`, in order of the ledger. */
export async function fabricTransactionsBetween(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string; readonly from: number; readonly to: number },
): Promise<readonly FabricTransaction[]> {
  const scope = scopeOf(viewer, of.network, { channel: true });
  const rows = await warehouse.query<Row>(
    withEndorsers(`SELECT ${COLUMNS} FROM store.fabric_transactions
WHERE ${scope.sql} AND channel = {channel:String} AND height >= {from:UInt64} AND height < {to:UInt64}`),
    { ...scope.params, channel: of.channel, from: of.from, to: of.to },
  );
  return rows.map(toTransaction);
}

function toTransaction(row: Row): FabricTransaction {
  return {
    network: row.network,
    channel: row.channel,
    family: "fabric",
    id: row.tx_id,
    code: row.validation_code,
    codeName: row.validation_name,
    chaincode: row.chaincode,
    function: row.function,
    ledger: {
      height: Number(row.height),
      txIndex: row.tx_index,
      status: row.validation_code === 0 ? "success" : "failed",
      timeNs: BigInt(row.time_ns),
      final: true,
      endorsers: row.endorsers,
      attributes: {
        "fabric.channel_id": row.channel,
        "fabric.tx_type": row.header_type,
        "fabric.block.number": row.height,
        "fabric.tx.index": String(row.tx_index),
        "fabric.validation_code": row.validation_name,
        "fabric.msp_id": row.creator_msp,
        ...(row.chaincode === "" ? {} : { "fabric.chaincode.name": row.chaincode }),
        ...(row.function === "" ? {} : { "fabric.chaincode.function": row.function }),
      },
    },
  };
}
