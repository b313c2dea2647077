import type { Viewer } from "@ledgerscope/core";
import { MAX_BYTES } from "../evm.ts";
import { atPositions, heightsOf, type Position, positionParams } from "../positions.ts";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";
import { zoned } from "./zones.ts";

/** Longest input or output of one call, in bytes: a transaction may have thousands of them. */
const MAX_CALL_BYTES = Math.min(4096, MAX_BYTES);

/** A call inside a transaction, as a node traced it. */
export interface EvmCallRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly txHash: string | null;
  /** Positions of the calls down to this one; empty: the transaction itself. */
  readonly traceAddress: readonly number[];
  readonly subtraces: number;
  readonly type: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: string;
  readonly gas: string;
  readonly gasUsed: string;
  /** Cut at 4 KiB. */
  readonly input: string;
  readonly inputBytes: number | string;
  readonly selector: string | null;
  /** Cut at 4 KiB. */
  readonly output: string;
  readonly outputBytes: number | string;
  readonly error: string;
  readonly revertReason: string;
  readonly reverted: boolean;
}

export const callColumns = `network, height, tx_index AS txIndex, ${hex("c.tx_hash")} AS txHash,
  trace_address AS traceAddress, subtraces, type, ${hex("c.from")} AS from, ${hex("c.to")} AS to,
  toString(c.value) AS value, toString(gas) AS gas, toString(gas_used) AS gasUsed,
  ${hex(`substring(c.input, 1, ${MAX_CALL_BYTES})`)} AS input, length(c.input) AS inputBytes,
  if(c.selector = '', NULL, ${hex("c.selector")}) AS selector,
  ${hex(`substring(c.output, 1, ${MAX_CALL_BYTES})`)} AS output, length(c.output) AS outputBytes,
  error, revert_reason AS revertReason, reverted`;

/** The first calls of each transaction, each before those that it made: the order of a tree that is unfolded. */
export async function evmCallsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<EvmCallRow[]> {
  const scope = readable(viewer, "without channel");
  const traces = await zoned(viewer, reader, network, "evm_traces", heightsOf(positions));
  return reader.query<EvmCallRow>(
    `SELECT ${callColumns} FROM ${traces} AS c
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, tx_index, trace_address LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}

/** How many calls each of these transactions has stored. */
export async function evmCallCountsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<{ height: number | string; txIndex: number; calls: string }[]> {
  const scope = readable(viewer, "without channel");
  const traces = await zoned(viewer, reader, network, "evm_traces", heightsOf(positions));
  return reader.query(
    `SELECT height, tx_index AS txIndex, toString(count()) AS calls FROM ${traces}
     WHERE ${scope.sql} AND ${atPositions(positions)} GROUP BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}
