import { type SqlToken, sqlTokens } from "./sqlTokens.ts";

/** What has to be known of a statement before the engine gets it; positions are byte positions in the text. */
export type Statement =
  | { readonly kind: "empty" }
  /** Data follows the statement, from `dataStart`. `FROM INFILE` may be put at `inputAt`, before SETTINGS, FORMAT or VALUES. */
  | {
      readonly kind: "insert";
      readonly format: string;
      readonly inputAt: number;
      readonly formatAt: number;
      readonly dataStart: number;
    }
  /**
   * Has rows to answer with. `outputAt` is where `INTO OUTFILE` may be put, before FORMAT if there is
   * one; `end` is where the statement ends, without semicolon and comments.
   */
  | {
      readonly kind: "query";
      readonly verb: string;
      readonly format?: string;
      readonly outputAt: number;
      readonly end: number;
    }
  | { readonly kind: "command"; readonly verb: string };

/** A request that ClickHouse's HTTP interface refuses, with ClickHouse's code and name for it. */
export class RefusedStatement extends Error {
  constructor(code: number, type: string, message: string) {
    super(`Code: ${code}. DB::Exception: ${message}. (${type})`);
  }
}

const QUERY_VERBS = new Set(["SELECT", "WITH", "FROM", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS", "CHECK"]);

/** Blank and one line break after the format's name belong to the statement, as ClickHouse has it. */
function dataStart(source: string, at: number): number {
  const blank = /^[ \t\f]*\r?\n?/.exec(source.slice(at, at + 4096));
  return at + (blank?.[0].length ?? 0);
}

/**
 * @param source statement, and the data of an insert behind it; one character per byte (latin1).
 * @throws RefusedStatement for several statements at once, INTO OUTFILE and FROM INFILE.
 */
export function readStatement(source: string): Statement {
  let verb: string | undefined;
  let insert: "no" | "target" | "select" = "no";
  let inputAt: number | undefined;
  let formatAt: number | undefined;
  let format: { readonly at: number; readonly name: string; readonly end: number } | undefined;
  let previous: SqlToken | undefined;
  let ended = false;
  for (const token of sqlTokens(source)) {
    if (token.kind === "semicolon") {
      ended = true;
      continue;
    }
    if (ended) throw new RefusedStatement(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
    // `SELECT format x, y`: a column of that name. Behind the clause comes SETTINGS or nothing.
    if (format && previous?.end === format.end && token.text !== "SETTINGS") format = undefined;
    const before = previous?.kind === "word" ? previous.text : "";
    const beforeAt = previous?.start ?? 0;
    previous = token;
    if (token.kind !== "word") {
      // A bracket may stand before SELECT; any other start is an expression, which the engine selects.
      if (verb === undefined && token.kind !== "open") verb = "SELECT";
      continue;
    }
    if ((before === "INTO" && token.text === "OUTFILE") || (before === "FROM" && token.text === "INFILE")) {
      throw new RefusedStatement(358, "INTO_OUTFILE_NOT_ALLOWED", `${before} ${token.text} is not allowed over HTTP`);
    }
    verb ??= token.text;
    if (token.depth > 0) continue;
    if (insert === "no") {
      if (token.text === "INSERT" && (verb === "INSERT" || verb === "WITH")) insert = "target";
    } else if (insert === "target") {
      if (formatAt !== undefined) {
        const name = source.slice(token.start, token.end);
        const data = dataStart(source, token.end);
        return { kind: "insert", format: name, inputAt: inputAt ?? formatAt, formatAt, dataStart: data };
      }
      // A table may be called so too.
      const named = before === "INTO" || before === "TABLE" || source[token.start - 1] === ".";
      if (!named && /^(SETTINGS|FORMAT|VALUES)$/.test(token.text)) inputAt ??= token.start;
      if (!named && token.text === "FORMAT") formatAt = token.start;
      if (!named && token.text === "VALUES") {
        const at = token.start;
        return { kind: "insert", format: "Values", inputAt: inputAt ?? at, formatAt: at, dataStart: token.end };
      }
      if (token.text === "SELECT" || token.text === "WITH") insert = "select";
    }
    if (before === "FORMAT") format = { at: beforeAt, name: source.slice(token.start, token.end), end: token.end };
  }
  if (verb === undefined) return { kind: "empty" };
  if (insert !== "no") return { kind: "command", verb: "INSERT" };
  if (!QUERY_VERBS.has(verb)) return { kind: "command", verb };
  const end = previous?.end ?? source.length;
  return { kind: "query", verb, ...(format ? { format: format.name } : {}), outputAt: format?.at ?? end, end };
}

/** Bytes that may begin a quotation whose end is not there yet; behind an open `'`, `"` or "`" no format is found. */
const OPEN_QUOTE = /[$\x80-\xff]/;

/**
 * Reads the head of an insert from the start of a text whose end is not known yet.
 * @param end whether the last word may continue behind the start.
 * @returns undefined when that start does not tell.
 */
export function readInsertHead(
  start: string,
  end: "maybe cut" | "whole words",
): Extract<Statement, { kind: "insert" }> | undefined {
  try {
    const statement = readStatement(start);
    if (statement.kind !== "insert" || (end === "maybe cut" && statement.dataStart >= start.length)) return undefined;
    for (const token of sqlTokens(start.slice(0, statement.dataStart))) {
      if (token.kind === "other" && OPEN_QUOTE.test(token.text)) return undefined;
    }
    return statement;
  } catch (error) {
    if (error instanceof RefusedStatement) return undefined;
    throw error;
  }
}
