import { ForkError } from "./errors.ts";
import { type PipelineEvents, rewindTo } from "./pipeline.ts";
import { Settlement } from "./settlement.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";
import { storeStream } from "./storeStream.ts";

/** How often final blocks leave the head zone: moving takes as long for one as for a hundred. */
const SETTLE_MS = 5_000;

export interface FollowOptions extends PipelineEvents {
  /** First height when nothing above it is stored. @default the first that the source has */
  readonly from?: number;
  /**
   * How often final blocks leave the head zone at most, in milliseconds, beside the writing. 0: after each batch,
   * before the next is written. @default 5000
   */
  readonly settleMs?: number;
  readonly signal: AbortSignal;
}

/** Continues after the newest stored block and follows the head, through reorgs, until the signal aborts. */
export async function follow(source: Source, sink: Sink, options: FollowOptions): Promise<void> {
  const { signal } = options;
  const settling = new Settling(new Settlement(source, sink), options.settleMs ?? SETTLE_MS);
  const first = options.from ?? (await source.head()).earliest ?? 0;
  while (!signal.aborted) {
    try {
      const newest = (await sink.recent(1)).at(-1);
      const from = Math.max(first, newest ? newest.number + 1 : 0);
      // Where blocks lie between, their parent is not held.
      const parent = newest?.number === from - 1 ? newest : undefined;
      await storeStream(
        source,
        sink,
        { from, ...(parent ? { parent } : {}) },
        {
          signal,
          async afterWrite(batch) {
            options.onBatch?.(batch);
            if (settling.settlement.note(batch)) await settling.run();
          },
        },
      );
      return await settling.end();
    } catch (error) {
      await settling.end().catch(() => {});
      if (signal.aborted) return;
      if (!(error instanceof ForkError)) throw error;
      await rewindTo(source, sink, error, options);
      settling.settlement.restart();
    }
  }
}

/** Runs a settlement now and then, beside what its caller does; what is asked for too early is done when it is time. */
class Settling {
  readonly settlement: Settlement;
  readonly #everyMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;
  /** Asked for since the last one began: no further batch may come, when a chain stands still. */
  #later: NodeJS.Timeout | undefined;
  #failed: { readonly error: unknown } | undefined;

  constructor(settlement: Settlement, everyMs: number) {
    this.settlement = settlement;
    this.#everyMs = everyMs;
  }

  /** @throws what the run before threw. */
  async run(): Promise<void> {
    if (this.#everyMs === 0) return this.settlement.run();
    this.#rethrow();
    const waitMs = this.#running ? this.#everyMs : this.#lastMs + this.#everyMs - Date.now();
    if (waitMs <= 0) this.#start();
    else this.#later ??= setTimeout(() => this.#start(), waitMs);
  }

  #start(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    if (this.#running) {
      this.#later = setTimeout(() => this.#start(), this.#everyMs);
      return;
    }
    this.#running = this.settlement
      .run()
      .catch((error: unknown) => {
        this.#failed = { error };
      })
      .finally(() => {
        this.#lastMs = Date.now();
        this.#running = undefined;
      });
  }

  /** Waits for the run that is under way; what was to come is left to the next start. @throws what it threw. */
  async end(): Promise<void> {
    clearTimeout(this.#later);
    this.#later = undefined;
    await this.#running;
    this.#rethrow();
  }

  #rethrow(): void {
    const failed = this.#failed;
    this.#failed = undefined;
    if (failed) throw failed.error;
  }
}
