import type { CatalogColumn, CatalogIndex, CatalogProjection, CatalogTable } from "./catalog.ts";
import { type Cluster, onCluster } from "./cluster.ts";
import { columnDdl, indexDdl, projectionDdl } from "./createStatements.ts";
import type { PhysicalColumn, PhysicalTable } from "./physicalTables.ts";
import { qualified, quote, quoteName } from "./sqlText.ts";
import { widens } from "./widens.ts";

/** A table as the warehouse has it. */
export interface ExistingTable extends CatalogTable {
  readonly columns: readonly CatalogColumn[];
  readonly indexes: readonly CatalogIndex[];
  readonly projections: readonly CatalogProjection[];
}

export interface Comparison {
  /** Statements that bring the table to its description; each may be run again. */
  readonly statements: readonly string[];
  /** Differences that no statement may settle, each a sentence that says what to do. */
  readonly refusals: readonly string[];
  /** A column was added or has another type: views over it must be made anew. */
  readonly reshaped: boolean;
}

/** Keys as the engine lists them, with the quotes and outer parentheses that it adds or leaves out taken away. */
function spellKey(key: string): string {
  const plain = key.replaceAll("`", "").replaceAll(" ", "");
  return /^\([^()]*(\([^()]*\)[^()]*)*\)$/.test(plain) ? plain.slice(1, -1) : plain;
}

/** Engine and its own arguments; replicated and shared variants do the same. */
function spellEngine(engine: string): string {
  const [, name = "", args = ""] = /^(?:Replicated|Shared)?(\w+)(?:\(([^)]*)\))?/.exec(engine) ?? [];
  const own = args.split(",").map((arg) => arg.trim().replaceAll("`", ""));
  return `${name}(${own.filter((arg) => arg !== "" && !arg.startsWith("'")).join()})`;
}

const ttlIn = (engine: string): string => / TTL (.*?)(?: SETTINGS |$)/.exec(engine)?.[1] ?? "";
const settingIn = (engine: string, setting: string): string | undefined =>
  new RegExp(`\\b${setting} = (\\d+|'[^']*')`).exec(engine.slice(engine.indexOf(" SETTINGS ")))?.[1];

const ADVICE =
  "nothing was changed; keep the column as it is and add one of another name, or index into a new warehouse";

/**
 * Compares a table with its description. What only adds is a statement; what would drop, narrow or reorder
 * stored rows is a refusal. Columns and indexes that the description does not know stay.
 */
export function compareTable(wanted: PhysicalTable, existing: ExistingTable, cluster?: Cluster): Comparison {
  const table = qualified(wanted);
  const alter = (change: string): string => `ALTER TABLE ${table}${onCluster(cluster)} ${change}`;
  const statements: string[] = [];
  const refusals: string[] = [];
  const refuse = (what: string, has: string, wants: string, advice = ADVICE): void => {
    refusals.push(
      `${wanted.database}.${wanted.name}: ${what} is ${has} in the warehouse and ${wants} in this program's schema; ${advice}`,
    );
  };
  let reshaped = false;

  if (!existing.engine.endsWith("MergeTree") && existing.engine !== "Distributed") {
    refuse("this name", `a ${existing.engine}`, "a table", "nothing was changed; rename what is there");
    return { statements, refusals, reshaped };
  }
  const keyed = wanted.orderBy.length > 0;
  if (keyed) {
    const advice = "rows on the disk cannot be rearranged: index into a new warehouse";
    const compare = (what: string, has: string, wants: string): void => {
      if (has !== wants) refuse(what, has || "absent", wants || "absent", advice);
    };
    compare("the engine", spellEngine(existing.engine_full), spellEngine(wanted.engine));
    compare("the sorting key", spellKey(existing.sorting_key), spellKey(wanted.orderBy.join(",")));
    compare("the partition key", spellKey(existing.partition_key), spellKey(wanted.partitionBy ?? ""));
  }

  const has = new Map(existing.columns.map((column) => [column.name, column]));
  const fixed = new Set(spellKey(`${existing.sorting_key},${existing.partition_key}`).split(/[^\w]+/));
  wanted.columns.forEach((column, index) => {
    const stored = has.get(column.name);
    if (!stored) {
      const before = wanted.columns[index - 1];
      const place = before ? `AFTER ${quoteName(before.name)}` : "FIRST";
      statements.push(alter(`ADD COLUMN IF NOT EXISTS ${columnDdl(column)} ${place}`));
      reshaped = true;
      return;
    }
    if (stored.type !== column.type) {
      if (widens(stored.type, column.type) && !fixed.has(column.name)) {
        statements.push(alter(`MODIFY COLUMN ${quoteName(column.name)} ${column.type}`));
        reshaped = true;
      } else refuse(`column ${column.name}`, stored.type, column.type);
    }
    if (stored.comment !== column.comment)
      statements.push(alter(`COMMENT COLUMN ${quoteName(column.name)} ${quote(column.comment)}`));
    if (keyed) statements.push(...codecChange(column, stored).map(alter));
  });

  const indexes = new Map(existing.indexes.map((index) => [index.name, index]));
  for (const index of wanted.indexes) {
    const stored = indexes.get(index.name);
    const same =
      stored !== undefined &&
      spellKey(stored.expr) === spellKey(index.expression) &&
      stored.type_full === index.type &&
      Number(stored.granularity) === index.granularity;
    if (same) continue;
    // An index can be computed from the rows at any time.
    if (stored) statements.push(alter(`DROP INDEX IF EXISTS ${quoteName(index.name)}`));
    statements.push(alter(`ADD ${indexDdl(index).replace("INDEX", "INDEX IF NOT EXISTS")}`));
    statements.push(alter(`MATERIALIZE INDEX ${quoteName(index.name)}`));
  }

  const ttl = ttlIn(existing.engine_full);
  if (wanted.ttl !== undefined && ttl !== wanted.ttl)
    statements.push(alter(wanted.ttl === "" ? "REMOVE TTL" : `MODIFY TTL ${wanted.ttl}`));
  for (const [setting, value] of Object.entries(wanted.settings)) {
    // A cloud's own engines have other settings; what they do not show cannot be compared.
    const stored = settingIn(existing.engine_full, setting);
    if (stored !== String(value) && spellsSetting(existing.engine, setting))
      statements.push(alter(`MODIFY SETTING ${setting} = ${value}`));
  }
  // After the settings: one of them says what becomes of projections when rows are deleted.
  const projections = new Map(existing.projections.map((projection) => [projection.name, projection]));
  for (const projection of wanted.projections) {
    const stored = projections.get(projection.name);
    if (stored && spellProjection(stored.query) === spellProjection(projection.query)) continue;
    // A projection can be computed from the rows at any time.
    if (stored) statements.push(alter(`DROP PROJECTION IF EXISTS ${quoteName(projection.name)}`));
    statements.push(alter(`ADD ${projectionDdl(projection).replace("PROJECTION", "PROJECTION IF NOT EXISTS")}`));
    statements.push(alter(`MATERIALIZE PROJECTION ${quoteName(projection.name)}`));
  }
  if (existing.comment !== wanted.comment) statements.push(alter(`MODIFY COMMENT ${quote(wanted.comment)}`));
  return { statements, refusals, reshaped };
}

const spellProjection = (query: string): string =>
  query
    .replaceAll("`", "")
    .trim()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s*([(),])\s*/g, "$1");

/** The engine writes out what follows from the column's type or is the default: `Delta(8)`, `ZSTD(1)`. */
const spellCodec = (codec: string): string =>
  codec.replaceAll(/\b(Delta|Gorilla)\(\d+\)/g, "$1").replaceAll(/\bZSTD\b(?!\()/g, "ZSTD(1)");

function codecChange(wanted: PhysicalColumn, stored: CatalogColumn): string[] {
  const codec = wanted.codec === undefined ? "" : `CODEC(${wanted.codec})`;
  if (spellCodec(stored.compression_codec) === spellCodec(codec)) return [];
  return [`MODIFY COLUMN ${quoteName(wanted.name)} ${codec || "REMOVE CODEC"}`];
}

const spellsSetting = (engine: string, setting: string): boolean =>
  engine.startsWith("Replicated") ? !setting.startsWith("non_replicated_") : !engine.startsWith("Shared");
