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
const HEREDOC_TAG = /\$\w*\$/y;
/** Typographic quotes, in UTF-8 bytes. */
const CURLY: Readonly<Record<string, string>> = { "\xe2\x80\x98": "\xe2\x80\x99", "\xe2\x80\x9c": "\xe2\x80\x9d" };
const BACKSLASH = 0x5c;

function matchAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

/** Block comments nest. An open one runs to the end of the text, which the engine then refuses. */
function blockCommentEnd(source: string, start: number): number {
  const ends = /\/\*|\*\//g;
  ends.lastIndex = start;
  let depth = 0;
  for (let end = ends.exec(source); end; end = ends.exec(source)) {
    depth += end[0] === "/*" ? 1 : -1;
    if (depth === 0) return ends.lastIndex;
  }
  return source.length;
}

/** Where the last of each `$tag$` begins, from a position on: whether a tag is closed must not cost a look at all that follows it. */
function lastTags(source: string, from: number): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  const tags = /\$(?=(\w*\$))/g;
  tags.lastIndex = from;
  for (let tag = tags.exec(source); tag; tag = tags.exec(source)) last.set(`$${tag[1]}`, tag.index);
  return last;
}

/** Finds ends of quotations; all together in a time linear in the text. Open ones run to its end, which the engine then refuses. */
class Quotations {
  readonly #source: string;
  #tags: ReadonlyMap<string, number> | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** @returns `start` where none begins. */
  end(start: number): number {
    const first = this.#source[start];
    if (first === "'" || first === '"' || first === "`") return this.#escaped(start);
    if (first === "$") return this.#heredoc(start);
    const close = first === "\xe2" ? CURLY[this.#source.slice(start, start + 3)] : undefined;
    return close === undefined ? start : this.#behind(close, start + 3);
  }

  #behind(close: string, from: number): number {
    const at = this.#source.indexOf(close, from);
    return at < 0 ? this.#source.length : at + close.length;
  }

  /** A quote within it is doubled, or behind a backslash. */
  #escaped(start: number): number {
    const source = this.#source;
    const quote = source.charCodeAt(start);
    for (let at = start + 1; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code !== quote) continue;
      else if (source.charCodeAt(at + 1) === quote) at++;
      else return at + 1;
    }
    return source.length;
  }

  /** Without an end it is none, but a name. */
  #heredoc(start: number): number {
    const open = matchAt(HEREDOC_TAG, this.#source, start);
    if (open === start) return start;
    const tag = this.#source.slice(start, open);
    this.#tags ??= lastTags(this.#source, start);
    return (this.#tags.get(tag) ?? -1) < open ? start : this.#behind(tag, open);
  }
}

export function* sqlTokens(source: string): Generator<SqlToken> {
  const quotations = new Quotations(source);
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
    const quoted = quotations.end(start);
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
