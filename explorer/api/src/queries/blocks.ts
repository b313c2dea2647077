import type { Viewer } from "@ledgerscope/core";
import type { Slice } from "../page.ts";
import { newestFirst } from "./newestFirst.ts";
import { type Reader, readable } from "./readable.ts";

/** A block of any family. */
export interface BlockRow {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  readonly height: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Unix milliseconds; 0 where the block states no time. */
  readonly timeMs: number;
  readonly timeSource: "header" | "transactions" | "observed";
  readonly txCount: number;
}

type Raw = { readonly [Name in keyof BlockRow]: BlockRow[Name] extends number ? number | string : BlockRow[Name] };

const columns = `network, channel, family, height, hash, parent_hash AS parentHash,
  toUnixTimestamp64Milli(time) AS timeMs, time_source AS timeSource, tx_count AS txCount`;

function blockOf(raw: Raw): BlockRow {
  return { ...raw, height: Number(raw.height), timeMs: Number(raw.timeMs), txCount: Number(raw.txCount) };
}

/** Newest first; position: height. */
export async function blocksPage(
  viewer: Viewer,
  reader: Reader,
  network: string,
  { limit, after }: Slice,
): Promise<BlockRow[]> {
  const scope = readable(viewer, "with channel");
  const top = after && (after[0] as number) - 1;
  return newestFirst(viewer, reader, { network, limit, top }, async ({ from, to }) => {
    const rows = await reader.query<Raw>(
      `SELECT ${columns} FROM default.chain_blocks
       WHERE ${scope.sql} AND network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
       ORDER BY height DESC LIMIT {limit:UInt32}`,
      { ...scope.params, network, limit, from, to },
    );
    return rows.map(blockOf);
  });
}

/** The blocks at these heights that exist and may be seen, in any order. */
export async function blocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<BlockRow[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Raw>(
    `SELECT ${columns} FROM default.chain_blocks
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
  return rows.map(blockOf);
}

/**
 * Where canonical blocks of this hash stand.
 * @param hash 64 hex digits, without prefix.
 */
export async function blocksByHash(
  viewer: Viewer,
  reader: Reader,
  hash: string,
): Promise<{ network: string; height: number }[]> {
  const fabric = readable(viewer, "with channel");
  const evm = readable(viewer, "without channel");
  const rows = await reader.query<{ network: string; height: number | string }>(
    `SELECT network, height FROM store.fabric_blocks
     WHERE ${fabric.sql} AND block_hash = toFixedString(unhex({hash:String}), 32)
     UNION ALL
     SELECT network, height FROM store.evm_blocks
     WHERE ${evm.sql} AND block_hash = toFixedString(unhex({hash:String}), 32)`,
    { ...evm.params, ...fabric.params, hash },
  );
  return rows.map(({ network, height }) => ({ network, height: Number(height) }));
}

/** Heights, of those given, that can still be reverted. */
export async function headZoneHeights(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<Set<number>> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ height: number | string }>(
    `SELECT height FROM store.canonical
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
  return new Set(rows.map(({ height }) => Number(height)));
}
