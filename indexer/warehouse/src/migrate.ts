import { createHash } from "node:crypto";
import { createStatements, type SchemaPart, STORE, warehouseSchema } from "@ledgerscope/schema";

/** What a migration needs of a warehouse. */
interface Statements {
  query<T>(sql: string): Promise<T[]>;
  command(sql: string, params?: Record<string, unknown>): Promise<void>;
}

const MIGRATIONS = `${STORE}._migrations`;

const CREATE_MIGRATIONS = [
  `CREATE DATABASE IF NOT EXISTS ${STORE}`,
  `CREATE TABLE IF NOT EXISTS ${MIGRATIONS} (
  statement_sha256 String COMMENT 'SHA-256 of the statement, hex',
  statement String COMMENT 'As it was run' CODEC(ZSTD(3)),
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When'
) ENGINE = MergeTree ORDER BY (applied_at, statement_sha256) COMMENT 'Statements that brought this warehouse to its schema'`,
];

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a statement makes: `VIEW default.chain_blocks`. The last statement for each object is the one that stands. */
const objectOf = (statement: string): string =>
  /^CREATE (?:OR REPLACE )?(\w+ (?:IF NOT EXISTS )?\S+)/.exec(statement)?.[1] ?? statement;

/**
 * Runs the schema's statements, each of which may be run again. Those whose text is unchanged since they
 * were last run are left out, so that an unchanged schema costs one query.
 */
export async function migrate(warehouse: Statements, parts: readonly SchemaPart[]): Promise<void> {
  for (const statement of CREATE_MIGRATIONS) await warehouse.command(statement);
  const all = parts.includes(warehouseSchema) ? parts : [warehouseSchema, ...parts];
  const applied = new Map<string, string>();
  const log = await warehouse.query<{ statement: string }>(
    `SELECT statement FROM ${MIGRATIONS} ORDER BY applied_at, rowNumberInAllBlocks()`,
  );
  for (const { statement } of log) applied.set(objectOf(statement), statement);
  for (const statement of createStatements(all)) {
    if (applied.get(objectOf(statement)) === statement) continue;
    await warehouse.command(statement);
    await warehouse.command(
      `INSERT INTO ${MIGRATIONS} (statement_sha256, statement) SELECT {hash:String}, {statement:String}`,
      { hash: sha256(statement), statement },
    );
  }
}
