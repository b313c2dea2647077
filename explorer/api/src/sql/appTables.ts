import type { Warehouse } from "@ledgerscope/warehouse";

export const SAVED_QUERIES = "app.saved_queries";
export const STATEMENTS_RUN = "app.statements_run";

/**
 * What people do lies in a database of its own, `app`: it is not chain data, and the analyst's account, which may read
 * every chain table, has no right to it. Rows are events and are only added.
 */
const STATEMENTS = [
  "CREATE DATABASE IF NOT EXISTS app",
  `CREATE TABLE IF NOT EXISTS ${SAVED_QUERIES} (
    id String COMMENT 'Name in URLs',
    at DateTime64(3, 'UTC') COMMENT 'When it was saved or deleted, UTC',
    viewer String COMMENT 'Who did',
    deleted Bool COMMENT 'True: it is no more',
    title String,
    sql String CODEC(ZSTD(3)),
    parameters String COMMENT 'JSON {name: value}',
    view String COMMENT 'How its result is shown'
  ) ENGINE = MergeTree ORDER BY (id, at) COMMENT 'Queries saved on the SQL page, one row per event'`,
  `CREATE TABLE IF NOT EXISTS ${STATEMENTS_RUN} (
    at DateTime64(3, 'UTC') COMMENT 'When it began, UTC',
    viewer String COMMENT 'Who asked',
    action LowCardinality(String) COMMENT 'run: on the page; csv, parquet, ndjson: a file of this kind',
    query_id String COMMENT 'Of the engine',
    sql String CODEC(ZSTD(3)),
    parameters String COMMENT 'JSON {name: value}',
    elapsed_ms UInt64 COMMENT 'Until its end, milliseconds',
    rows Nullable(UInt64) COMMENT 'Rows that were given out; unknown of a file',
    bytes UInt64 COMMENT 'Bytes that were given out',
    outcome LowCardinality(String) COMMENT 'ok; cut: more rows than were wanted; gone: the client left; else the name of the error'
  ) ENGINE = MergeTree ORDER BY at COMMENT 'Statements that people ran by the SQL page, one row each'`,
];

const prepared = new WeakMap<Warehouse, Promise<void>>();

/** Creates them once. */
function createAppTables(warehouse: Warehouse): Promise<void> {
  const known = prepared.get(warehouse);
  if (known) return known;
  const creating = (async () => {
    for (const statement of STATEMENTS) await warehouse.command(statement);
  })();
  prepared.set(warehouse, creating);
  creating.catch(() => prepared.delete(warehouse));
  return creating;
}

/** Adds one row. */
export async function insertAppRow(
  warehouse: Warehouse,
  table: typeof SAVED_QUERIES | typeof STATEMENTS_RUN,
  row: Readonly<Record<string, unknown>>,
  token: string,
): Promise<void> {
  await createAppTables(warehouse);
  const bytes = Buffer.from(JSON.stringify(row));
  await warehouse.insert({ table, format: "JSONEachRow", columns: Object.keys(row), bytes }, { token });
}

/** As the engine reads a time. */
export const engineTime = (at: Date): string => at.toISOString().replace("T", " ").replace("Z", "");
