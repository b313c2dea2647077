import type { IncomingMessage } from "node:http";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { decompressBlocks } from "./blockCompression.ts";
import { decompressFrames } from "./lz4Frames.ts";
import { RefusedStatement, readInsertHead, readStatement } from "./statement.ts";

/** As much of a body is read before a statement waits for its place; what follows is data of an insert, and streams. */
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

/** Largest statement, in bytes. */
const MAX_STATEMENT_BYTES = 64 * 1024 * 1024;

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/** Encodings that the engine itself reads, as the compression of a file. */
const ENGINE_ENCODINGS = new Set(["lz4", "zstd", "xz"]);

export interface RequestBody {
  /** The statement (behind what stood in the URL), and the data of an insert as far as it was read ahead. */
  readonly text: Buffer;
  /** The rest of an insert's data, at the client's pace. Throws when it breaks off, or cannot be decoded. */
  readonly rest: AsyncIterator<Buffer> | undefined;
  /** Compression in which the data reaches the engine. */
  readonly compression?: string;
}

/** An insert whose statement is in the URL and whose data the engine decompresses; undefined for other requests. */
export function passedOnBody(request: IncomingMessage, inUrl: string | null): RequestBody | undefined {
  const compression = request.headers["content-encoding"] ?? "";
  if (inUrl === null || !ENGINE_ENCODINGS.has(compression)) return undefined;
  const text = Buffer.from(`${inUrl}\n`);
  if (readStatement(text.toString("latin1")).kind !== "insert") return undefined;
  const rest = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  return { text, rest, compression };
}

/** @param blocks the body is framed in ClickHouse's compressed blocks (`decompress=1`). */
export function decodedBody(request: IncomingMessage, blocks: boolean): AsyncIterable<Buffer> {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "lz4" && !blocks) {
    return decompressFrames(request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>);
  }
  const decoder = encoding in DECODERS ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
  if (!decoder && encoding !== "identity" && encoding !== "") {
    throw new RefusedStatement(
      48,
      "NOT_IMPLEMENTED",
      `Unknown Content-Encoding ${encoding}: use gzip, deflate, br or lz4; for an insert with its statement in the URL zstd or xz too`,
    );
  }
  const stream = decoder ? request.pipe(decoder()) : request;
  if (decoder) request.once("error", (error) => stream.destroy(error));
  // The request outlives a refusal of its body, or its client could not read why.
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  return blocks ? decompressBlocks(chunks) : chunks;
}

/** Takes what nobody reads any more: many clients look for an answer only when all is sent. */
export function readOut(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.unpipe();
  request.resume();
}

/** @param inUrl statement in the URL, which the body continues. */
export async function readBody(chunks: AsyncIterable<Buffer>, inUrl: string | null): Promise<RequestBody> {
  const start = inUrl === null ? [] : [Buffer.from(inUrl)];
  const parts: Buffer[] = [];
  const text = (): Buffer =>
    Buffer.concat(start.length > 0 && parts.length > 0 ? [...start, NEWLINE, ...parts] : [...start, ...parts]);
  const rest = chunks[Symbol.asyncIterator]();
  let size = 0;
  let lookAt = READ_AHEAD_BYTES;
  for (;;) {
    const { done, value } = await rest.next();
    if (done) return { text: text(), rest: undefined };
    if (value.length === 0) continue;
    parts.push(value);
    size += value.length;
    if (size < lookAt) continue;
    const read = text();
    if (readInsertHead(read.subarray(0, READ_AHEAD_BYTES).toString("latin1"))) return { text: read, rest };
    lookAt *= 2;
    if (size > MAX_STATEMENT_BYTES) {
      throw new RefusedStatement(
        229,
        "QUERY_IS_TOO_LARGE",
        `The statement is larger than ${MAX_STATEMENT_BYTES} bytes`,
      );
    }
  }
}

const NEWLINE = Buffer.from("\n");
