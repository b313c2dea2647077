import { nameOf, type SqlNames, type SqlTable } from "./tables.ts";

interface Suggestion {
  readonly label: string;
  readonly kind: "table" | "column" | "function" | "database";
  /** Beside the name: a type. */
  readonly detail?: string;
  /** What it means. */
  readonly info?: string;
  /** What the name is replaced by, where it is not itself. */
  readonly apply?: string;
}

export interface Suggestions {
  /** Where the word begins that they stand for. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** Tables of a statement with the names that it gives them. */
const MENTIONED =
  /\b(?:FROM|JOIN)\s+([A-Za-z_][\w.]*)(?:\s+(?:FINAL\s+)?(?:AS\s+)?(?!WHERE\b|ON\b|GROUP\b|ORDER\b|LIMIT\b|FINAL\b|JOIN\b|LEFT\b|INNER\b|ANY\b|ARRAY\b|PREWHERE\b|SETTINGS\b|UNION\b|USING\b)([A-Za-z_]\w*))?/gi;

/**
 * What may stand at a place of a statement: columns of the tables that it names, tables, functions; behind `name.` the
 * columns of that table, or the tables of that database.
 */
export function suggestionsAt(sql: string, at: number, { tables, functions }: SqlNames): Suggestions | undefined {
  const word = /([A-Za-z_][\w.]*)?$/.exec(sql.slice(0, at))?.[0] ?? "";
  const from = at - word.length;
  const dot = word.lastIndexOf(".");
  const mentioned = [...sql.matchAll(MENTIONED)].flatMap(([, name, alias]) => {
    const table = tables.find((one) => nameOf(one) === name);
    return table ? [{ table, alias: alias ?? table.name }] : [];
  });
  if (dot >= 0) {
    const owner = word.slice(0, dot);
    const table = mentioned.find(({ alias }) => alias === owner)?.table ?? tables.find((one) => nameOf(one) === owner);
    const inside = tables.filter(({ database }) => database === owner);
    const options = table
      ? columnsOf(table)
      : inside.map(tableSuggestion).map((one) => ({ ...one, label: one.label.slice(dot + 1) }));
    return options.length > 0 ? { from: from + dot + 1, options } : undefined;
  }
  if (word === "" && !/\b(FROM|JOIN)\s+$/i.test(sql.slice(0, at))) return undefined;
  const wantsTable = /\b(FROM|JOIN)\s+[\w.]*$/i.test(sql.slice(0, at));
  const named = tables.filter(({ database }) => database === "default" || wantsTable).map(tableSuggestion);
  if (wantsTable) return { from, options: named };
  return {
    from,
    options: [
      ...mentioned.flatMap(({ table }) => columnsOf(table)),
      ...named,
      ...functions.map((label) => ({ label, kind: "function" as const, apply: `${label}(` })),
    ],
  };
}

const columnsOf = ({ columns }: SqlTable): Suggestion[] =>
  columns.map(({ name, type, comment }) => ({ label: name, kind: "column", detail: type, info: comment }));

const tableSuggestion = (table: SqlTable): Suggestion => ({
  label: nameOf(table),
  kind: "table",
  info: table.comment,
});
