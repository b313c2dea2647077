import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { CorruptDataError } from "@ledgerscope/core";
import xz from "xz-decompress";

const CHUNK_BYTES = 1 << 16;
/** Of a plain file: what is decoded at once. */
const PLAIN_CHUNK_BYTES = 1 << 20;

/** A packed file cannot grow, and is read from its beginning. */
export const isPacked = (path: string): boolean => /\.(gz|xz)$/.test(path);

/**
 * The bytes of a log file, unpacked by its ending (.gz, .xz).
 * @param offset where to begin, in unpacked bytes.
 * @param end where to stop in a plain file, so that what is appended meanwhile is left for the next turn.
 * @throws CorruptDataError when a packed file cannot be unpacked; what is whole was yielded before.
 */
export async function* openLog(path: string, offset: number, end?: number): AsyncGenerator<Buffer> {
  if (!isPacked(path)) {
    if (end !== undefined && end <= offset) return;
    yield* createReadStream(path, {
      start: offset,
      highWaterMark: PLAIN_CHUNK_BYTES,
      ...(end === undefined ? {} : { end: end - 1 }),
    });
    return;
  }
  let skip = offset;
  try {
    for await (const chunk of unpack(path)) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (skip >= bytes.length) {
        skip -= bytes.length;
        continue;
      }
      yield skip > 0 ? bytes.subarray(skip) : bytes;
      skip = 0;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall) throw cause;
    throw new CorruptDataError(`${path} cannot be unpacked further: ${(cause as Error).message}`, { cause });
  }
}

async function* unpack(path: string): AsyncGenerator<Uint8Array> {
  if (path.endsWith(".gz")) {
    const file = createReadStream(path);
    const unpacked = file.pipe(createGunzip());
    file.once("error", (error) => unpacked.destroy(error));
    try {
      yield* unpacked;
    } finally {
      file.destroy();
    }
    return;
  }
  const file = await open(path);
  try {
    yield* new xz.XzReadableStream(packedBytes(file)) as unknown as AsyncIterable<Uint8Array>;
  } finally {
    await file.close();
  }
}

/** Read only when asked, so that whoever stops early leaves nothing running (as Node's own adapter does). */
function packedBytes(file: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES);
        if (bytesRead === 0) controller.close();
        else controller.enqueue(buffer.subarray(0, bytesRead));
      },
    },
    { highWaterMark: 0 },
  );
}
