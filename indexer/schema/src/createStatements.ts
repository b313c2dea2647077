import { type Cluster, onCluster } from "./cluster.ts";
import { type DescribedView, describeSchema } from "./describeSchema.ts";
import type {
  PhysicalColumn,
  PhysicalIndex,
  PhysicalProjection,
  PhysicalTable,
  SchemaOptions,
} from "./physicalTables.ts";
import { qualified, quote, quoteName, typeDdl } from "./sqlText.ts";
import type { SchemaPart } from "./table.ts";

/** `name type DEFAULT … COMMENT … CODEC(…)` */
export function columnDdl({ name, type, default: expression, comment, codec }: PhysicalColumn): string {
  return [
    `${quoteName(name)} ${type}`,
    ...(expression === undefined ? [] : [`DEFAULT ${expression}`]),
    `COMMENT ${quote(comment)}`,
    ...(codec === undefined ? [] : [`CODEC(${codec})`]),
  ].join(" ");
}

export const indexDdl = ({ name, expression, type, granularity }: PhysicalIndex): string =>
  `INDEX ${quoteName(name)} ${expression} TYPE ${type} GRANULARITY ${granularity}`;

export const projectionDdl = ({ name, query }: PhysicalProjection): string =>
  `PROJECTION ${quoteName(name)} (${query})`;

export function createDatabase(name: string, cluster?: Cluster): string {
  return `CREATE DATABASE IF NOT EXISTS ${name}${onCluster(cluster)}`;
}

export function createTable(table: PhysicalTable, cluster?: Cluster): string {
  const lines = [
    ...table.columns.map(columnDdl),
    ...table.indexes.map(indexDdl),
    ...table.projections.map(projectionDdl),
  ];
  const settings = Object.entries({ ...table.fixedSettings, ...table.settings }).map(
    ([setting, value]) => `${setting} = ${value}`,
  );
  return [
    `CREATE TABLE IF NOT EXISTS ${qualified(table)}${onCluster(cluster)} (\n  ${lines.join(",\n  ")}\n)`,
    `ENGINE = ${table.engine}`,
    ...(table.partitionBy ? [`PARTITION BY ${table.partitionBy}`] : []),
    ...(table.orderBy.length > 0 ? [`ORDER BY (${table.orderBy.map(quoteName).join(", ")})`] : []),
    ...(table.ttl ? [`TTL ${table.ttl}`] : []),
    ...(settings.length > 0 ? [`SETTINGS ${settings.join(", ")}`] : []),
    `COMMENT ${quote(table.comment)}`,
  ].join("\n");
}

export function createView(view: DescribedView, cluster?: Cluster): string {
  const columns = view.columns.map(
    (column) => `  ${quoteName(column.name)} ${typeDdl(column)} COMMENT ${quote(column.comment)}`,
  );
  return [
    `CREATE OR REPLACE VIEW ${qualified(view)}${onCluster(cluster)} (\n${columns.join(",\n")}\n) AS`,
    view.select,
    `COMMENT ${quote(view.comment)}`,
  ].join("\n");
}

/** Every statement that makes an empty ClickHouse a warehouse of this schema, in order; each can be run again. */
export function createStatements(parts: readonly SchemaPart[], options: SchemaOptions = {}): readonly string[] {
  const { databases, tables, views } = describeSchema(parts, options);
  return [
    ...databases.map((name) => createDatabase(name, options.cluster)),
    ...tables.map((table) => createTable(table, options.cluster)),
    ...views.map((view) => createView(view, options.cluster)),
  ];
}
