import type { Range } from "@ledgerscope/core";
import type { Table } from "@ledgerscope/schema";
import { CanonicalLog } from "./canonicalLog.ts";
import { clearHeights, heightTables, physicalName } from "./heightTables.ts";
import { RangeLog, type StoredRange } from "./rangeLog.ts";
import { Sequence } from "./sequence.ts";
import type { Warehouse } from "./warehouse.ts";

export interface ReviseOptions {
  /** Name of the network in the configuration. */
  readonly network: string;
  /** The family's tables. */
  readonly tables: readonly Table[];
}

/** What taking blocks back comes to. */
export interface RevisionPlan extends Range {
  readonly asked: Range;
  /**
   * The stored ranges, ascending. A range was stored as one and is taken back as one, so that `from` and `to` may
   * lie beyond what was asked for.
   */
  readonly ranges: readonly StoredRange[];
  /** Rows in final tables, those among them that an interrupted revision has left. */
  readonly rows: readonly RevisedRows[];
  /** That of what is written from then on. */
  readonly revision: number;
}

export interface RevisedRows {
  readonly table: string;
  readonly rows: number;
  /** The table has a head zone, where they can stay as orphans. */
  readonly reorgs: boolean;
}

/** Above every height. */
export const END: number = Number.MAX_SAFE_INTEGER;

/** What {@link revise} would do; changes nothing. */
export async function planRevision(
  warehouse: Warehouse,
  { network, tables }: ReviseOptions,
  asked: Range,
): Promise<RevisionPlan> {
  const ranges = new RangeLog(warehouse, network, new Sequence(warehouse, network));
  const held = await ranges.overlapping(asked);
  const from = Math.min(asked.from, ...held.map((range) => range.from));
  const to = Math.max(asked.to, ...held.map((range) => range.to));
  const counted = heightTables(tables).map(
    (table) => `SELECT '${table.name}' AS table, count() AS rows FROM ${physicalName(table, "final")}
      WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}`,
  );
  const rows = await warehouse.query<{ table: string; rows: string }>(
    `SELECT table, rows FROM (${counted.join(" UNION ALL ")}) WHERE rows > 0 ORDER BY table`,
    { network, from, to },
  );
  return {
    asked,
    from,
    to,
    ranges: held,
    rows: rows.map(({ table, rows }) => ({
      table,
      rows: Number(rows),
      reorgs: tables.some((one) => one.name === table && one.reorgs),
    })),
    revision: (await ranges.revision()) + (held.length > 0 ? 1 : 0),
  };
}

/**
 * Takes stored blocks back, final ones too, on an operator's word: they count no more, and the network's revision is
 * raised. With `orphans`, rows of tables with a head zone stay there by their block's hash; all others are deleted.
 * Interrupted, it is to be done again; blocks without a range count in nothing but views, and the next write to their
 * heights replaces them.
 * No other process may write the network meanwhile.
 */
export async function revise(
  warehouse: Warehouse,
  { network, tables }: ReviseOptions,
  plan: RevisionPlan,
  { orphans }: { readonly orphans: boolean },
): Promise<void> {
  const sequence = new Sequence(warehouse, network);
  const range = { from: plan.from, to: plan.to };
  const rows = heightTables(tables);
  const withHead = rows.filter(({ reorgs }) => reorgs);
  if (orphans) for (const table of withHead) await keepAsOrphans(warehouse, network, table, range);
  // First what says that they are stored: what is cut off here leaves no gap that nobody knows of.
  await new RangeLog(warehouse, network, sequence).revise(range, plan.revision);
  if (withHead.length > 0) await new CanonicalLog(warehouse, network, sequence).takeOut(range);
  await clearHeights(
    warehouse,
    network,
    rows.map((table) => physicalName(table, "final")),
    range,
  );
}

async function keepAsOrphans(warehouse: Warehouse, network: string, table: Table, { from, to }: Range): Promise<void> {
  const columns = Object.keys(table.columns)
    .map((column) => `\`${column}\``)
    .join(", ");
  await warehouse.command(
    `INSERT INTO ${physicalName(table, "head")} (${columns}) SELECT ${columns} FROM ${physicalName(table, "final")}
     WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
     SETTINGS insert_deduplicate = 0`,
    { network, from, to },
  );
}
