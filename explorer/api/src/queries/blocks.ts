import type { Range, Viewer } from "@ledgerscope/core";
import type { Slice } from "../page.ts";
import { chainBlocksAt, ofFamilies } from "./chainRows.ts";
import { finalBelow, mayBeReplaced, zoned } from "./evm/zones.ts";
import { type EvmBlockRow, evmBlockColumns } from "./evm.ts";
import { type FabricBlockRow, fabricBlockColumns } from "./fabric.ts";
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
  /** It was replaced by another block of its height. */
  readonly orphaned: boolean;
}

/** Of a window of heights that did not fill a page, where some are not stored. */
const GROWTH = 16;

type Stored = Omit<BlockRow, "orphaned">;
/** As the engine answers: 64-bit integers are text. */
export type RawBlock = {
  readonly [Name in keyof Stored]: Stored[Name] extends number ? number | string : Stored[Name];
};

export function blockOf(raw: RawBlock, orphaned = false): BlockRow {
  return { ...raw, height: Number(raw.height), timeMs: Number(raw.timeMs), txCount: Number(raw.txCount), orphaned };
}

/** Those of these heights, half-open, newest first; position: height. */
export async function blocksPage(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: Range,
  { limit, after }: Slice,
): Promise<BlockRow[]> {
  const to = Math.min(heights.to, after ? (after[0] as number) : heights.to);
  // The engine cannot stop early in a union of zones: it is asked for as many heights as could fill the page first.
  for (let window = limit; ; window *= GROWTH) {
    const from = Math.max(heights.from, to - window);
    const { columns, from: rowsOf, where } = await chainBlocksAt(viewer, reader, network, [to - 1]);
    const rows = await reader.query<RawBlock>(
      `SELECT ${columns} FROM ${rowsOf}
       WHERE ${where.sql} AND height >= {from:UInt64} AND height < {to:UInt64}
       ORDER BY height DESC LIMIT {limit:UInt32}`,
      { ...where.params, limit, from, to: Math.max(from, to) },
    );
    if (rows.length >= limit || from === heights.from) return rows.map((row) => blockOf(row));
  }
}

/** The blocks at these heights that exist and may be seen, in any order. */
export async function blocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<BlockRow[]> {
  const { columns, from, where } = await chainBlocksAt(viewer, reader, network, heights);
  const rows = await reader.query<RawBlock>(
    `SELECT ${columns} FROM ${from} WHERE ${where.sql} AND height IN {heights:Array(UInt64)}`,
    { ...where.params, heights },
  );
  return rows.map((row) => blockOf(row));
}

/** The blocks at these heights with all that their own rows say; nothing of families that have no tables of their own here. */
export async function wholeBlocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<{
  readonly rows: readonly BlockRow[];
  readonly fabric: readonly FabricBlockRow[];
  readonly evm: readonly EvmBlockRow[];
}> {
  const family = reader.familyOf?.(network) ?? "";
  const ofFamily = { fabric: fabricBlockColumns, evm: evmBlockColumns }[family];
  const { columns, from, where } = await chainBlocksAt(viewer, reader, network, heights);
  const rows = await reader.query<RawBlock & FabricBlockRow & EvmBlockRow>(
    `SELECT ${columns}${ofFamily === undefined ? "" : `, ${ofFamily}`}
     FROM ${from}
     WHERE ${where.sql} AND height IN {heights:Array(UInt64)}`,
    { ...where.params, heights },
  );
  return {
    rows: rows.map((row) => blockOf(row)),
    fabric: family === "fabric" ? rows : [],
    evm: family === "evm" ? rows : [],
  };
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

/** Heights, of those given, that can still be reverted: none where blocks are final at commit. */
export async function headZoneHeights(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<Set<number>> {
  if (reader.familyOf?.(network) === "fabric") return new Set();
  const below = await finalBelow(viewer, reader, network);
  if (heights.every((height) => height < below)) return new Set();
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<{ height: number | string }>(
    `SELECT height FROM store.canonical
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
  return new Set(rows.map(({ height }) => Number(height)));
}

/**
 * EVM blocks that a reorganisation replaced, of these heights or of this hash; what of them is still kept.
 * @param which heights, or a hash of 64 hex digits without prefix.
 */
export async function orphanedBlocks(
  viewer: Viewer,
  reader: Reader,
  network: string,
  which: { readonly heights: readonly number[] } | { readonly hash: string },
): Promise<BlockRow[]> {
  if ("heights" in which && !(await mayBeReplaced(viewer, reader, network, which.heights))) return [];
  const scope = readable(viewer, "without channel");
  const wanted =
    "hash" in which ? "block_hash = toFixedString(unhex({hash:String}), 32)" : "height IN {heights:Array(UInt64)}";
  const rows = await reader.query<RawBlock>(
    `SELECT network, '' AS channel, 'evm' AS family, height, '0x' || lower(hex(block_hash)) AS hash,
       '0x' || lower(hex(parent_hash)) AS parentHash, toUnixTimestamp64Milli(b.time) AS timeMs,
       'header' AS timeSource, tx_count AS txCount
     FROM store.evm_blocks_head AS b FINAL
     WHERE ${scope.sql} AND network = {network:String} AND ${wanted}
     ORDER BY height, hash`,
    { ...scope.params, network, ...which },
  );
  if (rows.length === 0) return [];
  const seen = rows.map((row) => blockOf(row, true));
  const canonical = await blocksAt(viewer, reader, network, [...new Set(seen.map(({ height }) => height))]);
  return seen.filter(({ hash }) => !canonical.some((block) => block.hash === hash));
}

/** How many transactions of these blocks failed. */
export async function failedCounts(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<{ height: number | string; failed: number | string }[]> {
  const fabric = readable(viewer, "with channel");
  const evm = readable(viewer, "without channel");
  const transactions =
    reader.familyOf?.(network) === "evm"
      ? await zoned(viewer, reader, network, "evm_transactions", heights)
      : "store.evm_transactions";
  return reader.query(
    ofFamilies(reader, network, {
      fabric: `SELECT height, toUInt64(tx_count - valid_count) AS failed FROM store.fabric_blocks
     WHERE ${fabric.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
      evm: `SELECT height, countIf(status = 0) AS failed FROM ${transactions}
     WHERE ${evm.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}
     GROUP BY height`,
    }),
    { ...evm.params, ...fabric.params, network, heights },
  );
}
