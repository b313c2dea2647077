import type { Viewer } from "@ledgerscope/core";
import type { Slice } from "../../page.ts";
import { type Reader, readable } from "../../queries/readable.ts";

/** A block of a published channel. Hashes are empty and the time is null where the policy withholds them. */
export interface DisclosedBlockRow {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  /** Unix milliseconds. */
  readonly timeMs: number | null;
  readonly timeSource: string;
  readonly txCount: number;
  readonly publishedCount: number;
  readonly withheldCount: number;
}

type Raw = Omit<DisclosedBlockRow, "height" | "timeMs"> & { height: number | string; timeMs: number | string | null };

const select = `SELECT network, channel, height, block_hash AS hash, previous_hash AS previousHash, data_hash AS dataHash,
  toUnixTimestamp64Milli(time) AS timeMs, time_source AS timeSource, tx_count AS txCount,
  published_count AS publishedCount, withheld_count AS withheldCount
FROM store.disclosed_blocks FINAL`;

const inChannel = "network = {network:String} AND channel = {channel:String}";

function blockOf(raw: Raw): DisclosedBlockRow {
  return { ...raw, height: Number(raw.height), timeMs: raw.timeMs === null ? null : Number(raw.timeMs) };
}

/** Newest first; position: height. */
export async function disclosedBlocksPage(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
  { limit, after }: Slice,
): Promise<DisclosedBlockRow[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Raw>(
    `${select} WHERE ${scope.sql} AND ${inChannel}${after ? " AND height < {after:UInt64}" : ""}
     ORDER BY height DESC LIMIT {limit:UInt32}`,
    { ...scope.params, network, channel, limit, ...(after ? { after: after[0] } : {}) },
  );
  return rows.map(blockOf);
}

export async function disclosedBlocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
  heights: readonly number[],
): Promise<DisclosedBlockRow[]> {
  const scope = readable(viewer, "with channel");
  const rows = await reader.query<Raw>(
    `${select} WHERE ${scope.sql} AND ${inChannel} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, channel, heights },
  );
  return rows.map(blockOf);
}

export interface WithholdingRow {
  readonly height: number | string;
  readonly reason: string;
  readonly count: number;
}

export async function withholdingsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
  heights: readonly number[],
): Promise<WithholdingRow[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<WithholdingRow>(
    `SELECT height, reason, count FROM store.disclosed_withholdings FINAL
     WHERE ${scope.sql} AND ${inChannel} AND height IN {heights:Array(UInt64)} ORDER BY height, reason`,
    { ...scope.params, network, channel, heights },
  );
}

/** Of these heights, the ones whose whole block is published. */
export async function provableHeights(
  viewer: Viewer,
  reader: Reader,
  network: string,
  channel: string,
  heights: readonly number[],
): Promise<{ height: number | string }[]> {
  const scope = readable(viewer, "with channel");
  return reader.query<{ height: number | string }>(
    `SELECT DISTINCT height FROM store.disclosed_raw_blocks
     WHERE ${scope.sql} AND ${inChannel} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, channel, heights },
  );
}
