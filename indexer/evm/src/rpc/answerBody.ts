import { answerMemory } from "../memoryPool.ts";

/** How much is made room for when the length of a body is not announced, in bytes; doubled as it comes. */
const FIRST_BYTES = 256 * 1024;

/** A body on its way into memory of its own, which may be given back to `answerMemory`. */
export class AnswerBody {
  #bytes: Buffer;
  #length = 0;
  readonly #announced: number;
  readonly #most: number;
  readonly #tooLong: () => Error;

  /**
   * @param announced its length in bytes, where it is known.
   * @param most bytes that it may have. @param tooLong what is thrown when it has more.
   */
  constructor(announced: number | undefined, most: number, tooLong: () => Error) {
    this.#most = most;
    this.#tooLong = tooLong;
    if ((announced ?? 0) > most) throw tooLong();
    this.#announced = announced ?? 0;
    this.#bytes = answerMemory.take(announced ?? Math.min(FIRST_BYTES, most));
  }

  get length(): number {
    return this.#length;
  }

  /** Where the next bytes may be put; empty when all that was announced has come. */
  room(): Buffer {
    return this.#bytes.subarray(this.#length, this.#announced);
  }

  /** So many bytes have been put there. */
  filled(bytes: number): void {
    this.#length += bytes;
  }

  append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#most) throw this.#tooLong();
    if (needed > this.#bytes.length) {
      const larger = answerMemory.take(Math.min(this.#most, Math.max(needed, 2 * this.#bytes.length)));
      larger.set(this.#bytes.subarray(0, this.#length));
      answerMemory.give(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = needed;
  }

  /** What has come. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
