import { type Cluster, distributedEngine, LOCAL, replicated, replicatedSettings } from "./cluster.ts";
import { quoteName, typeDdl } from "./sqlText.ts";
import { STORE } from "./store.ts";
import type { Table } from "./table.ts";
import { hexText } from "./textView.ts";

export interface PhysicalColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  readonly codec?: string;
  readonly default?: string;
}

export interface PhysicalIndex {
  readonly name: string;
  readonly expression: string;
  readonly type: string;
  readonly granularity: number;
}

export interface PhysicalProjection {
  readonly name: string;
  /** `SELECT … ORDER BY …` or `SELECT … GROUP BY …`. */
  readonly query: string;
}

/** A table as ClickHouse holds it. */
export interface PhysicalTable {
  readonly database: string;
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly PhysicalColumn[];
  readonly indexes: readonly PhysicalIndex[];
  readonly projections: readonly PhysicalProjection[];
  /** With its arguments. */
  readonly engine: string;
  readonly partitionBy?: string;
  /** Empty: the engine has no key (Distributed). */
  readonly orderBy: readonly string[];
  /** TTL expression; `""`: rows stay; undefined: whatever stands in the warehouse. */
  readonly ttl?: string;
  readonly settings: Readonly<Record<string, number | string>>;
  /** Settings that a table is made with and keeps. */
  readonly fixedSettings?: Readonly<Record<string, number>>;
}

/** How long rows stay, in days by table name; `forever`: until somebody deletes them. A table that is not named keeps what it has. */
export type Retention = Readonly<Record<string, number | "forever">>;

export interface SchemaOptions {
  /** Emits replicated and distributed tables. */
  readonly cluster?: Cluster;
  readonly retention?: Retention;
}

/** How many insert blocks an engine remembers to recognise a repeated insert by its token. */
const DEDUPLICATION_WINDOW = 10_000;

const INDEX = /^INDEX (\w+) (.+) TYPE (.+) GRANULARITY (\d+)$/;

function parseIndex(table: Table, text: string): PhysicalIndex {
  const [, name, expression, type, granularity] = INDEX.exec(text) ?? [];
  if (!name || !expression || !type)
    throw new Error(`${table.name}: write "INDEX name expression TYPE type GRANULARITY n": ${text}`);
  return { name, expression, type, granularity: Number(granularity) };
}

const PROJECTION = /^PROJECTION (\w+) \((SELECT .+)\)$/s;

function projectionsOf(table: Table): PhysicalProjection[] {
  return (table.projections ?? []).map((text) => {
    const [, name, query] = PROJECTION.exec(text) ?? [];
    if (!name || !query || table.replacingBy)
      throw new Error(`${table.name}: write "PROJECTION name (SELECT …)", of a table without replacingBy: ${text}`);
    return { name, query };
  });
}

/** Rows that are deleted go out of the projections too; the engine refuses to delete any while it is not told so. */
const projectionSettings = ({ projections = [] }: Table): Record<string, string> =>
  projections.length > 0 ? { lightweight_mutation_projection_mode: "'rebuild'" } : {};

const compressionSettings = ({ compressedTogether }: Table): Record<string, number> =>
  compressedTogether ? { min_compress_block_size: compressedTogether } : {};

/**
 * With each bloom filter over a hex column, one over what the text view shows of it: an engine uses an index
 * where the condition has the index's own expression, and a condition on the view has the text's.
 */
function indexesOf(table: Table): PhysicalIndex[] {
  return (table.indexes ?? []).flatMap((text) => {
    const index = parseIndex(table, text);
    const column = table.columns[index.expression];
    if (column?.hex === undefined || !index.type.startsWith("bloom_filter")) return [index];
    return [index, { ...index, name: `${index.name}_text`, expression: hexText(index.expression, column) }];
  });
}

/** Names of the filters over texts of hex columns. */
export const textIndexes = (table: Table): readonly string[] =>
  indexesOf(table).flatMap(({ name }) => (name.endsWith("_text") ? [name] : []));

function ttlOf(table: Table, retention: Retention): { ttl?: string } {
  const kept = retention[table.name];
  if (kept === undefined) return {};
  return { ttl: kept === "forever" ? "" : `${table.expires} + toIntervalDay(${kept})` };
}

/** The tables of `store` that hold the given one: one, or its head and final zone; on a cluster each twice. */
export function physicalTables(table: Table, { cluster, retention = {} }: SchemaOptions): PhysicalTable[] {
  const base = {
    database: STORE,
    comment: table.comment,
    columns: Object.entries(table.columns).map(([name, column]) => ({ ...column, name, type: typeDdl(column) })),
    indexes: indexesOf(table),
    ...(table.partitionBy ? { partitionBy: table.partitionBy } : {}),
    ...ttlOf(table, retention),
    projections: [],
    settings: { non_replicated_deduplication_window: DEDUPLICATION_WINDOW, ...compressionSettings(table) },
    ...(table.granularity ? { fixedSettings: { index_granularity: table.granularity } } : {}),
  };
  const engine = table.replacingBy ? `ReplacingMergeTree(${quoteName(table.replacingBy)})` : "MergeTree";
  const whole = {
    ...base,
    projections: projectionsOf(table),
    settings: { ...base.settings, ...projectionSettings(table) },
    engine,
    orderBy: table.orderBy,
  };
  const single: PhysicalTable[] = table.reorgs
    ? [
        { ...whole, name: `${table.name}_final` },
        {
          ...base,
          name: `${table.name}_head`,
          // A block may be seen twice in the head zone (reorged away and back): its rows fold into one by key.
          engine: "ReplacingMergeTree",
          orderBy: ["network", "block_hash", ...table.orderBy.filter((column) => column !== "network")],
        },
      ]
    : [{ ...whole, name: table.name }];
  if (!cluster) return single;
  return single.flatMap((one) => [
    {
      ...one,
      database: LOCAL,
      engine: replicated(one.engine),
      settings: {
        ...replicatedSettings(DEDUPLICATION_WINDOW),
        ...compressionSettings(table),
        ...(one.projections.length > 0 ? projectionSettings(table) : {}),
      },
    },
    {
      database: STORE,
      name: one.name,
      comment: one.comment,
      columns: one.columns.map(({ codec: _, ...column }) => column),
      indexes: [],
      projections: [],
      engine: distributedEngine(cluster, table, one.name),
      orderBy: [],
      settings: {},
    },
  ]);
}
