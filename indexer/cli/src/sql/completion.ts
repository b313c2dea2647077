import type { Warehouse } from "@ledgerscope/warehouse";

/** What can be completed, as it is written. */
export interface Vocabulary {
  readonly keywords: readonly string[];
  /** Tables and views, those outside of `default` with their database. */
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  readonly functions: readonly string[];
}

/** Reads the words from the engine's system tables. What cannot be read is not completed. */
export async function readVocabulary(warehouse: Warehouse): Promise<Vocabulary> {
  const words = (sql: string): Promise<readonly string[]> =>
    warehouse.query<{ word: string }>(sql).then(
      (rows) => rows.map(({ word }) => word),
      () => [],
    );
  const [keywords, tables, columns, functions] = await Promise.all([
    words("SELECT keyword AS word FROM system.keywords ORDER BY word"),
    words(`SELECT if(database = currentDatabase(), name, database || '.' || name) AS word FROM system.tables
           WHERE database NOT IN ('information_schema', 'INFORMATION_SCHEMA') ORDER BY word`),
    words(`SELECT DISTINCT name AS word FROM system.columns
           WHERE database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA') ORDER BY word`),
    words("SELECT name AS word FROM system.functions ORDER BY word"),
  ]);
  return { keywords, tables, columns, functions };
}

const MOST = 200;

/**
 * Completions of the word at the end of the line, as `node:readline` takes them: behind FROM, JOIN, INTO and
 * TABLE tables only, elsewhere columns first.
 */
export function complete(line: string, vocabulary: Vocabulary): [completions: string[], word: string] {
  const word = /[\w.]*$/.exec(line)?.[0] ?? "";
  if (word === "") return [[], word];
  const before = line.slice(0, line.length - word.length);
  const { keywords, tables, columns, functions } = vocabulary;
  const groups = /\b(?:FROM|JOIN|INTO|TABLE|DESCRIBE|DESC)\s+$/i.test(before)
    ? [tables]
    : [columns, tables, lettersOf(word, keywords), functions];
  const lower = word.toLowerCase();
  const found = new Set(groups.flatMap((words) => words.filter((one) => one.toLowerCase().startsWith(lower))));
  return [[...found].slice(0, MOST), word];
}

/** Keywords in the case that is being typed. */
function lettersOf(word: string, keywords: readonly string[]): readonly string[] {
  return word === word.toLowerCase() ? keywords.map((keyword) => keyword.toLowerCase()) : keywords;
}
