/** What ClickHouse says of its tables: rows of `system.tables`, `columns`, `data_skipping_indices` and `projections`. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
  readonly columns: readonly CatalogColumn[];
  readonly indexes: readonly CatalogIndex[];
  readonly projections: readonly CatalogProjection[];
}

export interface CatalogTable {
  readonly database: string;
  readonly name: string;
  readonly engine: string;
  /** With arguments, keys, TTL and settings. */
  readonly engine_full: string;
  readonly sorting_key: string;
  readonly partition_key: string;
  readonly comment: string;
}

export interface CatalogColumn {
  readonly database: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  /** `CODEC(…)`, or empty. */
  readonly compression_codec: string;
}

export interface CatalogIndex {
  readonly database: string;
  readonly table: string;
  readonly name: string;
  readonly expr: string;
  readonly type_full: string;
  readonly granularity: string;
}

export interface CatalogProjection {
  readonly database: string;
  readonly table: string;
  readonly name: string;
  readonly query: string;
}

const DATABASES = "('store', 'store_local', 'default')";

/** The queries whose rows make a catalog; they give nothing where nothing was created yet. */
export const CATALOG_QUERIES: { readonly [Part in keyof Catalog]: string } = {
  tables: `SELECT database, name, engine, engine_full, sorting_key, partition_key, comment
FROM system.tables WHERE database IN ${DATABASES}`,
  columns: `SELECT database, table, name, type, comment, compression_codec
FROM system.columns WHERE database IN ${DATABASES} ORDER BY database, table, position`,
  indexes: `SELECT database, table, name, expr, type_full, toString(granularity) AS granularity
FROM system.data_skipping_indices WHERE database IN ${DATABASES}`,
  projections: `SELECT database, table, name, query FROM system.projections WHERE database IN ${DATABASES}`,
};
