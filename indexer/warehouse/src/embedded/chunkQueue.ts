/** Chunks on their way from one that pushes them to one that takes them, at the pace of the slower. */
export class ChunkQueue implements AsyncIterableIterator<Buffer> {
  readonly #maxBytes: number;
  readonly #onRoom: () => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #full = false;
  #ended = false;
  #error: Error | undefined;
  #wanted = true;
  /** Called whenever something has changed for the one that takes. */
  #wake: (() => void) | undefined;

  /**
   * @param maxBytes so much is held, then `push` asks to wait.
   * @param onRoom called once there is room again.
   */
  constructor(maxBytes: number, onRoom: () => void) {
    this.#maxBytes = maxBytes;
    this.#onRoom = onRoom;
  }

  /** @returns whether more may come at once; if not, after `onRoom`. */
  push(chunk: Buffer): boolean {
    if (!this.#wanted || this.#ended) return true;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#full = this.#bytes >= this.#maxBytes;
    this.#wake?.();
    return !this.#full;
  }

  /** Nothing comes any more. @param error thrown behind the last chunk. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether all has come. */
  get complete(): boolean {
    return this.#ended && !this.#error;
  }

  /** Settles when all has come, or as much as is held. */
  async filled(): Promise<void> {
    while (!this.#full && !this.#ended) await this.#change();
    if (this.#error) throw this.#error;
  }

  /** What is held now. */
  take(): Buffer[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#left(0);
    return chunks;
  }

  /** All that is held, at least one chunk; undefined at the end. */
  async takeSome(): Promise<Buffer[] | undefined> {
    while (this.#chunks.length === 0 && !this.#ended && this.#wanted) await this.#change();
    if (this.#chunks.length > 0) return this.take();
    if (this.#error) throw this.#error;
    return undefined;
  }

  async next(): Promise<IteratorResult<Buffer>> {
    while (this.#chunks.length === 0 && !this.#ended && this.#wanted) await this.#change();
    const value = this.#chunks.shift();
    if (value) {
      this.#left(this.#bytes - value.length);
      return { done: false, value };
    }
    if (this.#error) throw this.#error;
    return { done: true, value: undefined };
  }

  /** Puts back what comes before all else. */
  unread(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.unshift(chunk);
    this.#bytes += chunk.length;
  }

  /** What is held and what still comes is thrown away. */
  async return(): Promise<IteratorResult<Buffer>> {
    this.#wanted = false;
    this.#chunks = [];
    this.#left(0);
    this.#wake?.();
    return { done: true, value: undefined };
  }

  #left(bytes: number): void {
    this.#bytes = bytes;
    if (!this.#full || bytes > this.#maxBytes / 2) return;
    this.#full = false;
    this.#onRoom();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
