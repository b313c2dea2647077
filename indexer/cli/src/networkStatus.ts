import { type CheckTally, countRanges, mergeTallies, type Range, type RangeSet } from "@ledgerscope/core";
import { warehouseSchema } from "@ledgerscope/schema";
import { readLogPositions } from "@ledgerscope/tracer-store/logPositions";
import { type PassProgress, passProgress, type Warehouse } from "@ledgerscope/warehouse";
import type { DamagedPart } from "./damagedParts.ts";
import type { HeldBack } from "./findGaps.ts";
import { type IndexerNote, readIndexerNote } from "./indexerNotes.ts";
import { type Network, openSink } from "./network.ts";
import { probeHead } from "./probeHead.ts";
import type { TableSize } from "./tableSizes.ts";

export interface NetworkStatus {
  readonly network: string;
  readonly family: string;
  readonly channel: string;
  readonly recorded: boolean;
  readonly stored: RangeSet;
  readonly blocks: number;
  /** Between the first and the last stored block. */
  readonly gaps: RangeSet;
  readonly head: SourceHead;
  readonly checks: CheckTally;
  /** Blocks that failed a check, are kept in `_quarantine` and are not stored. */
  readonly quarantined: number;
  /** Of these the lowest, at most 1,000 checks: as they failed last. */
  readonly heldBack: readonly HeldBack[];
  /** What is done over stored final blocks. */
  readonly passes: readonly PassProgress[];
  /** Written for this network, all tables; bytes before compression. */
  readonly written: { readonly rows: number; readonly bytes: number };
  /** Sizes of the tables that hold it, with the rows of every network in them. */
  readonly tables: readonly TableSize[];
  /** Parts of these tables that the engine could not read. */
  readonly damaged: readonly DamagedPart[];
  readonly collector: readonly CollectorPosition[];
  /** The process of this machine that indexes the network just now. */
  readonly indexer: IndexerNote | null;
}

/** Heights; `lag` is how many of the source's blocks are newer than the newest stored one. */
type SourceHead =
  | {
      readonly reachable: true;
      readonly latest: number | null;
      readonly final: number | null;
      readonly lag: number;
      /** What stands behind the source's newest block and cannot be read. */
      readonly damage?: string;
    }
  | {
      readonly reachable: false;
      readonly reason: string;
      /** Nothing is wrong: a ledger on disk was not read to its end in time. */
      readonly reading?: true;
    };

interface CollectorPosition {
  readonly node: string;
  readonly path: string;
  /** Bytes read, after unpacking. */
  readonly offset: number;
  readonly lines: number;
  readonly facts: number;
  readonly malformed: number;
}

export async function networkStatus(
  network: Network,
  warehouse: Warehouse,
  context: {
    readonly config: string;
    readonly sizes: readonly TableSize[];
    readonly damaged: readonly DamagedPart[];
  },
): Promise<NetworkStatus> {
  const [stored, probed, ranges, quarantined, passes, positions] = await Promise.all([
    openSink(network, warehouse).stored(),
    probeHead(network),
    storedRanges(warehouse, network.name),
    quarantinedBlocks(warehouse, network.name),
    passProgress(warehouse, { network: network.name, passes: network.adapter.passes }),
    readLogPositions(warehouse, { network: network.name, channel: network.channel }),
  ]);
  const end = stored.at(-1)?.to ?? 0;
  const names = [...network.adapter.schema.tables, ...warehouseSchema.tables].map(({ name }) => name);
  const isOfNetwork = ({ table }: { table: string }): boolean => names.includes(table.replace(/_(head|final)$/, ""));
  return {
    network: network.name,
    family: network.family,
    channel: network.channel,
    recorded: network.recorded,
    stored,
    blocks: countRanges(stored),
    gaps: stored.slice(1).map((range, index): Range => ({ from: stored[index]?.to ?? 0, to: range.from })),
    head:
      "head" in probed
        ? {
            reachable: true,
            latest: probed.head.latest?.number ?? null,
            final: probed.head.final?.number ?? null,
            lag: Math.max(0, (probed.head.latest?.number ?? -1) + 1 - end),
            ...(probed.head.damage === undefined ? {} : { damage: probed.head.damage }),
          }
        : { reachable: false, reason: probed.unreachable, ...(probed.reading ? { reading: true } : {}) },
    checks: ranges.checks,
    ...quarantined,
    passes,
    written: { rows: ranges.rows, bytes: ranges.bytes },
    tables: context.sizes.filter(isOfNetwork),
    damaged: context.damaged.filter(isOfNetwork),
    collector: positions.map(({ node, path, offset, lines, facts, malformed }) => ({
      node,
      path,
      offset,
      lines,
      facts,
      malformed,
    })),
    indexer: readIndexerNote(context.config, network.name) ?? null,
  };
}

/** Sums over the ranges that count: per range the newest row, unless it was reverted. */
async function storedRanges(
  warehouse: Warehouse,
  network: string,
): Promise<{ readonly rows: number; readonly bytes: number; readonly checks: CheckTally }> {
  const rows = await warehouse.query<{ rows: string; bytes: string; checks: string; times: string }>(
    `SELECT checks, count() AS times, sum(range_rows) AS rows, sum(range_bytes) AS bytes FROM (
       SELECT argMax(r.checks, r.seq) AS checks, argMax(r.rows, r.seq) AS range_rows, argMax(r.bytes, r.seq) AS range_bytes
       FROM store._ranges AS r WHERE network = {network:String}
       GROUP BY from, to HAVING argMax(r.zone, r.seq) != 'reverted')
     GROUP BY checks`,
    { network },
  );
  const total = { rows: 0, bytes: 0 };
  const tallies: CheckTally[] = [];
  for (const row of rows) {
    total.rows += Number(row.rows);
    total.bytes += Number(row.bytes);
    tallies.push(multiplied(JSON.parse(row.checks) as CheckTally, Number(row.times)));
  }
  return { ...total, checks: mergeTallies(tallies) };
}

function multiplied(tally: CheckTally, times: number): CheckTally {
  return Object.fromEntries(
    Object.entries(tally).map(([check, counts]) => [
      check,
      Object.fromEntries(Object.entries(counts).map(([state, count]) => [state, count * times])),
    ]),
  );
}

/** How many held-back checks are named. */
const MAX_HELD_BACK = 1000;

/** Blocks in quarantine that were not stored since. */
async function quarantinedBlocks(
  warehouse: Warehouse,
  network: string,
): Promise<Pick<NetworkStatus, "quarantined" | "heldBack">> {
  const missing = `network = {network:String} AND NOT arrayExists((a, b) -> height >= a AND height < b,
    (SELECT groupArray(from) FROM (${CURRENT})), (SELECT groupArray(to) FROM (${CURRENT})))`;
  const rows = await warehouse.query<{ height: string; check: string; detail: string; blocks: string }>(
    `SELECT height, check, argMax(detail, seq) AS detail, uniqExact(height) OVER () AS blocks
     FROM store._quarantine AS q WHERE ${missing}
     GROUP BY height, check ORDER BY height, check LIMIT {max:UInt32}`,
    { network, max: MAX_HELD_BACK },
  );
  return {
    quarantined: Number(rows[0]?.blocks ?? 0),
    heldBack: rows.map(({ height, check, detail }) => ({ height: Number(height), check, detail })),
  };
}

const CURRENT = `SELECT from, to FROM store._ranges WHERE network = {network:String}
  GROUP BY from, to HAVING argMax(zone, seq) != 'reverted' ORDER BY from, to`;
