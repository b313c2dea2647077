import { quoteName } from "./sqlText.ts";
import { STORE } from "./store.ts";
import type { Column, ColumnType, Table, View, ViewColumn } from "./table.ts";

/** A binary column as text, spelled as the engine spells it (an index is known by its expression). */
export function hexText(columnName: string, column: Column): string {
  const hexOf = (value: string): string =>
    column.hex ? `concat('${column.hex}', lower(hex(${value})))` : `lower(hex(${value}))`;
  return column.type.startsWith("Array(")
    ? `arrayMap(x -> ${hexOf("x")}, ${identifier(columnName)})`
    : hexOf(identifier(columnName));
}

/** `from` and other words of SQL need quotes; the engine spells others without. */
const identifier = (name: string): string => (["from", "select", "where"].includes(name) ? quoteName(name) : name);

function textType({ hex, type }: Column): ColumnType {
  if (hex === undefined) return type;
  if (type.startsWith("Array(")) return "Array(String)";
  return type.startsWith("Nullable(") ? "Nullable(String)" : "String";
}

const textColumns = (table: Table): ViewColumn[] =>
  Object.entries(table.columns).map(([name, column]) => ({ name, type: textType(column), comment: column.comment }));

/** The table as text for analysts: hashes and addresses in hex as their chain prints them. */
export function textView(table: Table): View {
  const columns = Object.entries(table.columns).map(([name, column]) =>
    column.hex === undefined ? quoteName(name) : `${hexText(name, column)} AS ${quoteName(name)}`,
  );
  return {
    name: table.name,
    comment: table.comment,
    columns: textColumns(table),
    select: `SELECT ${columns.join(", ")}\nFROM ${STORE}.${quoteName(table.name)}`,
    ...(table.example === undefined ? {} : { example: table.example }),
  };
}
