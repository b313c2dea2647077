/** How much one process takes on. */
export interface AdmissionLimits {
  /** Requests worked on at once. */
  readonly running: number;
  /** Requests that wait for their turn; what comes on top is refused. */
  readonly waiting: number;
  /** Answers that are being streamed, subscriptions among them. */
  readonly streams: number;
}

/**
 * Lets so many in at once and so many wait, first come, first served: whatever is sent at one time, what is held in
 * memory is bounded.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #streams = 0;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /**
   * @returns what ends the work that was let in; undefined when too many wait.
   */
  async enter(): Promise<(() => void) | undefined> {
    if (this.#running >= this.#limits.running) {
      if (this.#waiting.length >= this.#limits.waiting) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    return once(() => {
      // The place goes to the next in line without ever being free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    });
  }

  /** @returns what ends the stream; undefined when there are too many. */
  stream(): (() => void) | undefined {
    if (this.#streams >= this.#limits.streams) return undefined;
    this.#streams++;
    return once(() => this.#streams--);
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
