import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CorruptDataError } from "@ledgerscope/core";
import xz from "xz-decompress";

/** Random access to one block file, compressed or not. */
export interface LedgerBytes {
  /** Bytes that are there now; a plain file may grow. */
  size(): Promise<number>;
  /** Up to `length` bytes from `offset`; fewer only at the end. The view is valid as long as anybody holds it. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Why a compressed file ends early, if it does. */
  readonly damage?: string;
  close(): Promise<void>;
}

/** @throws the system's error when the file cannot be opened. */
export function openLedgerBytes(path: string): Promise<LedgerBytes> {
  return /\.(xz|gz)$/.test(path) ? decompressed(path) : plain(path);
}

/** Read ahead: blocks are small and stand one after the other. */
const WINDOW_BYTES = 4 << 20;
/** At first: of many files no more than a header is read. */
const FIRST_WINDOW_BYTES = 4 << 10;

async function plain(path: string): Promise<LedgerBytes> {
  const file: FileHandle = await open(path, "r");
  let window: Uint8Array = new Uint8Array(0);
  let windowAt = 0;
  let ahead = FIRST_WINDOW_BYTES;
  return {
    size: async () => (await file.stat()).size,
    read: async (offset, length) => {
      const from = offset - windowAt;
      if (from < 0 || from + length > window.length) {
        // A new one each time: views of the last may still be in use. No Buffer, whose views take twice the time.
        const buffer = new Uint8Array(Math.max(length, ahead));
        ahead = WINDOW_BYTES;
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
        window = buffer.subarray(0, bytesRead);
        windowAt = offset;
      }
      return window.subarray(offset - windowAt, offset - windowAt + length);
    },
    close: () => file.close(),
  };
}

/** Fabric begins a new block file after 64 MB, so that one fits into memory. */
const MAX_DECOMPRESSED_BYTES = 1 << 30;

async function decompressed(path: string): Promise<LedgerBytes> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const chunks: Uint8Array[] = [];
  let size = 0;
  let damage: string | undefined;
  try {
    const stream: AsyncIterable<Uint8Array> = path.endsWith(".gz")
      ? file.pipe(createGunzip().on("error", () => undefined))
      : (new xz.XzReadableStream(
          Readable.toWeb(file) as ReadableStream<Uint8Array>,
        ) as unknown as AsyncIterable<Uint8Array>);
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MAX_DECOMPRESSED_BYTES) {
        throw new CorruptDataError(`${path} unpacks to more than ${MAX_DECOMPRESSED_BYTES} bytes: unpack it first`);
      }
      chunks.push(Uint8Array.prototype.slice.call(chunk)); // the decoder reuses its buffer
    }
  } catch (error) {
    if (error instanceof CorruptDataError || (error as NodeJS.ErrnoException).syscall) throw error;
    damage = `cannot be unpacked further: ${(error as Error).message}`;
  } finally {
    file.destroy();
  }
  const { buffer, byteOffset } = Buffer.concat(chunks, size);
  const whole = new Uint8Array(buffer, byteOffset, size);
  return {
    size: async () => size,
    read: async (offset, length) => whole.subarray(offset, offset + length),
    ...(damage === undefined ? {} : { damage }),
    close: async () => undefined,
  };
}
