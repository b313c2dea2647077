import type { ColumnType, ViewColumn } from "@ledgerscope/schema";

/** Columns of a view, as `[name, type, comment]`. */
export const viewColumns = (...columns: readonly (readonly [string, ColumnType, string])[]): ViewColumn[] =>
  columns.map(([name, type, comment]) => ({ name, type, comment }));

/** What every view of the family begins with. */
export const SCOPE = [
  ["network", "LowCardinality(String)", "Name of the network in the configuration"],
  ["channel", "LowCardinality(String)", "Fabric channel"],
] as const;

export const KEY = [
  ["namespace", "LowCardinality(String)", "Chaincode namespace"],
  ["collection", "LowCardinality(String)", "Private data collection; empty for public state"],
  ["key", "String", "Key as raw bytes; for a collection the SHA-256 of the key"],
] as const;
