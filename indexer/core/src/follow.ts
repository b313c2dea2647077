import { ForkError } from "./errors.ts";
import { type PipelineEvents, rewindTo } from "./pipeline.ts";
import { Settlement } from "./settlement.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";
import { storeStream } from "./storeStream.ts";

/** How often final blocks leave the head zone, in milliseconds. */
const SETTLE_MS = 5_000;

export interface FollowOptions extends PipelineEvents {
  /** First height when nothing above it is stored. @default the first that the source has */
  readonly from?: number;
  /** How often final blocks leave the head zone at most, in milliseconds. @default 5000 */
  readonly settleMs?: number;
  readonly signal: AbortSignal;
}

/** Continues after the newest stored block and follows the head, through reorgs, until the signal aborts. */
export async function follow(source: Source, sink: Sink, options: FollowOptions): Promise<void> {
  const { signal } = options;
  const settlement = new Settlement(source, sink, options.settleMs ?? SETTLE_MS);
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
            await settlement.afterBatch(batch);
          },
        },
      );
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ForkError)) throw error;
      await rewindTo(source, sink, error, options);
      settlement.restart();
    }
  }
}
