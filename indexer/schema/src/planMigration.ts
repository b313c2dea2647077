import type { Catalog, CatalogTable } from "./catalog.ts";
import type { Cluster } from "./cluster.ts";
import { compareTable } from "./compareTable.ts";
import { createDatabase, createTable, createView } from "./createStatements.ts";
import { describeSchema } from "./describeSchema.ts";
import type { Retention } from "./physicalTables.ts";
import { STORE } from "./store.ts";
import type { SchemaPart } from "./table.ts";

/** A statement and what it is about: `store._ranges`. */
export interface MigrationStep {
  readonly object: string;
  readonly statement: string;
}

export interface MigrationPlan {
  readonly steps: readonly MigrationStep[];
  /** Why the warehouse cannot be brought to the schema; nothing may be run when there is one. */
  readonly refusals: readonly string[];
}

export interface PlanInput {
  readonly parts: readonly SchemaPart[];
  readonly catalog: Catalog;
  /** The statement that each view was last made by, by the view's name with its database. */
  readonly recorded: ReadonlyMap<string, string>;
  readonly retention?: Retention;
}

const key = (database: string, name: string): string => `${database}.${name}`;

/** A warehouse whose tables are distributed says so itself. */
function clusterOf(tables: readonly CatalogTable[]): Cluster | undefined {
  const distributed = tables.find(({ database, engine }) => database === STORE && engine === "Distributed");
  const name = distributed && /^Distributed\(['`]?([^'`,]+)/.exec(distributed.engine_full)?.[1];
  return name ? { name } : undefined;
}

function retentionRefusals(parts: readonly SchemaPart[], retention: Retention): string[] {
  const tables = parts.flatMap((part) => part.tables);
  const expiring = tables.filter((table) => table.expires).map((table) => table.name);
  return Object.keys(retention)
    .filter((name) => !expiring.includes(name))
    .map((name) => {
      const why = tables.some((table) => table.name === name)
        ? `rows of ${name} do not expire, _ranges says that they are stored`
        : `there is no table ${name}`;
      return `retention: ${why}; it can be set for ${expiring.join(", ")}`;
    });
}

/**
 * What brings a warehouse to the schema, found by comparing the two. Only adds: what would drop or narrow
 * anything is refused. Views hold nothing and are made anew when their statement has changed.
 */
export function planMigration({ parts, catalog, recorded, retention = {} }: PlanInput): MigrationPlan {
  const cluster = clusterOf(catalog.tables);
  const schema = describeSchema(parts, { retention, ...(cluster ? { cluster } : {}) });
  const existing = new Map(catalog.tables.map((table) => [key(table.database, table.name), table]));
  const steps: MigrationStep[] = [];
  const refusals = retentionRefusals(parts, retention);
  let reshaped = false;

  for (const database of schema.databases) {
    if (catalog.tables.some((table) => table.database === database)) continue;
    steps.push({ object: database, statement: createDatabase(database, cluster) });
  }
  for (const table of schema.tables) {
    const object = key(table.database, table.name);
    const stored = existing.get(object);
    if (!stored) {
      steps.push({ object, statement: createTable(table, cluster) });
      continue;
    }
    const isOfTable = (one: { database: string; table: string }): boolean => key(one.database, one.table) === object;
    const comparison = compareTable(
      table,
      {
        ...stored,
        columns: catalog.columns.filter(isOfTable),
        indexes: catalog.indexes.filter(isOfTable),
        projections: catalog.projections.filter(isOfTable),
      },
      cluster,
    );
    steps.push(...comparison.statements.map((statement) => ({ object, statement })));
    refusals.push(...comparison.refusals);
    reshaped ||= comparison.reshaped;
  }
  for (const view of schema.views) {
    const object = key(view.database, view.name);
    const stored = existing.get(object);
    const statement = createView(view, cluster);
    if (stored && stored.engine !== "View") {
      refusals.push(
        `${object}: is a table (${stored.engine}) in the warehouse and a view in this program's schema; nothing was changed; rename the table`,
      );
    } else if (!stored || reshaped || recorded.get(object) !== statement) {
      steps.push({ object, statement });
    }
  }
  return { steps, refusals };
}
