import type { Viewer } from "@ledgerscope/core";
import { atPositions, heightsOf, type Position, positionParams } from "../positions.ts";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";
import { zoned } from "./zones.ts";

/** Tokens that went from one holder to another, as a log of exactly a standard's shape tells. */
export interface EvmTokenTransferRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txHash: string;
  readonly timeMs: number | string;
  readonly logIndex: number;
  readonly batchIndex: number;
  readonly standard: "erc20" | "erc721" | "erc1155";
  readonly token: string;
  readonly operator: string | null;
  readonly from: string;
  readonly to: string;
  readonly tokenId: string | null;
  readonly amount: string;
}

export const transferColumns = `network, height, tx_index AS txIndex, ${hex("x.tx_hash")} AS txHash,
  toUnixTimestamp64Milli(time) AS timeMs, log_index AS logIndex, batch_index AS batchIndex, standard,
  ${hex("x.token")} AS token, ${hex("x.operator")} AS operator, ${hex("x.from")} AS from, ${hex("x.to")} AS to,
  toString(x.token_id) AS tokenId, toString(x.amount) AS amount`;

/** The first transfers of each transaction, in the order of its logs. */
export async function evmTokenTransfersAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<EvmTokenTransferRow[]> {
  const scope = readable(viewer, "without channel");
  const transfers = await zoned(viewer, reader, network, "evm_token_transfers", heightsOf(positions));
  return reader.query<EvmTokenTransferRow>(
    `SELECT ${transferColumns} FROM ${transfers} AS x
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, log_index, batch_index LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}
