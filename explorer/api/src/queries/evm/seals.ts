import type { Viewer } from "@ledgerscope/core";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";

/** The seals of one block, in short. */
export interface SealOfBlock {
  readonly height: number;
  readonly timeMs: number;
  readonly profile: string;
  readonly proposer: string | null;
  readonly round: number | null;
  readonly validators: readonly string[];
  readonly committers: readonly string[];
  readonly vote: string;
  readonly voteAddress: string | null;
}

/** The newest sealed blocks below a height, oldest first. */
export async function newestSeals(
  viewer: Viewer,
  reader: Reader,
  { network, blocks, below }: { network: string; blocks: number; below?: number | undefined },
): Promise<SealOfBlock[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<Omit<SealOfBlock, "height" | "timeMs"> & { height: string; timeMs: string }>(
    `SELECT height, toUnixTimestamp64Milli(time) AS timeMs, profile, ${hex("c.proposer")} AS proposer, round,
       arrayMap(v -> ${hex("v")}, c.validators) AS validators, arrayMap(v -> ${hex("v")}, c.committers) AS committers,
       vote, ${hex("c.vote_address")} AS voteAddress
     FROM store.evm_consensus AS c
     WHERE ${scope.sql} AND network = {network:String} ${below === undefined ? "" : "AND height < {below:UInt64}"}
     ORDER BY height DESC LIMIT {blocks:UInt32}`,
    { ...scope.params, network, blocks, ...(below !== undefined && { below }) },
  );
  return rows.map((row) => ({ ...row, height: Number(row.height), timeMs: Number(row.timeMs) })).reverse();
}
