import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import {
  CATALOG_QUERIES,
  type Catalog,
  createStatements,
  type MigrationStep,
  planMigration,
  type Retention,
  SCHEMA_VERSION,
  type SchemaPart,
  STORE,
  warehouseSchema,
} from "@ledgerscope/schema";

/** What a migration needs of a warehouse. */
export interface MigratingWarehouse {
  query<T>(sql: string): Promise<T[]>;
  command(sql: string, params?: Record<string, unknown>): Promise<void>;
}

export interface MigrateOptions {
  /** How long rows stay; tables that are not named keep what they have. */
  readonly retention?: Retention;
}

/** How often a plan that another process is carrying out too is tried again. */
const ATTEMPTS = 5;
const PAUSE_MS = 200;

/**
 * Statements whose records are written by one insert. A migration whose process is killed makes those
 * views anew that it had made and not recorded.
 */
const RECORDED_TOGETHER = 32;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The warehouse's own tables are always part of a schema. */
const withOwn = (parts: readonly SchemaPart[]): readonly SchemaPart[] =>
  parts.includes(warehouseSchema) ? parts : [warehouseSchema, ...parts];

async function readCatalog(warehouse: MigratingWarehouse): Promise<Catalog> {
  const read = <T>(part: keyof Catalog): Promise<T[]> => warehouse.query<T>(CATALOG_QUERIES[part]);
  const [tables, columns, indexes, projections] = await Promise.all([
    read<Catalog["tables"][number]>("tables"),
    read<Catalog["columns"][number]>("columns"),
    read<Catalog["indexes"][number]>("indexes"),
    read<Catalog["projections"][number]>("projections"),
  ]);
  return { tables, columns, indexes, projections };
}

interface MigrationRecord {
  readonly version: number;
  /** Statement that each view was last made by. */
  readonly views: ReadonlyMap<string, string>;
}

/** What `_migrations` says; nothing where there is no such table or it was written before versions were. */
async function readRecord(warehouse: MigratingWarehouse, { columns }: Catalog): Promise<MigrationRecord> {
  const known = columns.filter(({ database, table }) => database === STORE && table === "_migrations");
  if (!known.some(({ name }) => name === "object")) return { version: 0, views: new Map() };
  const [newest] = await warehouse.query<{ version: number }>(
    `SELECT max(version) AS version FROM ${STORE}._migrations`,
  );
  const rows = await warehouse.query<{ object: string; statement: string }>(
    `SELECT object, argMax(m.statement, m.applied_at) AS statement FROM ${STORE}._migrations AS m
     WHERE m.statement LIKE 'CREATE OR REPLACE VIEW%' GROUP BY object`,
  );
  return { version: newest?.version ?? 0, views: new Map(rows.map(({ object, statement }) => [object, statement])) };
}

async function plan(
  warehouse: MigratingWarehouse,
  parts: readonly SchemaPart[],
  { retention = {} }: MigrateOptions,
): Promise<{ readonly steps: readonly MigrationStep[]; readonly version: number }> {
  const catalog = await readCatalog(warehouse);
  const record = await readRecord(warehouse, catalog);
  if (record.version > SCHEMA_VERSION) {
    throw new ConfigError(
      `this warehouse was written by a newer Ledgerscope (schema version ${record.version}, this program knows ${SCHEMA_VERSION}): ` +
        "update this program, or use another warehouse",
    );
  }
  const { steps, refusals } = planMigration({ parts: withOwn(parts), catalog, recorded: record.views, retention });
  if (refusals.length > 0)
    throw new ConfigError(`the warehouse cannot be brought to this schema: ${refusals.join("\n")}`);
  return { steps, version: record.version };
}

/** The statements that {@link migrate} would run, in order; runs and creates nothing. */
export async function pendingMigrations(
  warehouse: MigratingWarehouse,
  parts: readonly SchemaPart[],
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  const { steps } = await plan(warehouse, parts, options);
  return steps.map((step) => step.statement);
}

/**
 * Brings a warehouse to the schema: creates what it lacks and alters what differs, never dropping or narrowing
 * anything. Every statement may be run again, and the plan is made from what is there: a migration that was
 * interrupted, or that two processes run at once, ends in the same schema.
 * @returns the statements that were run, in order.
 * @throws ConfigError when the schema would drop or narrow something, or the warehouse is of a newer version.
 */
export async function migrate(
  warehouse: MigratingWarehouse,
  parts: readonly SchemaPart[],
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  const ran: string[] = [];
  for (let attempt = 1; ; attempt++) {
    const { steps, version } = await plan(warehouse, parts, options);
    try {
      const schema = sha256(createStatements(withOwn(parts)).join(";\n"));
      await run(warehouse, steps, schema, (statement) => ran.push(statement));
      // A newer program may have other rules for the same tables.
      if (steps.length === 0 && version < SCHEMA_VERSION)
        await record(warehouse, [{ object: "", statement: "" }], schema);
      return ran;
    } catch (error) {
      // Another process may be creating the same object: then the next plan lacks it.
      if (attempt === ATTEMPTS || error instanceof ConfigError) throw error;
      await sleep(PAUSE_MS * attempt * (0.5 + Math.random()));
    }
  }
}

async function run(
  warehouse: MigratingWarehouse,
  steps: readonly MigrationStep[],
  schemaSha256: string,
  onRun: (statement: string) => void,
): Promise<void> {
  // `_migrations` is made or altered first; until it stands, what was run waits for its row.
  const isOfLog = ({ object }: MigrationStep): boolean => object.endsWith("._migrations") || !object.includes(".");
  const waiting: MigrationStep[] = [];
  const recordWaiting = (): Promise<void> => record(warehouse, waiting.splice(0), schemaSha256);
  for (const [index, step] of steps.entries()) {
    try {
      await warehouse.command(step.statement);
    } catch (error) {
      if (waiting.length > 0 && !steps.slice(index).some(isOfLog)) await recordWaiting();
      throw error;
    }
    onRun(step.statement);
    waiting.push(step);
    const isLast = index === steps.length - 1;
    if ((isLast || waiting.length >= RECORDED_TOGETHER) && !steps.slice(index + 1).some(isOfLog)) await recordWaiting();
  }
}

function record(warehouse: MigratingWarehouse, steps: readonly MigrationStep[], schemaSha256: string): Promise<void> {
  const rows = steps.map(({ object, statement }) =>
    JSON.stringify({
      statement_sha256: sha256(statement),
      statement,
      version: SCHEMA_VERSION,
      object,
      schema_sha256: schemaSha256,
    }),
  );
  // As data behind the statement: a view may be longer than a parameter in a URL can be.
  return warehouse.command(
    `INSERT INTO ${STORE}._migrations (statement_sha256, statement, version, object, schema_sha256) FORMAT JSONEachRow
${rows.join("\n")}`,
  );
}
