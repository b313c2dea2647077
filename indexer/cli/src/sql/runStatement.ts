import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { writeError } from "../liveView.ts";
import { formatBytes, formatCount, note } from "../output.ts";
import type { Session } from "../session.ts";
import { killQuery, type QueryProgress, watchQuery } from "./runningQuery.ts";
import type { SqlSession } from "./sqlSession.ts";
import { newQueryId, requestStatement, StatementError } from "./statementRequest.ts";
import { terminalText } from "./terminalText.ts";

export interface RunOptions {
  readonly format: string;
  readonly params: Readonly<Record<string, string>>;
  /** @default one for this statement alone */
  readonly session?: SqlSession;
  /** Ends the statement, in the engine too. */
  readonly signal: AbortSignal;
  /** File for the rows, written whole or not at all; undefined: standard output. */
  readonly output?: string;
}

export interface StatementEnd {
  /** What went wrong, in the engine's words; undefined when nothing did. */
  readonly error?: string;
  readonly cancelled: boolean;
  readonly elapsedMs: number;
  readonly readRows?: number;
  readonly writtenRows?: number;
}

/** Runs one statement and writes its rows; on a terminal shows how far it is meanwhile. */
export async function runStatement(
  { warehouse, config }: Session,
  statement: string | Buffer,
  { format, params, session, signal, output }: RunOptions,
): Promise<StatementEnd> {
  const queryId = newQueryId();
  const startedMs = performance.now();
  const progress = process.stderr.isTTY ? showProgress() : undefined;
  const watched = progress && watchQuery(warehouse, queryId, progress.show);
  const quiet = (): void => {
    watched?.stop();
    progress?.clear();
  };
  const hangUp = new AbortController();
  let killed: Promise<void> | undefined;
  const cancel = (): void => {
    killed = killQuery(warehouse, queryId)
      .catch(() => {})
      .finally(() => hangUp.abort());
  };
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  const end = (rest: Omit<StatementEnd, "elapsedMs" | "cancelled">): StatementEnd => ({
    ...rest,
    cancelled: signal.aborted,
    elapsedMs: performance.now() - startedMs,
  });
  try {
    const request = { format, params, queryId, signal: hangUp.signal, ...(session ? { session } : {}) };
    const { rows, summary } = await inSession(session, signal, () =>
      requestStatement(warehouse, config.warehouse, statement, request),
    );
    rows.once("data", quiet);
    if (output === undefined) {
      if (process.stdout.isTTY) await pipeline(rows, terminalText(), standardOutput());
      else await pipeline(rows, standardOutput());
    } else await writeWhole(output, (file) => pipeline(rows, createWriteStream(file)));
    return end(summary);
  } catch (error) {
    if (signal.aborted) return end({ error: "cancelled" });
    if (error instanceof StatementError) return end({ error: error.message });
    throw error;
  } finally {
    quiet();
    signal.removeEventListener("abort", cancel);
    await killed;
  }
}

const PAUSE_MS = 100;

/** Sends a statement again while its session is still ending the one before, and once when the session was lost. */
async function inSession<T>(session: SqlSession | undefined, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof StatementError) || signal.aborted) throw error;
      const next = session?.recover(error.message, performance.now() - startedMs);
      if (next === undefined) throw error;
      if (next === "renewed") note("the session was lost: what SET, USE and CREATE TEMPORARY TABLE did is gone");
      else await sleep(PAUSE_MS);
    }
  }
}

/** Standard output at the reader's pace, not closed behind the rows. */
function standardOutput(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (process.stdout.write(chunk)) done();
      else process.stdout.once("drain", done);
    },
  });
}

async function writeWhole(path: string, write: (path: string) => Promise<void>): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const CLEAR_LINE = "\r\x1b[K";

function showProgress(): { show(progress: QueryProgress): void; clear(): void } {
  let shown = false;
  return {
    show(progress) {
      shown = true;
      const line = progressLine(progress);
      writeError(`${CLEAR_LINE}${line.slice(0, (process.stderr.columns || 80) - 1)}`);
    },
    clear() {
      if (shown) writeError(CLEAR_LINE);
      shown = false;
    },
  };
}

/** `1,200,000 rows of 5,000,000 (24 %), 9.2 MiB read, 400,000 rows/s` */
function progressLine({ readRows, readBytes, totalRows, elapsedSeconds }: QueryProgress): string {
  const rate = elapsedSeconds > 0 ? Math.round(readRows / elapsedSeconds) : 0;
  const of =
    totalRows > readRows ? ` of ${formatCount(totalRows)} (${Math.floor((readRows / totalRows) * 100)} %)` : "";
  return `${formatCount(readRows)} rows${of}, ${formatBytes(readBytes)} read, ${formatCount(rate)} rows/s`;
}
