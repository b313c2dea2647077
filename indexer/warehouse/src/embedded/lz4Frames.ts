import { uncompressSync } from "lz4-napi";
import { RefusedStatement } from "./statement.ts";

/**
 * LZ4 frames, `Content-Encoding: lz4`
 * (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md). Checksums are skipped, not verified: the
 * blocks' own lengths and the engine's format tell what is incomplete.
 */
const MAGIC = 0x184d2204;
/** Blocks may refer to this much before them, in bytes. */
const WINDOW = 64 * 1024;
const BLOCK_SIZES: Readonly<Record<number, number>> = { 4: 2 ** 16, 5: 2 ** 18, 6: 2 ** 20, 7: 2 ** 22 };

const refuse = (message: string): RefusedStatement => new RefusedStatement(271, "CANNOT_DECOMPRESS", message);

/** @throws RefusedStatement CANNOT_DECOMPRESS */
export async function* decompressFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Input(source);
  while (await input.more()) {
    if ((await input.take(4)).readUInt32LE() !== MAGIC) throw refuse("The data is no LZ4 frame");
    const [flags = 0, descriptor = 0] = await input.take(2);
    // Content size, dictionary id and a byte of checksum.
    await input.take((flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1);
    const maxBytes = BLOCK_SIZES[(descriptor >> 4) & 7];
    if (flags >> 6 !== 1 || flags & 0x01 || !maxBytes) throw refuse("This kind of LZ4 frame is not served");
    let window: Buffer = Buffer.alloc(0);
    for (;;) {
      const size = (await input.take(4)).readUInt32LE();
      if (size === 0) break;
      const bytes = size & 0x7fffffff;
      if (bytes > maxBytes) throw refuse("An LZ4 block is larger than its frame allows");
      const data = await input.take(bytes);
      const plain = size >>> 31 ? data : unpack(data, maxBytes, window);
      if (flags & 0x10) await input.take(4);
      // Blocks of this frame may continue each other.
      if (!(flags & 0x20)) window = Buffer.concat([window, plain]).subarray(-WINDOW);
      yield plain;
    }
    if (flags & 0x04) await input.take(4);
  }
}

/** @param maxBytes what the library makes room for. */
function unpack(data: Buffer, maxBytes: number, window: Buffer): Buffer {
  const sized = Buffer.allocUnsafe(data.length + 4);
  sized.writeUInt32LE(maxBytes);
  data.copy(sized, 4);
  try {
    return window.length > 0 ? uncompressSync(sized, window) : uncompressSync(sized);
  } catch (cause) {
    throw refuse(`Cannot decompress LZ4 block: ${(cause as Error).message}`);
  }
}

/** Bytes as many as asked for, from chunks as they come. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async more(): Promise<boolean> {
    return this.#held.length > 0 || (await this.#read());
  }

  async #read(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#held = this.#held.length > 0 ? Buffer.concat([this.#held, value]) : value;
    return true;
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.#held.length < bytes) if (!(await this.#read())) throw refuse("The LZ4 frame is cut off");
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return taken;
  }
}
