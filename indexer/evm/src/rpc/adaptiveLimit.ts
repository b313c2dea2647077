/** Where the limit begins: a node that can do more shows it within a few answers. */
const FIRST = 4;
/** What is left of the limit after the other side said that it is too much. */
const DECREASE = 0.6;
/** A first byte that takes so many times the usual, and at least so long, is a node at its limit. */
const SLOW_FACTOR = 5;
const SLOW_MS = 500;

/**
 * How many requests may be in flight at one endpoint: one more for each round of answers, a good part less when the
 * endpoint answers 429 or 503 or not in time (additive increase, multiplicative decrease, as TCP has it).
 */
export class AdaptiveLimit {
  readonly #max: number;
  #limit: number;
  #inFlight = 0;
  #waiting: (() => void)[] = [];
  #pausedUntilMs = 0;
  #decreasedAtMs = 0;
  #usualMs: number | undefined;

  /** @param max Most requests in flight, at least 1. */
  constructor(max: number) {
    this.#max = max;
    this.#limit = Math.min(FIRST, max);
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Waits for a turn; `release` gives it back. */
  async acquire(signal?: AbortSignal): Promise<void> {
    while (this.#inFlight >= this.limit || Date.now() < this.#pausedUntilMs) {
      await this.#turn(signal);
      signal?.throwIfAborted();
    }
    this.enter();
  }

  /** A turn out of turn: for what was under way already. */
  enter(): void {
    this.#inFlight++;
  }

  release(): void {
    this.#inFlight--;
    this.#wake();
  }

  /** An answer came, its first byte after `firstByteMs`. */
  succeeded(startedMs: number, firstByteMs: number): void {
    this.#usualMs = this.#usualMs === undefined ? firstByteMs : this.#usualMs * 0.95 + firstByteMs * 0.05;
    if (firstByteMs > SLOW_MS && firstByteMs > this.#usualMs * SLOW_FACTOR) this.#decrease(startedMs);
    else this.#limit = Math.min(this.#max, this.#limit + 1 / this.#limit);
    this.#wake();
  }

  /** The endpoint said that it is too much, or said nothing in time. */
  overloaded(startedMs: number, retryAfterMs = 0): void {
    this.#decrease(startedMs);
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, Date.now() + retryAfterMs);
  }

  /** Requests that were in flight together fail together: they count once. */
  #decrease(startedMs: number): void {
    if (startedMs < this.#decreasedAtMs) return;
    this.#decreasedAtMs = Date.now();
    this.#limit = Math.max(1, this.#limit * DECREASE);
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const pauseMs = this.#pausedUntilMs - Date.now();
      const timer = pauseMs > 0 ? setTimeout(go, pauseMs) : undefined;
      function go(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", go);
        resolve();
      }
      signal?.addEventListener("abort", go, { once: true });
      this.#waiting.push(go);
    });
  }

  #wake(): void {
    let free = this.limit - this.#inFlight;
    while (free-- > 0) this.#waiting.shift()?.();
  }
}
