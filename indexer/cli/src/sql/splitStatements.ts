/** Statements of a text, and what follows the last semicolon. */
export interface SplitText {
  readonly statements: readonly string[];
  /** Not ended by a semicolon yet; empty when only blanks and comments are left. */
  readonly rest: string;
}

/**
 * Literals and comments of ClickHouse SQL, in which a semicolon ends nothing. An open end runs to the end
 * of the text. Nested block comments are counted by `commentEnd`.
 */
const SKIPPED =
  /'(?:[^'\\]|\\[\s\S])*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|`(?:[^`\\]|\\[\s\S])*(?:`|$)|(?:--|#!|# )[^\n]*|\$(\w*)\$[\s\S]*?(?:\$\1\$|$)/y;

/** An insert whose data stands behind the statement, in a format that may hold semicolons. */
const INSERT_WITH_DATA = /^\s*INSERT\s+INTO\b(?![\s\S]*\bSELECT\b)[\s\S]*?\bFORMAT\s+(?!VALUES\b)[A-Za-z]\w*/i;

/**
 * Splits at semicolons. The data of an `INSERT … FORMAT …` goes to the end of the text: no separator is safe
 * in every format. Works on text of any encoding that keeps ASCII, so on bytes read as latin1 too.
 */
export function splitStatements(text: string): SplitText {
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  let bare = "";
  const take = (end: number): void => {
    if (bare.trim() !== "") statements.push(text.slice(start, end).trim());
    bare = "";
    start = end + 1;
  };
  while (at < text.length) {
    const skipped = skipFrom(text, at);
    if (skipped > at) {
      // A literal is part of the statement, a comment is not.
      bare += /['"`$]/.test(text[at] as string) ? "?" : " ";
      at = skipped;
      continue;
    }
    if (text[at] === ";") {
      take(at);
      at++;
      continue;
    }
    bare += text[at];
    at++;
    const atBreak = text[at] === "\n" || text[at] === "\r" || at === text.length;
    if (atBreak && INSERT_WITH_DATA.test(bare)) {
      statements.push(text.slice(start).trimStart());
      return { statements, rest: "" };
    }
  }
  return { statements, rest: bare.trim() === "" ? "" : text.slice(start).trim() };
}

function skipFrom(text: string, at: number): number {
  if (text.startsWith("/*", at)) return commentEnd(text, at);
  SKIPPED.lastIndex = at;
  return SKIPPED.test(text) ? SKIPPED.lastIndex : at;
}

function commentEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const two = text.slice(at, at + 2);
    if (two === "/*") depth++;
    else if (two === "*/") depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
