import { Transform } from "node:stream";
import * as zlib from "node:zlib";
import { compressSync, uncompressSync } from "lz4-napi";
import { cityHash128 } from "./cityHash128.ts";
import { RefusedStatement } from "./statement.ts";

/**
 * ClickHouse's compressed blocks (`compress=1`, `decompress=1`): 16 bytes CityHash128 of what follows, a byte
 * for the method, the block's size with these 9 bytes of header, its size uncompressed (both 4 bytes,
 * little-endian), and the data.
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Compression/CompressedReadBufferBase.cpp
 */
const CHECKSUM_BYTES = 16;
const HEADER_BYTES = 9;
const LZ4 = 0x82;
const ZSTD = 0x90;
const NONE = 0x02;

const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** Of Node 22.15 and later. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: (data: Buffer, options: object) => Buffer };
const unpackZstd =
  zstdDecompressSync && ((data: Buffer) => zstdDecompressSync(data, { maxOutputLength: MAX_BLOCK_BYTES }));

const refuse = (message: string): RefusedStatement => new RefusedStatement(271, "CANNOT_DECOMPRESS", message);

function readBlock(body: Buffer): Buffer {
  const method = body[0];
  const size = body.readUInt32LE(5);
  const data = body.subarray(HEADER_BYTES);
  if (method === NONE) return data;
  if (method === ZSTD && unpackZstd)
    return ofSize(
      unpack(() => unpackZstd(data)),
      size,
    );
  if (method !== LZ4) {
    throw new RefusedStatement(
      432,
      "UNKNOWN_CODEC",
      method === ZSTD
        ? `Blocks packed with ZSTD are read on Node 22.15 and later, this is ${process.version}: use LZ4`
        : `Compression method 0x${method?.toString(16)} is not served: use LZ4`,
    );
  }
  // The library has the uncompressed size before the data.
  const framed = Buffer.allocUnsafe(data.length + 4);
  framed.writeUInt32LE(size);
  data.copy(framed, 4);
  return ofSize(
    unpack(() => uncompressSync(framed)),
    size,
  );
}

function unpack(work: () => Buffer): Buffer {
  try {
    return work();
  } catch (cause) {
    throw refuse(`Cannot decompress a block: ${(cause as Error).message}`);
  }
}

function ofSize(plain: Buffer, size: number): Buffer {
  if (plain.length !== size) throw refuse(`A block has ${plain.length} bytes where its header says ${size}`);
  return plain;
}

/**
 * @param maxBytes of a block, packed or not.
 * @throws RefusedStatement CHECKSUM_DOESNT_MATCH, CANNOT_DECOMPRESS.
 */
export async function* decompressBlocks(
  source: AsyncIterable<Buffer>,
  maxBytes = MAX_BLOCK_BYTES,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let needed = CHECKSUM_BYTES + HEADER_BYTES;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (held.length + waitingBytes < needed) continue;
    held = Buffer.concat([held, ...waiting]);
    waiting = [];
    waitingBytes = 0;
    while (held.length >= CHECKSUM_BYTES + HEADER_BYTES) {
      const size = held.readUInt32LE(CHECKSUM_BYTES + 1);
      const plainSize = held.readUInt32LE(CHECKSUM_BYTES + 5);
      if (size < HEADER_BYTES || size > maxBytes || plainSize > maxBytes) {
        throw refuse(`The data is not in ClickHouse's compressed blocks of up to ${maxBytes} bytes`);
      }
      needed = CHECKSUM_BYTES + size;
      if (held.length < needed) break;
      const body = held.subarray(CHECKSUM_BYTES, needed);
      if (!cityHash128(body).equals(held.subarray(0, CHECKSUM_BYTES))) {
        throw new RefusedStatement(40, "CHECKSUM_DOESNT_MATCH", "Checksum doesn't match: corrupted data");
      }
      yield readBlock(body);
      held = held.subarray(needed);
      needed = CHECKSUM_BYTES + HEADER_BYTES;
    }
  }
  if (held.length + waitingBytes > 0) throw refuse("The last compressed block is not complete");
}

function writeBlock(data: Buffer): Buffer {
  const packed = compressSync(data);
  // In place of the library's 4 bytes of size comes ClickHouse's header.
  const out = Buffer.allocUnsafe(CHECKSUM_BYTES + HEADER_BYTES + packed.length - 4);
  out[CHECKSUM_BYTES] = LZ4;
  out.writeUInt32LE(HEADER_BYTES + packed.length - 4, CHECKSUM_BYTES + 1);
  out.writeUInt32LE(data.length, CHECKSUM_BYTES + 5);
  packed.copy(out, CHECKSUM_BYTES + HEADER_BYTES, 4);
  cityHash128(out.subarray(CHECKSUM_BYTES)).copy(out);
  return out;
}

const BLOCK_BYTES = 1024 * 1024;

/** Packs what is written to it into compressed blocks. */
export function compressBlocks(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += BLOCK_BYTES)
        this.push(writeBlock(chunk.subarray(at, at + BLOCK_BYTES)));
      done();
    },
  });
}
