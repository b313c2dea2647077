import type { Column } from "./table.ts";

/** A string literal. */
export const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A name of a column, table or cluster. */
export const quoteName = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** `store.evm_blocks`, as statements and messages name it. */
export const qualified = ({ database, name }: { database: string; name: string }): string =>
  `${database}.${quoteName(name)}`;

/** The column's type as the engine spells it; times are stored and printed in UTC, whatever the machine's time zone. */
export const typeDdl = ({ type }: Pick<Column, "type">): string =>
  type.replace(/DateTime64\((\d)\)/, "DateTime64($1, 'UTC')");
