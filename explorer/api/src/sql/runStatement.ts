import type { IncomingMessage } from "node:http";
import type { AnalystQuestion, AnalystReader } from "./analystReader.ts";
import { readException, SqlError, type SqlProblem } from "./sqlError.ts";
import type { StatementEnd } from "./statementLog.ts";

/** One line of the answer to `/sql/run`, as JSON. */
type RunEvent =
  | { readonly columns: readonly { readonly name: string; readonly type: string }[] }
  /** 64-bit numbers are text, as everywhere in the API. */
  | { readonly rows: readonly (readonly unknown[])[] }
  | { readonly progress: QueryProgress }
  /** `cut`: there are more rows than were wanted; the statement was stopped. */
  | { readonly end: { readonly rows: number; readonly elapsedMs: number; readonly cut: boolean } }
  | { readonly error: SqlProblem };

/** How far a statement is. */
interface QueryProgress {
  readonly readRows: number;
  readonly readBytes: number;
  /** As far as the engine can tell beforehand; 0: it cannot. */
  readonly totalRows: number;
  readonly elapsedMs: number;
}

/**
 * Rows with what the engine says of its progress between them, a line of JSON each: `{"meta":…}`, `{"row":…}`,
 * `{"progress":…}`, `{"exception":…}`. Source: https://clickhouse.com/docs/interfaces/formats/JSONEachRowWithProgress
 */
const FORMAT = "JSONCompactEachRowWithProgress";
const ROW = '{"row":';

/** What a page can take: characters of all rows, and of one. */
const MAX_CHARACTERS = 32 * 2 ** 20;
const MAX_ROW_CHARACTERS = 8 * 2 ** 20;

export interface RunOptions extends Pick<AnalystQuestion, "sql" | "parameters" | "queryId"> {
  readonly maxRows: number;
  /** Seconds. */
  readonly maxSeconds: number;
  readonly signal: AbortSignal;
  /** Told when all of it has been taken, its end included; not when the client has gone before. */
  readonly onEnd?: (end: StatementEnd) => void;
}

/**
 * Runs a statement and tells what comes of it, line by line: columns, rows, how far it is, and its end or error. Whatever
 * the statement yields, no more than a chunk of it is held.
 */
export async function* runStatement(reader: AnalystReader, options: RunOptions): AsyncGenerator<string> {
  try {
    yield* answerOf(reader, options);
  } catch (error) {
    if (options.signal.aborted) return;
    const problem = problemOf(error);
    yield line({ error: problem });
    options.onEnd?.({ rows: null, outcome: problem.name });
  }
}

const line = (event: RunEvent): string => `${JSON.stringify(event)}\n`;

function problemOf(error: unknown): SqlProblem {
  if (error instanceof SqlError) return error.problem;
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return { code: 0, name: "BROKEN_OFF", message: "The warehouse's answer broke off. Run the statement again." };
}

async function* answerOf(reader: AnalystReader, options: RunOptions): AsyncGenerator<string> {
  const { sql, parameters, queryId, maxRows, maxSeconds, signal } = options;
  const started = performance.now();
  const answer = await reader.ask({
    ...{ sql, parameters, queryId, signal, format: FORMAT },
    settings: { max_execution_time: maxSeconds, output_format_json_quote_64bit_integers: 1 },
  });
  if (answer.headers["x-clickhouse-format"] !== FORMAT) {
    answer.destroy();
    const message = "Leave FORMAT out: the page has a format of its own. A download keeps the statement's.";
    throw new SqlError({ code: 0, name: "FORMAT", message });
  }
  let rows = 0;
  let characters = 0;
  for await (const lines of linesOf(answer, sql)) {
    const found: string[] = [];
    let more = false;
    for (const one of lines) {
      if (!one.startsWith(ROW)) {
        const told = tell(JSON.parse(one) as Told, sql);
        if (told) yield line(told);
      } else if (rows + found.length < maxRows && characters < MAX_CHARACTERS) {
        // Rows pass as the text that they came as.
        found.push(one.slice(ROW.length, -1));
        characters += one.length;
      } else more = true;
    }
    rows += found.length;
    if (found.length > 0) yield `{"rows":[${found.join(",")}]}\n`;
    if (more) {
      answer.destroy();
      yield line({ end: { rows, elapsedMs: Math.round(performance.now() - started), cut: true } });
      options.onEnd?.({ rows, outcome: "cut" });
      return;
    }
  }
  yield line({ end: { rows, elapsedMs: Math.round(performance.now() - started), cut: false } });
  options.onEnd?.({ rows, outcome: "ok" });
}

interface Told {
  readonly meta?: readonly { readonly name: string; readonly type: string }[];
  readonly progress?: Readonly<Record<string, string>>;
  readonly exception?: string;
}

/** @throws SqlError */
function tell({ meta, progress, exception }: Told, sql: string): RunEvent | undefined {
  if (exception !== undefined) throw new SqlError(readException(exception, sql));
  if (meta) return { columns: meta.map(({ name, type }) => ({ name, type })) };
  if (!progress) return undefined;
  return {
    progress: {
      readRows: Number(progress["read_rows"] ?? 0),
      readBytes: Number(progress["read_bytes"] ?? 0),
      totalRows: Number(progress["total_rows_to_read"] ?? 0),
      elapsedMs: Math.round(Number(progress["elapsed_ns"] ?? 0) / 1e6),
    },
  };
}

/** Whole lines, as many as have come. @throws SqlError where the engine says that it has to stop in their midst. */
async function* linesOf(answer: IncomingMessage, sql: string): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  const mark = `__exception__\r\n${answer.headers["x-clickhouse-exception-tag"]}\r\n`;
  // A row may come in a thousand chunks: they are put together once.
  let pending: string[] = [];
  let characters = 0;
  let tail = "";
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    const text = decoder.decode(chunk, { stream: true });
    const seen = tail + text;
    const broken = seen.indexOf(mark);
    if (broken >= 0) throw new SqlError(readException(await rest(seen.slice(broken + mark.length), answer), sql));
    tail = seen.slice(-mark.length);
    const end = text.lastIndexOf("\n");
    if (end < 0) {
      pending.push(text);
      characters += text.length;
      if (characters <= MAX_ROW_CHARACTERS) continue;
      const message = "A row is too large to be shown. Select parts of it, or download the result.";
      throw new SqlError({ code: 0, name: "ROW_TOO_LARGE", message });
    }
    const lines = (pending.join("") + text.slice(0, end)).split("\n");
    pending = [text.slice(end + 1)];
    characters = text.length - end - 1;
    yield lines.filter((each) => each.startsWith("{"));
  }
}

/** The exception's text behind its mark; the connection breaks off after it. */
async function rest(text: string, answer: IncomingMessage): Promise<string> {
  let whole = text;
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) whole += new TextDecoder().decode(chunk);
  } catch {
    // As announced.
  }
  return whole.replace(/\r?\n\d+ \S+\r?\n__exception__[\s\S]*$/, "");
}
