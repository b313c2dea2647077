import { EventEmitter } from "node:events";
import { type Pace, schedule } from "./pace.ts";
import { type Place, placesOf, type RecordedLedger } from "./recordedLedger.ts";

/** A timer cannot wait longer (2^31 - 1 milliseconds). */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * The chain that all nodes of a replayed network have: how much of the recording is there by now. It grows at
 * its pace, and never shrinks.
 */
export class ReplayedChain {
  readonly ledger: RecordedLedger;
  readonly #schedule: readonly number[];
  readonly #grown = new EventEmitter().setMaxListeners(0);
  readonly #availableAt: number[] = [];
  #height: number;
  /** Unix milliseconds at which block 0 would have been available. */
  readonly #epochMs: number;
  #timer: NodeJS.Timeout | undefined;
  #places: ReadonlyMap<string, Place> | undefined;

  /** @param height blocks that are there from the start; at least block 0. */
  constructor(ledger: RecordedLedger, pace: Pace, height = 1) {
    this.ledger = ledger;
    this.#schedule = schedule(pace, ledger);
    this.#height = 0;
    const now = Date.now();
    this.#grow(Math.min(Math.max(height, 1), ledger.blocks.length));
    const last = this.#schedule[this.#height - 1] as number;
    this.#epochMs = now - (Number.isFinite(last) ? last : 0);
    this.#tick();
  }

  /** Blocks that are there. */
  get height(): number {
    return this.#height;
  }

  /** When a block became available, Unix milliseconds; undefined while it is not. */
  availableAtMs(height: number): number | undefined {
    return this.#availableAt[height];
  }

  /** Where a transaction stands, if it is there; of one that was ordered twice, the first place. */
  transaction(id: string): Place | undefined {
    this.#places ??= placesOf(this.ledger);
    const place = this.#places.get(id);
    return place && place.height < this.#height ? place : undefined;
  }

  /** Makes blocks available up to this many, whatever the pace says. */
  release(height: number): void {
    this.#grow(Math.min(height, this.ledger.blocks.length));
  }

  /** Resolves once the block is there. @throws the signal's reason. */
  waitFor(number: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (number >= this.#height && !signal.aborted) return;
        this.#grown.off("block", look);
        signal.removeEventListener("abort", look);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      this.#grown.on("block", look);
      signal.addEventListener("abort", look);
      look();
    });
  }

  /** Calls back after each growth, until the returned function is called. */
  onGrowth(listener: (height: number) => void): () => void {
    this.#grown.on("block", listener);
    return () => this.#grown.off("block", listener);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #grow(height: number): void {
    if (height <= this.#height) return;
    const now = Date.now();
    for (let number = this.#height; number < height; number++) this.#availableAt[number] = now;
    this.#height = height;
    this.#grown.emit("block", height);
  }

  #tick(): void {
    const elapsed = Date.now() - this.#epochMs;
    let height = this.#height;
    while ((this.#schedule[height] ?? Number.POSITIVE_INFINITY) <= elapsed) height++;
    this.#grow(height);
    const next = this.#schedule[this.#height];
    if (next === undefined || next === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(next - (Date.now() - this.#epochMs), 1), MAX_WAIT_MS);
    this.#timer = setTimeout(() => this.#tick(), wait);
  }
}
