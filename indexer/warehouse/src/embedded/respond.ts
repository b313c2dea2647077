import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { createDeflate, createGzip, type Deflate, type Gzip } from "node:zlib";
import type { Progress } from "./engine.ts";
import type { Execution } from "./execute.ts";
import { exceptionCode, httpStatus } from "./httpStatus.ts";

/** A result up to this size, in bytes, is answered as a whole, with its summary; of a larger one the start is sent. */
const ANSWER_WHOLE_BYTES = 64 * 1024;

/** With `wait_end_of_query` the whole result is held back, up to this size in bytes. */
const HOLD_BYTES = 64 * 1024 * 1024;

/** Level 3 is ClickHouse's default (`http_zlib_compression_level`). */
const COMPRESSION_LEVEL = 3;

type Encoder = Gzip | Deflate;

export interface ResponseOptions {
  readonly queryId: string;
  /** Client asks for it and `enable_http_compression=1`. */
  readonly compress: boolean;
  readonly waitEnd: boolean;
}

function contentType(format: string): string {
  if (/^(JSONEachRow|JSONLines|NDJSON|JSON\w*EachRow\w*)$/.test(format)) return "application/x-ndjson; charset=UTF-8";
  if (/^JSON/.test(format)) return "application/json; charset=UTF-8";
  if (/^CSV/.test(format)) return "text/csv; charset=UTF-8";
  if (/^(TabSeparated|TSV)/.test(format)) return "text/tab-separated-values; charset=UTF-8";
  if (/^(Pretty|Vertical|Markdown|Values|XML)/.test(format)) return "text/plain; charset=UTF-8";
  return "application/octet-stream";
}

function summary(kind: Execution["kind"], progress: Progress): string {
  const written = kind === "insert" ? progress : { rows: 0, bytes: 0 };
  return JSON.stringify({
    read_rows: String(progress.rows),
    read_bytes: String(progress.bytes),
    written_rows: String(written.rows),
    written_bytes: String(written.bytes),
    total_rows_to_read: "0",
    result_rows: String(written.rows),
    result_bytes: String(written.bytes),
    elapsed_ns: String(Math.round(progress.elapsedSeconds * 1e9)),
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
async function breakOff(
  response: ServerResponse,
  encoder: Encoder | undefined,
  error: Error,
  tag: string,
): Promise<void> {
  const message = `${error.message.trimEnd()}\n`;
  const frame = `\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`;
  await new Promise<void>((resolve) => (encoder ?? response).write(frame, () => resolve()));
  if (encoder) await new Promise<void>((resolve) => encoder.flush(() => resolve()));
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

/** Writes what an execution yields; settles when the response is finished. @returns whether the statement succeeded. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  execution: Execution,
  options: ResponseOptions,
): Promise<boolean> {
  const { queryId, compress, waitEnd } = options;
  response.once("close", () => {
    if (!response.writableFinished) execution.cancel();
  });
  // Gone already, while the statement waited for its place.
  if (response.destroyed) execution.cancel();
  const tag = randomBytes(12).toString("base64url").slice(0, 16);
  const deflates = compress && /\bdeflate\b/.test(String(request.headers["accept-encoding"]));
  const gzips = compress && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const encoding = gzips ? "gzip" : deflates ? "deflate" : undefined;
  const headers = {
    "Content-Type": contentType(execution.format),
    "X-ClickHouse-Query-Id": queryId,
    "X-ClickHouse-Format": execution.format,
    "X-ClickHouse-Timezone": "UTC",
    "X-ClickHouse-Server-Display-Name": "ledgerscope",
    "X-ClickHouse-Exception-Tag": tag,
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  };
  const encoder: Encoder | undefined = gzips
    ? createGzip({ level: COMPRESSION_LEVEL })
    : deflates
      ? createDeflate({ level: COMPRESSION_LEVEL })
      : undefined;
  const out: Writable = encoder ?? response;
  encoder?.pipe(response);

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
    if (heldBytes <= (waitEnd ? HOLD_BYTES : ANSWER_WHOLE_BYTES)) continue;
    streaming = true;
    response.writeHead(200, headers);
    for (const part of held.splice(0)) out.write(part);
  }
  try {
    const progress = await execution.outcome;
    if (!streaming) {
      response.writeHead(200, {
        ...headers,
        "X-ClickHouse-Summary": summary(execution.kind, progress),
        ...(encoding ? {} : { "Content-Length": String(heldBytes) }),
      });
      for (const part of held) out.write(part);
    }
    out.end();
    return true;
  } catch (error) {
    if (response.destroyed) return false;
    if (streaming) await breakOff(response, encoder, error as Error, tag);
    else {
      encoder?.unpipe(response);
      respondError(response, error as Error, queryId);
    }
    return false;
  }
}
