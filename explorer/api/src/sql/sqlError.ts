/** What the engine says about a statement, as a page can show it. */
export interface SqlProblem {
  /** The engine's number of the exception; 0: not the engine's. */
  readonly code: number;
  /** Its name: `SYNTAX_ERROR`, `MEMORY_LIMIT_EXCEEDED`. */
  readonly name: string;
  readonly message: string;
  /** Where in the statement, in UTF-16 code units; the place may have no length (the end of the text). */
  readonly from?: number;
  readonly to?: number;
}

/** The engine, or this API, refuses a statement. */
export class SqlError extends Error {
  override readonly name = "SqlError";
  readonly problem: SqlProblem;

  constructor(problem: SqlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const READS = "Only statements that read are allowed here: SELECT, WITH, SHOW, DESCRIBE, EXPLAIN, EXISTS";

/**
 * Reads the engine's text: `Code: 62. DB::Exception: Syntax error: failed at position 8 … (SYNTAX_ERROR)`. What it
 * says about itself (version, parts of a stack) is left out.
 * @param sql the statement; positions in it are found by the number that the engine tells, in bytes from 1, or by the
 * name that it does not know.
 */
export function readException(text: string, sql: string): SqlProblem {
  const code = Number(/Code: (\d+)\./.exec(text)?.[1] ?? 0);
  const name = [...text.matchAll(/\(([A-Z][A-Z0-9_]{2,})\)/g)].at(-1)?.[1] ?? "ERROR";
  const message = text
    .replace(/^(Code: \d+\. )?(DB::)?(Exception: )?(DB::Exception: )*/, "")
    .replace(/\(version [^)]*\)+/g, "")
    .replace(`(${name})`, "")
    // The reader knows his statement.
    .replace(/[:.]?\s*in scope [\s\S]*?(?=\. Maybe you meant|$)/i, "")
    .replace(/(Expected one of: (?:[^,]+, ){7})[^:]*$/, "$1…")
    .replace(/^\w+: Not enough privileges for this statement/, READS)
    .trim()
    .replace(/[.:,]*$/, "");
  return { code, name, message, ...place(text, sql) };
}

function place(text: string, sql: string): { from: number; to: number } | undefined {
  const told = /failed at position (\d+)(?: \(([^\n]*?)\))?(?: \(line \d+, col \d+\))?:/.exec(text);
  if (told) {
    const from = charOf(sql, Number(told[1]) - 1);
    const token = told[2] === undefined || told[2] === "end of query" ? "" : told[2];
    return { from, to: sql.startsWith(token, from) ? from + token.length : from };
  }
  const unknown =
    /Unknown (?:expression(?: or function)? identifier|table expression identifier|expression identifier) [`']([^`']+)[`']/.exec(
      text,
    ) ??
    /Identifier [`']([^`']+)[`'] cannot be resolved/.exec(text) ??
    /(?:Function with name|Unknown function|Table|Database|Substitution) [`']?([\w.]+)[`']? (?:does not exist|is not set|in scope|doesn't exist)/.exec(
      text,
    ) ??
    /Unknown (?:expression identifier|identifier|function) [`']?([\w.]+)[`']?/.exec(text);
  const word = unknown?.[1];
  if (word === undefined) return undefined;
  const at = sql.search(new RegExp(`(?<![\\w.])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\w)`));
  return at < 0 ? undefined : { from: at, to: at + word.length };
}

/** Index of the character that holds a byte of the text's UTF-8. */
function charOf(text: string, byte: number): number {
  return Buffer.from(text).subarray(0, Math.max(0, byte)).toString().length;
}
