import { randomUUID } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Transform, type TransformCallback } from "node:stream";
import { text } from "node:stream/consumers";
import { RetryableError } from "@ledgerscope/core";
import type { Warehouse, WarehouseTarget } from "@ledgerscope/warehouse";
import type { SqlSession } from "./sqlSession.ts";

export interface StatementOptions {
  /** ClickHouse format of rows. */
  readonly format: string;
  /** For `{name:Type}` placeholders. */
  readonly params?: Readonly<Record<string, string>>;
  readonly queryId: string;
  /** @default one of its own */
  readonly session?: SqlSession;
  readonly signal: AbortSignal;
}

/** The engine's own words. */
export class StatementError extends Error {
  override readonly name = "StatementError";
}

export interface StatementResult {
  /** Rows in the format; fails with StatementError when the statement fails behind its first rows. */
  readonly rows: Transform;
  /** ClickHouse's summary, where it is known when the rows begin. */
  readonly summary: { readonly readRows?: number; readonly writtenRows?: number };
}

export const newQueryId = (): string => `cli-${randomUUID()}`;

/**
 * One statement over ClickHouse's HTTP protocol, its result as bytes. No time limit: it may compute for hours.
 * @throws StatementError, RetryableError when the warehouse is away.
 */
export async function requestStatement(
  warehouse: Pick<Warehouse, "url">,
  target: WarehouseTarget,
  statement: string | Buffer,
  { format, params = {}, queryId, session, signal }: StatementOptions,
): Promise<StatementResult> {
  const url = new URL(warehouse.url);
  const username = ("url" in target ? target.username : undefined) ?? decodeURIComponent(url.username);
  const password =
    ("url" in target ? target.password : target.users?.["default"]?.password) ?? decodeURIComponent(url.password);
  url.username = "";
  url.password = "";
  // In a session the database is what its last USE said.
  if ("url" in target && target.database && !session?.begun) url.searchParams.set("database", target.database);
  url.searchParams.set("default_format", format);
  url.searchParams.set("query_id", queryId);
  for (const [name, value] of Object.entries(session?.parameters() ?? {})) url.searchParams.set(name, value);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(`param_${name}`, escapeParam(value));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const sent = send(url, {
      method: "POST",
      signal,
      agent: false,
      headers: {
        "content-length": Buffer.byteLength(statement),
        ...(username ? { "x-clickhouse-user": username } : {}),
        ...(password ? { "x-clickhouse-user": username || "default", "x-clickhouse-key": password } : {}),
      },
    });
    sent.once("response", resolve);
    sent.once("error", (error) =>
      reject(
        signal.aborted
          ? error
          : new RetryableError(`the warehouse does not answer: ${error.message}`, { cause: error }),
      ),
    );
    sent.end(statement);
  });
  if (response.statusCode === 200) session?.begin();
  else throw new StatementError((await text(response)).trim());
  const rows = new ExceptionFilter(String(response.headers["x-clickhouse-exception-tag"] ?? ""));
  // Node gives up what it has read of a broken answer, and there stand the engine's words: take it first.
  response.once("aborted", () => {
    for (let rest = response.read(); rest !== null; rest = response.read()) rows.write(rest);
    rows.breakOff();
  });
  response.once("error", () => {});
  response.pipe(rows);
  return { rows, summary: readSummary(response.headers["x-clickhouse-summary"]) };
}

/** Parameters arrive as TSV fields. */
const escapeParam = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");

function readSummary(header: string | string[] | undefined): StatementResult["summary"] {
  if (typeof header !== "string") return {};
  try {
    const { read_rows: read, written_rows: written } = JSON.parse(header) as Record<string, string>;
    return {
      ...(Number(read) > 0 ? { readRows: Number(read) } : {}),
      ...(Number(written) > 0 ? { writtenRows: Number(written) } : {}),
    };
  } catch {
    return {};
  }
}

const MARKER = Buffer.from("\r\n__exception__\r\n");

/**
 * Passes rows on until the frame in which ClickHouse tells an error behind rows already sent (since 25.11:
 * marker, tag, message), and fails with that message.
 */
class ExceptionFilter extends Transform {
  readonly #tag: string;
  /** The end of what came, when it may be the marker's beginning. */
  #held: Buffer = Buffer.alloc(0);
  #frame: Buffer | undefined;
  #broken = false;

  constructor(tag: string) {
    super();
    this.#tag = tag;
  }

  /** The connection broke: fails behind what has come, with the engine's words if they are among it. */
  breakOff(): void {
    this.#broken = true;
    this.end();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#frame) {
      this.#frame = Buffer.concat([this.#frame, chunk]);
      done();
      return;
    }
    const all = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const marker = this.#tag === "" ? -1 : all.indexOf(Buffer.concat([MARKER, Buffer.from(this.#tag)]));
    if (marker >= 0) {
      this.#frame = all.subarray(marker);
      this.#held = Buffer.alloc(0);
      done(null, all.subarray(0, marker));
      return;
    }
    const keep = this.#tag === "" ? 0 : Math.min(all.length, tailLength(all, MARKER.length + this.#tag.length));
    this.#held = all.subarray(all.length - keep);
    done(null, all.subarray(0, all.length - keep));
  }

  override _flush(done: TransformCallback): void {
    const error =
      this.#words() ?? (this.#broken ? new RetryableError("the result broke off: the warehouse hung up") : undefined);
    if (error) done(error);
    else done(null, this.#held);
  }

  #words(): StatementError | undefined {
    const text = this.#frame?.subarray(MARKER.length + this.#tag.length).toString();
    return text === undefined
      ? undefined
      : new StatementError((text.split("\r\n__exception__")[0] ?? text).replace(/\n\d+ \S+\s*$/, "").trim());
  }
}

/** How many bytes at the end may be the beginning of a frame of that length: from a carriage return near the end on. */
function tailLength(bytes: Buffer, frame: number): number {
  const from = bytes.indexOf("\r", Math.max(0, bytes.length - frame + 1));
  return from < 0 ? 0 : bytes.length - from;
}
