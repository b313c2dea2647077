import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";
import { maySeal, zoned } from "./zones.ts";

export interface EvmWithdrawalRow {
  readonly height: number | string;
  readonly position: number;
  readonly withdrawalIndex: string;
  readonly validatorIndex: string;
  readonly address: string;
  /** Wei. */
  readonly amount: string;
}

/** The first withdrawals of each block. */
export async function evmWithdrawalsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
  first: number,
): Promise<EvmWithdrawalRow[]> {
  const scope = readable(viewer, "without channel");
  const withdrawals = await zoned(viewer, reader, network, "evm_withdrawals", heights);
  return reader.query<EvmWithdrawalRow>(
    `SELECT height, position, toString(withdrawal_index) AS withdrawalIndex, toString(validator_index) AS validatorIndex,
       ${hex("w.address")} AS address, toString(toUInt256(w.amount) * 1000000000) AS amount
     FROM ${withdrawals} AS w
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}
     ORDER BY height, position LIMIT {first:UInt32} BY height`,
    { ...scope.params, network, heights, first },
  );
}

/** Who sealed a block of a permissioned chain. */
export interface EvmSealRow {
  readonly height: number | string;
  readonly profile: string;
  readonly proposer: string | null;
  readonly round: number | null;
  readonly validators: readonly string[];
  readonly quorum: number;
  readonly committers: readonly string[];
  readonly voteAddress: string | null;
  readonly vote: string;
  readonly raftId: number | null;
}

export async function evmSealsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<EvmSealRow[]> {
  if (!(await maySeal(viewer, reader, network))) return [];
  const scope = readable(viewer, "without channel");
  const seals = await zoned(viewer, reader, network, "evm_consensus", heights);
  return reader.query<EvmSealRow>(
    `SELECT height, profile, ${hex("c.proposer")} AS proposer, round,
       arrayMap(v -> ${hex("v")}, c.validators) AS validators, quorum,
       arrayMap(v -> ${hex("v")}, c.committers) AS committers, ${hex("c.vote_address")} AS voteAddress, vote,
       raft_id AS raftId
     FROM ${seals} AS c
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
}
