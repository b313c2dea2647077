import type { Viewer } from "@ledgerscope/core";
import type { Position } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

/** A part of something as it came. */
export interface RawBytes {
  readonly encoding: "protobuf" | "json";
  /** Of the whole, in bytes. */
  readonly size: number;
  readonly offset: number;
  readonly hex: string;
}

/** A transaction as its block or its node gave it; undefined where that was not kept. */
export async function rawTransaction(
  viewer: Viewer,
  reader: Reader,
  family: string,
  { network, height, txIndex }: Position,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<RawBytes | undefined> {
  const isFabric = family === "fabric";
  const scope = readable(viewer, isFabric ? "with channel" : "without channel");
  const whole = isFabric
    ? `SELECT envelope AS raw FROM store.fabric_envelopes
       WHERE ${scope.sql} AND network = {network:String} AND height = {height:UInt64} AND tx_index = {txIndex:UInt32}`
    : `SELECT JSONExtractRaw(response, 'transactions', {txIndex:UInt32} + 1) AS raw FROM store.evm_raw
       WHERE ${scope.sql} AND network = {network:String} AND height = {height:UInt64} AND kind = 'block'`;
  const [row] = await reader.query<{ size: number | string; hex: string }>(
    `SELECT length(raw) AS size, lower(hex(substring(raw, {offset:UInt64} + 1, {length:UInt32}))) AS hex
     FROM (${whole}) WHERE raw != '' LIMIT 1`,
    { ...scope.params, network, height, txIndex, offset, length },
  );
  if (!row) return undefined;
  return { encoding: isFabric ? "protobuf" : "json", size: Number(row.size), offset, hex: row.hex };
}
