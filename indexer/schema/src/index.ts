export { CATALOG_QUERIES, type Catalog } from "./catalog.ts";
export { CHAIN_BLOCKS_COLUMNS, CHAIN_TRANSACTIONS_COLUMNS } from "./chainViews.ts";
export type { Cluster } from "./cluster.ts";
export { createStatements } from "./createStatements.ts";
export { ColumnEncoder, type EncodedColumns } from "./native/columnEncoder.ts";
export { nativeBlocks } from "./native/nativeBlocks.ts";
export { type WebAssemblyMemory, type WebAssemblyModule, webAssembly } from "./native/webAssembly.ts";
export { type Retention, type SchemaOptions, textIndexes } from "./physicalTables.ts";
export { type MigrationPlan, type MigrationStep, type PlanInput, planMigration } from "./planMigration.ts";
export type { ColumnValue, Row } from "./row.ts";
export { type EncodedRows, encodeRows, RowEncoder } from "./rowBinary.ts";
export { RowBinaryWriter } from "./rowBinaryWriter.ts";
export { SCHEMA_VERSION } from "./schemaVersion.ts";
export { STORE } from "./store.ts";
export {
  type Column,
  type ColumnType,
  defineTable,
  type FamilySchema,
  type ScalarType,
  type SchemaPart,
  type Table,
  type View,
  type ViewColumn,
} from "./table.ts";
export { type ReferenceEntry, referenceEntries, tableReference } from "./tableReference.ts";
export {
  canonicalLogTable,
  migrationsTable,
  passesTable,
  quarantineTable,
  rangesTable,
  warehouseSchema,
} from "./warehouseTables.ts";
