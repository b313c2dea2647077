import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import xz from "xz-decompress";

/** A packed file cannot grow, and is read from its beginning. */
export const isPacked = (path: string): boolean => /\.(gz|xz)$/.test(path);

/**
 * The bytes of a log file, unpacked by its ending (.gz, .xz).
 * @param offset where to begin, in unpacked bytes.
 * @param end where to stop in a plain file, so that what is appended meanwhile is left for the next turn.
 */
export async function* openLog(path: string, offset: number, end?: number): AsyncGenerator<Buffer> {
  if (!isPacked(path)) {
    if (end !== undefined && end <= offset) return;
    yield* createReadStream(path, { start: offset, ...(end === undefined ? {} : { end: end - 1 }) });
    return;
  }
  let skip = offset;
  for await (const chunk of unpack(path)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (skip >= bytes.length) {
      skip -= bytes.length;
      continue;
    }
    yield skip > 0 ? bytes.subarray(skip) : bytes;
    skip = 0;
  }
}

function unpack(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  if (path.endsWith(".gz")) {
    const unpacked = file.pipe(createGunzip());
    file.once("error", (error) => unpacked.destroy(error));
    return unpacked;
  }
  const packed = Readable.toWeb(file) as ReadableStream<Uint8Array>;
  return new xz.XzReadableStream(packed) as unknown as AsyncIterable<Uint8Array>;
}
