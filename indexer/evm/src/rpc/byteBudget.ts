/** Bytes that one reader holds. */
export interface Lease {
  /** Counts `bytes` more. Undefined: they may be held; otherwise the promise resolves when they may. */
  take(bytes: number): Promise<void> | undefined;
  /** What was read is thrown away; reading begins anew. */
  restart(): void;
  /** The reader has all its bytes, and keeps them. */
  finish(): void;
  /** The bytes are free. */
  release(): void;
}

interface Reader {
  held: number;
  reading: boolean;
}

/**
 * Bounds how many bytes of answers are in memory at a time, by bytes and not by answers: those of one chain
 * differ by a factor of a thousand. Above the bound only the oldest reader goes on, so that there is always
 * one that comes to its end: at most the bound and one answer are held.
 */
export class ByteBudget {
  readonly #limit: number;
  #held = 0;
  /** In the order in which they were opened. */
  readonly #readers = new Set<Reader>();
  #waiting: (() => void)[] = [];

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get held(): number {
    return this.#held;
  }

  open(): Lease {
    const reader: Reader = { held: 0, reading: true };
    this.#readers.add(reader);
    return {
      take: (bytes) => (this.#takes(reader, bytes) ? undefined : this.#wait(reader, bytes)),
      restart: () => {
        if (!this.#readers.has(reader)) return;
        this.#held -= reader.held;
        reader.held = 0;
        this.#wake();
      },
      finish: () => {
        reader.reading = false;
        this.#wake();
      },
      release: () => {
        if (!this.#readers.delete(reader)) return;
        this.#held -= reader.held;
        this.#wake();
      },
    };
  }

  #takes(reader: Reader, bytes: number): boolean {
    if (!this.#readers.has(reader)) return true;
    if (this.#held + bytes > this.#limit && this.#oldest() !== reader) return false;
    reader.held += bytes;
    this.#held += bytes;
    return true;
  }

  async #wait(reader: Reader, bytes: number): Promise<void> {
    do await new Promise<void>((resolve) => this.#waiting.push(resolve));
    while (!this.#takes(reader, bytes));
  }

  #oldest(): Reader | undefined {
    for (const reader of this.#readers) if (reader.reading) return reader;
    return undefined;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
