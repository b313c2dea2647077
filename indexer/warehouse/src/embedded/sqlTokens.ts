/**
 * Tokens of ClickHouse SQL as far as they are needed to tell statements apart: where words, literals
 * and comments begin and end (after ClickHouse's `src/Parsers/Lexer.cpp`). The text is one character
 * per byte (latin1), so that positions are byte positions even where binary data follows.
 */
export interface SqlToken {
  readonly kind: "word" | "quoted" | "open" | "close" | "semicolon" | "other";
  /** Upper case for words, as written otherwise; empty for quoted text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Brackets around the token. */
  readonly depth: number;
}

const SPACE = /[\s\0]+/y;
const LINE_COMMENT = /(?:--|#!|# )[^\n]*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_$]*/y;
const NUMBER = /[0-9][A-Za-z0-9_.]*/y;
const QUOTED = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`\\]|\\[\s\S]|``)*`/y;
/** Typographic quotes, in UTF-8 bytes. */
const CURLY = /\xe2\x80\x98[\s\S]*?\xe2\x80\x99|\xe2\x80\x9c[\s\S]*?\xe2\x80\x9d/y;
const HEREDOC = /\$(\w*)\$[\s\S]*?\$\1\$/y;

function matchAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

/** Block comments nest. An open end runs to the end of the text, which the engine then refuses. */
function blockCommentEnd(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const two = source.slice(at, at + 2);
    if (two === "/*") depth++;
    else if (two === "*/") depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return source.length;
}

export function* sqlTokens(source: string): Generator<SqlToken> {
  let depth = 0;
  for (let at = 0; at < source.length; ) {
    const blank = Math.max(matchAt(SPACE, source, at), matchAt(LINE_COMMENT, source, at));
    if (blank > at) {
      at = blank;
      continue;
    }
    if (source.startsWith("/*", at)) {
      at = blockCommentEnd(source, at);
      continue;
    }
    const start = at;
    const word = matchAt(WORD, source, start);
    if (word > start) {
      at = word;
      yield { kind: "word", text: source.slice(start, at).toUpperCase(), start, end: at, depth };
      continue;
    }
    const quoted = Math.max(
      matchAt(QUOTED, source, start),
      matchAt(CURLY, source, start),
      matchAt(HEREDOC, source, start),
    );
    if (quoted > start) {
      at = quoted;
      yield { kind: "quoted", text: "", start, end: at, depth };
      continue;
    }
    at = Math.max(matchAt(NUMBER, source, start), start + 1);
    const text = source.slice(start, at);
    if ("([{".includes(text)) yield { kind: "open", text, start, end: at, depth: depth++ };
    else if (")]}".includes(text)) yield { kind: "close", text, start, end: at, depth: --depth };
    else yield { kind: text === ";" ? "semicolon" : "other", text, start, end: at, depth };
  }
}
