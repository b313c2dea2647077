import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Transform, Writable } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";
import { compressBlocks } from "./blockCompression.ts";
import type { Progress } from "./engine.ts";
import type { Execution } from "./execute.ts";
import { exceptionCode, httpStatus } from "./httpStatus.ts";
import { sendProgress } from "./progressHeaders.ts";

/** A result up to this size, in bytes, is answered as a whole, with its summary; of a larger one the start is sent. */
const ANSWER_WHOLE_BYTES = 64 * 1024;

/** With `wait_end_of_query` the whole result is held back, up to this size in bytes. */
const HOLD_BYTES = 64 * 1024 * 1024;

/** Level 3 is ClickHouse's default (`http_zlib_compression_level`). */
const COMPRESSION_LEVEL = 3;

const ENCODERS = {
  gzip: () => createGzip({ level: COMPRESSION_LEVEL }),
  deflate: () => createDeflate({ level: COMPRESSION_LEVEL }),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: COMPRESSION_LEVEL } }),
} as const;

/** What is written to `out` reaches the client encoded. */
interface Encoding {
  readonly name: keyof typeof ENCODERS | undefined;
  readonly stages: readonly Transform[];
}

function chooseEncoding(request: IncomingMessage, options: ResponseOptions): Encoding {
  const accepted = options.httpCompression ? String(request.headers["accept-encoding"] ?? "") : "";
  const name = (["gzip", "deflate", "br"] as const).find((each) => new RegExp(`\\b${each}\\b`).test(accepted));
  return {
    name,
    stages: [...(options.blockCompression ? [compressBlocks()] : []), ...(name ? [ENCODERS[name]()] : [])],
  };
}

export interface ResponseOptions {
  readonly queryId: string;
  /** By `Accept-Encoding`. */
  readonly httpCompression: boolean;
  /** In ClickHouse's own compressed blocks. */
  readonly blockCompression: boolean;
  readonly waitEnd: boolean;
  /** Of the engine. */
  readonly timezone: string;
  /** Interval of progress headers; undefined: none. */
  readonly progressMs?: number;
}

function contentType(format: string): string {
  if (/^(JSONEachRow|JSONLines|NDJSON|JSON\w*EachRow\w*)$/.test(format)) return "application/x-ndjson; charset=UTF-8";
  if (/^JSON/.test(format)) return "application/json; charset=UTF-8";
  if (/^CSV/.test(format)) return "text/csv; charset=UTF-8";
  if (/^(TabSeparated|TSV)/.test(format)) return "text/tab-separated-values; charset=UTF-8";
  if (/^(Pretty|Vertical|Markdown|Values|XML)/.test(format)) return "text/plain; charset=UTF-8";
  return "application/octet-stream";
}

/**
 * What the engine tells of an ended statement: of an insert the rows that it read, which are those it wrote; of a
 * query the rows of its result. How many rows a query read it does not tell: no number rather than a wrong one.
 */
function summary(kind: Execution["kind"], { rows, bytes, elapsedSeconds }: Progress): string {
  const counted = { rows: String(rows), bytes: String(bytes) };
  return JSON.stringify({
    ...(kind === "insert"
      ? {
          read_rows: counted.rows,
          read_bytes: counted.bytes,
          written_rows: counted.rows,
          written_bytes: counted.bytes,
        }
      : {}),
    ...(kind === "query" ? { result_rows: counted.rows, result_bytes: counted.bytes } : {}),
    elapsed_ns: String(Math.round(elapsedSeconds * 1e9)),
  });
}

/** An error before anything of a result was sent. */
export function respondError(response: ServerResponse, error: Error, queryId?: string): void {
  const message = error.message.trimEnd();
  const code = exceptionCode(message);
  response.writeHead(httpStatus(code), {
    "Content-Type": "text/plain; charset=UTF-8",
    "X-ClickHouse-Exception-Code": String(code),
    ...(queryId ? { "X-ClickHouse-Query-Id": queryId } : {}),
  });
  response.end(`${code === 1001 ? "Code: 1001. DB::Exception: " : ""}${message}\n`);
}

/** An error behind rows already sent, framed as ClickHouse has it since 25.11; then the connection breaks off. */
async function breakOff(response: ServerResponse, out: Writable, error: Error, tag: string): Promise<void> {
  const message = `${error.message.trimEnd()}\n`;
  const frame = `\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`;
  if (out === response) await new Promise<void>((resolve) => response.write(frame, () => resolve()));
  else {
    // The encoders' ends belong to the frame, the response's does not.
    out.end(frame);
    await new Promise<void>((resolve) => response.once("encoded", resolve).once("close", resolve));
  }
  // An unfinished chunked body tells it to clients that do not know the frame.
  response.socket?.end();
}

/** Until the client has taken enough, or has gone. */
function writable(out: Writable, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      out.off("drain", settle);
      response.off("close", settle);
      resolve();
    };
    out.once("drain", settle);
    response.once("close", settle);
    if (response.destroyed) settle();
  });
}

/** @returns the first stage; the last one ends the response when it ends well, and tells it of its last byte. */
function connect(stages: readonly Transform[], response: ServerResponse): Writable {
  const last = stages.at(-1);
  if (!last) return response;
  for (const [index, stage] of stages.entries()) if (stages[index + 1]) stage.pipe(stages[index + 1] as Transform);
  last.pipe(response, { end: false });
  last.once("end", () => {
    if (!response.emit("encoded")) response.end();
  });
  return stages[0] as Transform;
}

/** Writes what an execution yields; settles when the response is finished. @returns whether the statement succeeded. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  execution: Execution,
  options: ResponseOptions,
): Promise<boolean> {
  const { queryId, waitEnd, progressMs } = options;
  response.once("close", () => {
    if (!response.writableFinished) execution.cancel();
  });
  // Gone already, while the statement waited for its place.
  if (response.destroyed) execution.cancel();
  const tag = randomBytes(12).toString("base64url").slice(0, 16);
  const { name: encoding, stages } = chooseEncoding(request, options);
  const headers = {
    "Content-Type": contentType(execution.format),
    "X-ClickHouse-Query-Id": queryId,
    "X-ClickHouse-Format": execution.format,
    "X-ClickHouse-Timezone": options.timezone,
    "X-ClickHouse-Server-Display-Name": "ledgerscope",
    "X-ClickHouse-Exception-Tag": tag,
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  };
  const out = connect(stages, response);
  const progress = progressMs === undefined ? undefined : sendProgress(response, execution, progressMs);

  // Formats that tell of the statement's progress are of use while it runs.
  const wholeBytes = execution.format.endsWith("WithProgress") ? 0 : ANSWER_WHOLE_BYTES;
  const held: Buffer[] = [];
  let heldBytes = 0;
  let streaming = false;
  for await (const chunk of execution.output) {
    if (response.destroyed) continue;
    if (streaming) {
      if (!out.write(chunk)) await writable(out, response);
      continue;
    }
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= (waitEnd ? HOLD_BYTES : wholeBytes)) continue;
    streaming = true;
    await progress?.();
    response.writeHead(200, headers);
    for (const part of held.splice(0)) out.write(part);
  }
  try {
    const total = await execution.outcome;
    if (!streaming) {
      await progress?.();
      response.writeHead(200, {
        ...headers,
        "X-ClickHouse-Summary": summary(execution.kind, total),
        ...(stages.length > 0 ? {} : { "Content-Length": String(heldBytes) }),
      });
      for (const part of held) out.write(part);
    }
    out.end();
    return true;
  } catch (error) {
    await progress?.();
    if (response.destroyed) return false;
    if (streaming) await breakOff(response, out, error as Error, tag);
    else {
      stages.at(-1)?.unpipe(response);
      respondError(response, error as Error, queryId);
    }
    return false;
  }
}
