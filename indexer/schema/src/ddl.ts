import { CHAIN_BLOCKS_COLUMNS, CHAIN_TRANSACTIONS_COLUMNS } from "./chainViews.ts";
import type { Column, FamilySchema, SchemaPart, Table, View } from "./table.ts";

/** Tables as they lie on disk; analysts read the text views in `default`. */
export const STORE = "store";

/** How many insert blocks an engine remembers to recognise a repeated insert by its token. */
const DEDUPLICATION_WINDOW = 10_000;

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const name = (identifier: string): string => `\`${identifier.replaceAll("`", "``")}\``;

/** Times are stored and printed in UTC, whatever the machine's time zone. */
const typeDdl = (column: Column): string => column.type.replace(/DateTime64\((\d)\)/, "DateTime64($1, 'UTC')");

function columnDdl(columnName: string, column: Column): string {
  const codec = column.codec ? ` CODEC(${column.codec})` : "";
  return `  ${name(columnName)} ${typeDdl(column)} COMMENT ${quote(column.comment)}${codec}`;
}

function tableDdl(table: Table, tableName: string, orderBy: readonly string[], engine: string): string {
  const lines = [
    ...Object.entries(table.columns).map(([columnName, column]) => columnDdl(columnName, column)),
    ...(table.indexes ?? []).map((index) => `  ${index}`),
  ];
  return [
    `CREATE TABLE IF NOT EXISTS ${STORE}.${name(tableName)} (\n${lines.join(",\n")}\n)`,
    `ENGINE = ${engine}`,
    ...(table.partitionBy ? [`PARTITION BY ${table.partitionBy}`] : []),
    `ORDER BY (${orderBy.map(name).join(", ")})`,
    `SETTINGS non_replicated_deduplication_window = ${DEDUPLICATION_WINDOW}`,
    `COMMENT ${quote(table.comment)}`,
  ].join("\n");
}

/** What `store.<name>` reads of a table that can be reverted: final rows below the head zone, canonical rows in it. */
function zoneView(table: Table): string {
  return [
    `CREATE OR REPLACE VIEW ${STORE}.${name(table.name)} AS`,
    `SELECT * FROM ${STORE}.${name(`${table.name}_final`)}`,
    `WHERE (network, height) NOT IN (SELECT network, height FROM ${STORE}.canonical)`,
    "UNION ALL",
    `SELECT * FROM ${STORE}.${name(`${table.name}_head`)} FINAL`,
    `WHERE (network, height, block_hash) IN (SELECT network, height, block_hash FROM ${STORE}.canonical)`,
  ].join("\n");
}

/** The table as text for analysts: hashes and addresses in hex as their chain prints them. */
function textView(table: Table): string {
  const columns = Object.entries(table.columns).map(([columnName, column]) => {
    if (column.hex === undefined) return name(columnName);
    const hexOf = (value: string): string => `${column.hex ? `'${column.hex}' || ` : ""}lower(hex(${value}))`;
    if (column.type.startsWith("Array("))
      return `arrayMap(x -> ${hexOf("x")}, ${name(columnName)}) AS ${name(columnName)}`;
    return `${hexOf(name(columnName))} AS ${name(columnName)}`;
  });
  return `CREATE OR REPLACE VIEW default.${name(table.name)} AS\nSELECT ${columns.join(", ")}\nFROM ${STORE}.${name(table.name)}`;
}

const viewDdl = (view: View): string =>
  `CREATE OR REPLACE VIEW default.${name(view.name)} AS\n${view.select}\nCOMMENT ${quote(view.comment)}`;

function physicalTables(table: Table): string[] {
  const engine = table.replacingBy ? `ReplacingMergeTree(${name(table.replacingBy)})` : "MergeTree";
  if (!table.reorgs) return [tableDdl(table, table.name, table.orderBy, engine)];
  return [
    tableDdl(table, `${table.name}_final`, table.orderBy, engine),
    // A block may be seen twice in the head zone (reorged away and back): its rows fold into one by key.
    tableDdl(
      table,
      `${table.name}_head`,
      ["network", "block_hash", ...table.orderBy.filter((c) => c !== "network")],
      "ReplacingMergeTree",
    ),
  ];
}

function union(selects: readonly string[], columns: readonly { name: string; type: string }[]): string {
  if (selects.length > 0) return selects.map((select) => `SELECT * FROM (${select})`).join("\nUNION ALL\n");
  return `SELECT ${columns.map((c) => `CAST(NULL AS Nullable(String)) AS ${c.name}`).join(", ")} WHERE 0`;
}

/**
 * Every statement that brings a warehouse to this schema, in order; each can be run again.
 * @param parts tables and views; a part that is a family also feeds the views over every family.
 */
export function createStatements(parts: readonly SchemaPart[]): readonly string[] {
  const tables = parts.flatMap((part) => part.tables);
  const families = parts.filter((part): part is FamilySchema => "family" in part);
  const statements = [
    `CREATE DATABASE IF NOT EXISTS ${STORE}`,
    ...tables.filter((t) => !t.reorgs).flatMap(physicalTables),
  ];
  // Zone views read `store.canonical`, a view of the warehouse's own part.
  statements.push(...(tables.some((table) => table.name === "canonical_log") ? [CANONICAL_VIEW] : []));
  for (const table of tables.filter((t) => t.reorgs)) statements.push(...physicalTables(table), zoneView(table));
  statements.push(...tables.filter((table) => table.textView !== false).map(textView));
  statements.push(...parts.flatMap((part) => part.views).map(viewDdl));
  if (families.length > 0) {
    statements.push(
      viewDdl({
        name: "chain_blocks",
        comment: "Blocks of every network",
        select: union(
          families.map((f) => f.chainBlocks),
          CHAIN_BLOCKS_COLUMNS,
        ),
      }),
      viewDdl({
        name: "chain_transactions",
        comment: "Transactions of every network",
        select: union(
          families.map((f) => f.chainTransactions),
          CHAIN_TRANSACTIONS_COLUMNS,
        ),
      }),
    );
  }
  return statements;
}

/**
 * The canonical block of each height in the head zone. `canonical_log` only grows: per height the
 * newest row counts, and a row that is not `in_head` takes the height out of the zone (reverted, or
 * moved to the final tables). One insert flips everything at once.
 */
const CANONICAL_VIEW = `CREATE OR REPLACE VIEW ${STORE}.canonical AS
SELECT network, height, argMax(block_hash, seq) AS block_hash
FROM ${STORE}.canonical_log
GROUP BY network, height
HAVING argMax(in_head, seq)`;
