/** A table or view that may be asked. */
export interface SqlTable {
  readonly database: string;
  readonly name: string;
  readonly comment: string;
  readonly isView: boolean;
  readonly sortedBy: string;
  /** Decimal; null: not counted. */
  readonly rows: string | null;
  readonly bytes: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly comment: string }[];
}

/** What a statement can name. */
export interface SqlNames {
  readonly tables: readonly SqlTable[];
  readonly functions: readonly string[];
}

/** As a statement names it: the database only where it is not the current one. */
export const nameOf = ({ database, name }: Pick<SqlTable, "database" | "name">): string =>
  database === "default" ? name : `${database}.${name}`;

export async function readNames(signal: AbortSignal): Promise<SqlNames> {
  const response = await fetch("/sql/tables", { signal });
  if (!response.ok) throw new Error(`tables: ${response.status}`);
  return (await response.json()) as SqlNames;
}

/** Tables that fit what was typed, with the columns that do; all of them where nothing was. */
export function findTables(tables: readonly SqlTable[], typed: string): SqlTable[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...tables];
  const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  return tables.flatMap((table) => {
    if (fits(`${nameOf(table)} ${table.comment}`)) return [table];
    const columns = table.columns.filter(({ name, comment }) => fits(`${name} ${comment}`));
    return columns.length > 0 ? [{ ...table, columns }] : [];
  });
}
