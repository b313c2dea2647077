import type { Viewer } from "@ledgerscope/core";
import { atPositions, heightsOf, type Position, positionParams } from "../positions.ts";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";
import { zoned } from "./zones.ts";

/** Longest code that one field carries, in bytes. */
const MAX_CODE_BYTES = 24_576;

/** What a transaction changed of one account, as a node traced it. */
export interface EvmStateChangeRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txHash: string;
  readonly address: string;
  readonly kind: "balance" | "nonce" | "code" | "storage";
  /** Storage only. */
  readonly slot: string | null;
  /** 32 bytes, or code; `0x` for no account. */
  readonly before: string;
  readonly after: string;
}

export const stateColumns = `network, height, tx_index AS txIndex, ${hex("s.tx_hash")} AS txHash,
  ${hex("s.address")} AS address, kind, if(kind = 'storage', ${hex("s.slot")}, NULL) AS slot,
  ${hex(`substring(s.before, 1, ${MAX_CODE_BYTES})`)} AS before,
  ${hex(`substring(s.after, 1, ${MAX_CODE_BYTES})`)} AS after`;

/** The first changes of each transaction, by account and kind. */
export async function evmStateChangesAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<EvmStateChangeRow[]> {
  const scope = readable(viewer, "without channel");
  const changes = await zoned(viewer, reader, network, "evm_state_diffs", heightsOf(positions));
  return reader.query<EvmStateChangeRow>(
    `SELECT ${stateColumns} FROM ${changes} AS s
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, s.address, kind, s.slot LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}
