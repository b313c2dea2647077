import { CHAIN_BLOCKS_COLUMNS, CHAIN_TRANSACTIONS_COLUMNS } from "./chainViews.ts";
import { LOCAL } from "./cluster.ts";
import { type PhysicalTable, physicalTables, type SchemaOptions } from "./physicalTables.ts";
import { quoteName } from "./sqlText.ts";
import { STORE } from "./store.ts";
import { canonicalView, zoneView } from "./storeViews.ts";
import type { FamilySchema, SchemaPart, View, ViewColumn } from "./table.ts";
import { tableSizesView } from "./tableSizes.ts";
import { textView } from "./textView.ts";

export interface DescribedView extends View {
  readonly database: string;
}

/** Everything that a warehouse of this schema has, in an order in which it can be created. */
export interface DescribedSchema {
  readonly databases: readonly string[];
  readonly tables: readonly PhysicalTable[];
  readonly views: readonly DescribedView[];
}

function union(selects: readonly string[], columns: readonly ViewColumn[]): string {
  const list = columns.map(({ name }) => quoteName(name)).join(", ");
  return selects.map((select) => `SELECT ${list} FROM (${select})`).join("\nUNION ALL\n");
}

/** The views over every family, when there is one. */
export function chainViews(parts: readonly SchemaPart[]): View[] {
  const families = parts.filter((part): part is FamilySchema => "family" in part);
  if (families.length === 0) return [];
  return [
    {
      name: "chain_blocks",
      comment: "Blocks of every network",
      columns: CHAIN_BLOCKS_COLUMNS,
      select: union(
        families.map((family) => family.chainBlocks),
        CHAIN_BLOCKS_COLUMNS,
      ),
      example: `SELECT toDate(time) AS day, network, sum(tx_count) AS transactions
FROM chain_blocks GROUP BY day, network ORDER BY day DESC, network`,
    },
    {
      name: "chain_transactions",
      comment: "Transactions of every network",
      columns: CHAIN_TRANSACTIONS_COLUMNS,
      select: union(
        families.map((family) => family.chainTransactions),
        CHAIN_TRANSACTIONS_COLUMNS,
      ),
      example: `SELECT network, status_text, count() AS transactions
FROM chain_transactions WHERE status = 'failed' GROUP BY network, status_text ORDER BY transactions DESC`,
    },
  ];
}

/**
 * @param parts tables and views; a part that is a family also feeds the views over every family.
 */
export function describeSchema(parts: readonly SchemaPart[], options: SchemaOptions = {}): DescribedSchema {
  const { cluster } = options;
  const tables = parts.flatMap((part) => part.tables);
  const inStore = (view: View): DescribedView => ({ ...view, database: STORE });
  const inDefault = (view: View): DescribedView => ({ ...view, database: "default" });
  // Zone views read the warehouse's own mapping.
  const own = tables.some((table) => table.name === "canonical_log");
  return {
    databases: [STORE, ...(cluster ? [LOCAL] : [])],
    tables: tables.flatMap((table) => physicalTables(table, options)),
    views: [
      ...(own ? [inStore(canonicalView)] : []),
      ...tables.filter((table) => table.reorgs).map((table) => inStore(zoneView(table, cluster))),
      ...tables.filter((table) => table.textView !== false).map((table) => inDefault(textView(table))),
      ...parts.flatMap((part) => part.views).map(inDefault),
      ...(own ? [inDefault(tableSizesView(cluster))] : []),
      ...chainViews(parts).map(inDefault),
    ],
  };
}
