/** Sizes are multiples of this, in bytes, so that much of what was used once fits again. */
const STEP_BYTES = 64 * 1024;
/** Memory so many times as large as what is asked for stays for something larger. */
const MOST_WASTE = 4;

/**
 * Memory of answers and rows, used again and again. Without it every block leaves a megabyte to the garbage collector, which
 * collects as often as that much has come from outside of its heap, whether or not it finds anything.
 */
export class MemoryPool {
  readonly #mostFree: number;
  #free: ArrayBuffer[] = [];
  #freeBytes = 0;
  readonly #lent = new WeakSet<ArrayBuffer>();

  /** @param mostFree bytes that are kept for later. */
  constructor(mostFree: number) {
    this.#mostFree = mostFree;
  }

  /** At least so many bytes, with whatever stood there, that nothing else uses. Who never gives them back leaves them to the collector. */
  take(bytes: number): Buffer {
    const fitting = this.#free
      .filter(({ byteLength }) => byteLength >= bytes && byteLength <= MOST_WASTE * Math.max(bytes, STEP_BYTES))
      .reduce<ArrayBuffer | undefined>((a, b) => (a && a.byteLength <= b.byteLength ? a : b), undefined);
    const taken = fitting ?? Buffer.allocUnsafeSlow(Math.max(1, Math.ceil(bytes / STEP_BYTES)) * STEP_BYTES).buffer;
    if (fitting) {
      this.#free = this.#free.filter((one) => one !== fitting);
      this.#freeBytes -= fitting.byteLength;
    }
    this.#lent.add(taken);
    return Buffer.from(taken);
  }

  /** The memory behind bytes that nobody reads any more. What was not taken here, or given back before, is left alone. */
  give({ buffer }: Uint8Array): void {
    if (!(buffer instanceof ArrayBuffer) || !this.#lent.delete(buffer)) return;
    if (this.#freeBytes + buffer.byteLength > this.#mostFree) return;
    this.#free.push(buffer);
    this.#freeBytes += buffer.byteLength;
  }
}

const MOST_FREE_ANSWERS = 64 << 20;
const MOST_FREE_ROWS = 192 << 20;

/** Of answers of nodes. */
export const answerMemory: MemoryPool = new MemoryPool(MOST_FREE_ANSWERS);
/** Of rows, of blocks and of batches. */
export const rowMemory: MemoryPool = new MemoryPool(MOST_FREE_ROWS);
