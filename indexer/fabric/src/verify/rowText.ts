import type { Column, Table } from "@ledgerscope/schema";

/**
 * Stored and expected rows are compared as text, column by column: binary as hex, times as their number,
 * so that nothing is lost on the way through JSON.
 */
export type RowText = readonly string[];

/** SELECT list that gives a table's columns as text, as `c0`, `c1`, … in the order of the table. */
export function selectAsText(table: Table): string {
  return Object.entries(table.columns)
    .map(([name, column], index) => `${textExpression(name, column)} AS c${index}`)
    .join(", ");
}

export function storedText(table: Table, row: Readonly<Record<string, unknown>>): RowText {
  return Object.keys(table.columns).map((_, index) => {
    const value = row[`c${index}`];
    return Array.isArray(value) ? arrayText(value) : String(value);
  });
}

export function expectedText(table: Table, row: Readonly<Record<string, unknown>>): RowText {
  return Object.keys(table.columns).map((name) => {
    const value = row[name];
    return Array.isArray(value) ? arrayText(value.map(scalarText)) : scalarText(value);
  });
}

/** Every item ends in a comma, so that no item and one empty item differ. */
const arrayText = (items: readonly string[]): string => items.map((item) => `${item},`).join("");

/** The items of an array column, from its text. */
export const arrayItems = (text: string): string[] => text.split(",").slice(0, -1);

/** A column's text for people: strings as such where they are printable. */
export function readableText({ type, hex }: Column, text: string): string {
  const isText = (type === "String" || type === "LowCardinality(String)") && hex === undefined;
  const readable = isText ? Buffer.from(text, "hex").toString("utf8") : text;
  const shown = isText && /^[\x20-\x7e]*$/.test(readable) ? JSON.stringify(readable) : text;
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
}

const MAX_SHOWN = 80;

function textExpression(name: string, { type }: Column): string {
  if (type === "Array(String)") return `arrayMap(x -> lower(hex(x)), t.${name})`;
  if (type === "String" || type === "LowCardinality(String)" || type.startsWith("FixedString")) {
    return `lower(hex(t.${name}))`;
  }
  if (type === "DateTime64(3)") return `toString(toUnixTimestamp64Milli(t.${name}))`;
  if (type === "DateTime64(9)") return `toString(toUnixTimestamp64Nano(t.${name}))`;
  return `toString(t.${name})`;
}

function scalarText(value: unknown): string {
  if (typeof value === "string") return Buffer.from(value).toString("hex");
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
  return String(value);
}
