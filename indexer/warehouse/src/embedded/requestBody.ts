import type { IncomingMessage } from "node:http";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { decompressBlocks } from "./blockCompression.ts";
import { type BodyLimits, tooLong } from "./bodyLimits.ts";
import { ChunkQueue } from "./chunkQueue.ts";
import { decompressFrames } from "./lz4Frames.ts";
import { watchReceiving } from "./receiveTimer.ts";
import { RefusedStatement, readInsertHead, readStatement } from "./statement.ts";

/** An insert with its statement in the body names its format within these, in bytes. */
const HEAD_BYTES = 64 * 1024;

/** A request whose answer is out may still send for so long, in milliseconds. */
const READ_OUT_MS = 60_000;

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

/** Counts what a queue may hold, and no more of what streams through it. */
function readingAhead({ readAheadBytes, held }: BodyLimits): (chunk: Buffer) => void {
  let left = readAheadBytes;
  return (chunk) => {
    const bytes = Math.min(left, chunk.length);
    left -= bytes;
    held.add(bytes);
  };
}

/** A body as it comes; clients that hang up or send too slowly end it with an error. */
function received(request: IncomingMessage, limits: BodyLimits): ChunkQueue {
  const queue = new ChunkQueue(limits.readAheadBytes, () => request.resume());
  const hold = readingAhead(limits);
  let sent = 0;
  request.on("data", (chunk: Buffer) => {
    sent += chunk.length;
    try {
      if (sent > limits.sentBytes) throw tooLong(limits.statementBytes);
      hold(chunk);
    } catch (error) {
      queue.end(error as Error);
    }
    if (!queue.push(chunk)) request.pause();
  });
  watchReceiving(request, limits, (error) => queue.end(error));
  request.once("end", () => queue.end());
  request.once("error", (error) => queue.end(error));
  request.once("close", () => {
    if (!request.complete) queue.end(new Error("The client broke off its request"));
  });
  return queue;
}

/** A decoded body, at the pace at which it is taken. */
function decoded(chunks: AsyncIterable<Buffer>, limits: BodyLimits): ChunkQueue {
  let goOn = (): void => {};
  const queue = new ChunkQueue(limits.readAheadBytes, () => goOn());
  const hold = readingAhead(limits);
  const fill = async (): Promise<void> => {
    for await (const chunk of chunks) {
      hold(chunk);
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
export function passedOnBody(
  request: IncomingMessage,
  inUrl: string | null,
  limits: BodyLimits,
): RequestBody | undefined {
  const compression = request.headers["content-encoding"] ?? "";
  if (inUrl === null || !ENGINE_ENCODINGS.has(compression)) return undefined;
  const text = Buffer.from(`${inUrl}\n`);
  if (readStatement(text.toString("latin1")).kind !== "insert") return undefined;
  return { text, data: received(request, limits), compression };
}

/** @param blocks the body is framed in ClickHouse's compressed blocks (`decompress=1`). */
export function decodedBody(request: IncomingMessage, blocks: boolean, limits: BodyLimits): ChunkQueue {
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding === "lz4" && !blocks) return decoded(decompressFrames(received(request, limits)), limits);
  const decoder = encoding in DECODERS ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
  if (!decoder && encoding !== "identity" && encoding !== "") {
    throw new RefusedStatement(
      48,
      "NOT_IMPLEMENTED",
      `Unknown Content-Encoding ${encoding}: use gzip, deflate, br or lz4; for an insert with its statement in the URL zstd or xz too`,
    );
  }
  const unpacked = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
    blocks ? decompressBlocks(chunks, limits.blockBytes) : chunks;
  if (!decoder) return blocks ? decoded(unpacked(received(request, limits)), limits) : received(request, limits);
  const stream = request.pipe(decoder());
  watchReceiving(request, limits, (error) => stream.destroy(error));
  request.once("error", (error) => stream.destroy(error));
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  return decoded(unpacked(chunks), limits);
}

/** Takes what nobody reads any more: many clients look for an answer only when all is sent. */
export function readOut(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.unpipe();
  request.removeAllListeners("data");
  request.resume();
  const late = setTimeout(() => request.destroy(), READ_OUT_MS).unref();
  request.once("close", () => clearTimeout(late));
}

/** @param inUrl statement in the URL, which the body continues. */
export async function readBody(
  chunks: ChunkQueue,
  inUrl: string | null,
  { statementBytes, held }: BodyLimits,
): Promise<RequestBody> {
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
      held.add(chunk.length);
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
      if (size > statementBytes) throw tooLong(statementBytes);
      if (all) return { text, data: chunks };
    }
    if (size > statementBytes) throw tooLong(statementBytes);
  }
}
