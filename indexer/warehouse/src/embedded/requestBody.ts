import type { IncomingMessage } from "node:http";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { decompressBlocks } from "./blockCompression.ts";
import { ChunkQueue } from "./chunkQueue.ts";
import { decompressFrames } from "./lz4Frames.ts";
import { RefusedStatement, readInsertHead, readStatement } from "./statement.ts";

/** As much of a body is held before a statement waits for its place; what follows is data of an insert, and streams. */
const READ_AHEAD_BYTES = 2 * 1024 * 1024;

/** An insert with its statement in the body names its format within these, in bytes. */
const HEAD_BYTES = 64 * 1024;

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
  /** The statement; of an insert possibly with the first of its data. */
  readonly text: Buffer;
  /** Data of an insert behind what is in `text`, at the client's pace. Throws when it breaks off, or cannot be decoded. */
  readonly data: ChunkQueue;
  /** Compression in which the data reaches the engine. */
  readonly compression?: string;
}

/** A body as it comes; clients that hang up end it with an error. */
function received(request: IncomingMessage): ChunkQueue {
  const queue = new ChunkQueue(READ_AHEAD_BYTES, () => request.resume());
  request.on("data", (chunk: Buffer) => {
    if (!queue.push(chunk)) request.pause();
  });
  request.once("end", () => queue.end());
  request.once("error", (error) => queue.end(error));
  request.once("close", () => {
    if (!request.complete) queue.end(new Error("The client broke off its request"));
  });
  return queue;
}

/** A decoded body, at the pace at which it is taken. */
function decoded(chunks: AsyncIterable<Buffer>): ChunkQueue {
  let goOn = (): void => {};
  const queue = new ChunkQueue(READ_AHEAD_BYTES, () => goOn());
  const fill = async (): Promise<void> => {
    for await (const chunk of chunks) {
      if (queue.push(chunk)) continue;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
  };
  fill().then(
    () => queue.end(),
    (error: Error) => queue.end(error),
  );
  return queue;
}

/** An insert whose statement is in the URL and whose data the engine decompresses; undefined for other requests. */
export function passedOnBody(request: IncomingMessage, inUrl: string | null): RequestBody | undefined {
  const compression = request.headers["content-encoding"] ?? "";
  if (inUrl === null || !ENGINE_ENCODINGS.has(compression)) return undefined;
  const text = Buffer.from(`${inUrl}\n`);
  if (readStatement(text.toString("latin1")).kind !== "insert") return undefined;
  return { text, data: received(request), compression };
}

/** @param blocks the body is framed in ClickHouse's compressed blocks (`decompress=1`). */
export function decodedBody(request: IncomingMessage, blocks: boolean): ChunkQueue {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "lz4" && !blocks) return decoded(decompressFrames(received(request)));
  const decoder = encoding in DECODERS ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
  if (!decoder && encoding !== "identity" && encoding !== "") {
    throw new RefusedStatement(
      48,
      "NOT_IMPLEMENTED",
      `Unknown Content-Encoding ${encoding}: use gzip, deflate, br or lz4; for an insert with its statement in the URL zstd or xz too`,
    );
  }
  if (!decoder) return blocks ? decoded(decompressBlocks(received(request))) : received(request);
  const stream = request.pipe(decoder());
  request.once("error", (error) => stream.destroy(error));
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  return decoded(blocks ? decompressBlocks(chunks) : chunks);
}

/** Takes what nobody reads any more: many clients look for an answer only when all is sent. */
export function readOut(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.unpipe();
  request.removeAllListeners("data");
  request.resume();
}

/** @param inUrl statement in the URL, which the body continues. */
export async function readBody(chunks: ChunkQueue, inUrl: string | null): Promise<RequestBody> {
  const parts: Buffer[] = [];
  if (inUrl !== null) {
    const text = Buffer.from(`${inUrl}\n`);
    if (readInsertHead(text.toString("latin1"), "whole words")) {
      await chunks.filled();
      return { text, data: chunks };
    }
    parts.push(text);
  }
  let size = 0;
  let looked = false;
  for (;;) {
    await chunks.filled();
    for (const chunk of chunks.take()) {
      parts.push(chunk);
      size += chunk.length;
    }
    const all = chunks.complete;
    // Nothing continues it.
    if (all && size === 0 && inUrl !== null) return { text: Buffer.from(inUrl), data: chunks };
    if (!looked || all) {
      looked = true;
      const text = Buffer.concat(parts);
      const insert = readInsertHead(text.subarray(0, HEAD_BYTES).toString("latin1"), "maybe cut");
      if (insert) {
        chunks.unread(text.subarray(insert.dataStart));
        return { text: text.subarray(0, insert.dataStart), data: chunks };
      }
      if (all) return { text, data: chunks };
    }
    if (size > MAX_STATEMENT_BYTES) {
      throw new RefusedStatement(
        229,
        "QUERY_IS_TOO_LARGE",
        `The statement is larger than ${MAX_STATEMENT_BYTES} bytes`,
      );
    }
  }
}
