import { chainViews } from "./describeSchema.ts";
import { typeDdl } from "./sqlText.ts";
import type { SchemaPart, Table, View } from "./table.ts";
import { tableSizesView } from "./tableSizes.ts";
import { textView } from "./textView.ts";

/** A table or view of `default`, as analysts see it. */
export interface ReferenceEntry {
  readonly view: View;
  /** What it stands on; undefined: other views. */
  readonly table?: Table;
  readonly example: string;
}

/** A query that works for any table: the first rows, in the order in which they are found fastest. */
const firstRows = (view: View, table: Table | undefined): string =>
  `SELECT * FROM ${view.name}${table ? ` ORDER BY ${table.orderBy.map((c) => `\`${c}\``).join(", ")}` : ""} LIMIT 10`;

const entry = (view: View, table?: Table): ReferenceEntry => ({
  view,
  ...(table ? { table } : {}),
  example: view.example ?? firstRows(view, table),
});

/** Everything in `default`: views over all families first. */
export function referenceEntries(parts: readonly SchemaPart[]): readonly ReferenceEntry[] {
  const tables = parts.flatMap((part) => part.tables).filter((table) => table.textView !== false);
  return [
    ...chainViews(parts).map((view) => entry(view)),
    ...tables.map((table) => entry(textView(table), table)),
    ...parts.flatMap((part) => part.views).map((view) => entry(view)),
    entry(tableSizesView(undefined)),
  ];
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function notes({ table }: ReferenceEntry): string[] {
  if (!table) return ["A view: fast by what its tables are sorted by."];
  const keys = table.orderBy.map((column) => `\`${column}\``).join(", ");
  const found = Object.entries(table.columns)
    .filter(([name]) =>
      (table.indexes ?? []).some((index) => index.split(" ")[2] === name && index.includes("bloom_filter")),
    )
    .map(([name]) => `\`${name}\``);
  return [
    `Sorted by ${keys}${found.length > 0 ? `; found fast by ${found.join(", ")} too` : ""}.`,
    ...(table.reorgs ? ["Shows the canonical chain only; reverted blocks stay in `store`."] : []),
    ...(table.replacingBy
      ? [
          `Of rows with the same key the one with the highest \`${table.replacingBy}\` counts: add \`FINAL\` to see only that.`,
        ]
      : []),
    table.expires ? "Rows stay, unless `retention` says otherwise." : "Rows stay.",
  ];
}

function section(one: ReferenceEntry): string {
  const rows = one.view.columns.map(
    (column) => `| \`${column.name}\` | ${cell(typeDdl(column))} | ${cell(column.comment)} |`,
  );
  return [
    `### ${one.view.name}`,
    "",
    `${one.view.comment}.`,
    "",
    ...notes(one),
    "",
    "| column | type | what |",
    "|---|---|---|",
    ...rows,
    "",
    "```sql",
    one.example,
    "```",
    "",
  ].join("\n");
}

/**
 * The reference of the database `default`, in Markdown.
 * @param warehouses by title: the parts of each warehouse and a sentence about it.
 */
export function tableReference(
  warehouses: readonly { readonly title: string; readonly about: string; readonly parts: readonly SchemaPart[] }[],
): string {
  const lines = [
    "# Tables for analysts",
    "",
    "Written by `npm run generate` from the tables' descriptions; a test fails when it is stale.",
    "",
    "Everything here is a view in the database `default`, read by any ClickHouse client. Hashes and addresses are",
    "lower-case hex as their chain prints them, times are UTC, sums of money are in wei. Name the `network`, and where",
    "you can the `height`: tables are sorted by them, and a condition on them reaches the tables through every view.",
    "",
  ];
  const told = new Set<string>();
  for (const { title, about, parts } of warehouses) {
    const all = referenceEntries(parts);
    const entries = all.filter(({ view }) => !told.has(view.name));
    const again = all.filter(({ view }) => told.has(view.name)).map(({ view }) => `\`${view.name}\``);
    for (const { view } of all) told.add(view.name);
    lines.push(`## ${title}`, "", about, "");
    lines.push(...entries.map(({ view }) => `- [${view.name}](#${view.name}): ${view.comment}`));
    lines.push(...(again.length > 0 ? [`- as above: ${again.join(", ")}`] : []), "");
    lines.push(...entries.map(section));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
