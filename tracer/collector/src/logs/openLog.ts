import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { createGunzip } from "node:zlib";
import { XzReadableStream } from "xz-decompress";

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
  const file = createReadStream(path);
  const unpacked = path.endsWith(".gz")
    ? file.pipe(createGunzip())
    : Readable.fromWeb(
        new XzReadableStream(
          Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>,
        ) as unknown as ReadableStream,
      );
  // A broken file ends the unpacked stream with the error of the file's own.
  file.once("error", (error) => unpacked.destroy(error));
  let skip = offset;
  try {
    for await (const chunk of unpacked) {
      const bytes = Buffer.from(chunk as Uint8Array);
      if (skip >= bytes.length) {
        skip -= bytes.length;
        continue;
      }
      yield skip > 0 ? bytes.subarray(skip) : bytes;
      skip = 0;
    }
  } finally {
    file.destroy();
  }
}
