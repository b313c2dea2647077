import type { AnalystReader } from "./analystReader.ts";

/** A table or view, as an analyst may read it. */
interface AnalystTable {
  readonly database: string;
  readonly name: string;
  readonly comment: string;
  readonly isView: boolean;
  /** Columns that rows are sorted by, coarse to fine: conditions on the first ones are fast. */
  readonly sortedBy: string;
  /** Decimal; null where the engine does not count (views). */
  readonly rows: string | null;
  /** On the disk. */
  readonly bytes: string | null;
  readonly columns: readonly AnalystColumn[];
}

interface AnalystColumn {
  readonly name: string;
  readonly type: string;
  /** Meaning and unit. */
  readonly comment: string;
}

const OWN = "database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')";

/** What a statement can name. */
export interface AnalystNames {
  /** What the analyst may read: the engine itself shows no other table. Views for analysts come first. */
  readonly tables: readonly AnalystTable[];
  /** Functions of the engine. */
  readonly functions: readonly string[];
}

export async function readNames(reader: AnalystReader): Promise<AnalystNames> {
  const [tables, columns, functions] = await Promise.all([
    reader.rows<Omit<AnalystTable, "columns" | "isView"> & { readonly engine: string }>(
      `SELECT database, name, comment, engine, sorting_key AS sortedBy, toString(total_rows) AS rows,
         toString(total_bytes) AS bytes
       FROM system.tables WHERE ${OWN} ORDER BY database, startsWith(name, '_'), name`,
    ),
    reader.rows<AnalystColumn & { readonly database: string; readonly table: string }>(
      `SELECT database, table, name, type, comment FROM system.columns WHERE ${OWN} ORDER BY database, table, position`,
    ),
    reader.rows<{ readonly name: string }>(
      "SELECT name FROM system.functions WHERE alias_to = '' AND NOT startsWith(name, '_') ORDER BY lower(name)",
    ),
  ]);
  const byTable = new Map<string, AnalystColumn[]>();
  for (const { database, table, ...column } of columns) {
    const key = `${database}.${table}`;
    byTable.set(key, [...(byTable.get(key) ?? []), column]);
  }
  const known = tables.map(({ engine, ...table }) => ({
    ...table,
    isView: engine.endsWith("View"),
    columns: byTable.get(`${table.database}.${table.name}`) ?? [],
  }));
  return { tables: known, functions: functions.map(({ name }) => name) };
}
