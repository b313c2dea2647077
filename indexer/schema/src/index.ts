export { CHAIN_BLOCKS_COLUMNS, CHAIN_TRANSACTIONS_COLUMNS } from "./chainViews.ts";
export { createStatements, STORE } from "./ddl.ts";
export type { ColumnValue, Row } from "./row.ts";
export { type EncodedRows, encodeRows, RowBinaryWriter } from "./rowBinary.ts";
export {
  type Column,
  type ColumnType,
  defineTable,
  type FamilySchema,
  type ScalarType,
  type SchemaPart,
  type Table,
  type View,
} from "./table.ts";
export { canonicalLogTable, quarantineTable, rangesTable, warehouseSchema } from "./warehouseTables.ts";
