import { setTimeout as sleep } from "node:timers/promises";
import { backfill } from "./backfill.ts";
import { ForkError } from "./errors.ts";
import { exclusiveSink } from "./exclusiveSink.ts";
import { type FollowOptions, follow } from "./follow.ts";
import { rewindTo } from "./pipeline.ts";
import { countRanges, type RangeSet, subtractRanges } from "./range.ts";
import { Settlement } from "./settlement.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

/** More final blocks than that behind the head, and following begins at the head at once. */
const GAP_BLOCKS = 200;
/** How long what could not be filled is left alone, at first and at most, in milliseconds. */
const FIRST_WAIT_MS = 30_000;
const MAX_WAIT_MS = 3_600_000;

export interface KeepUpOptions extends FollowOptions {
  /** How long a block that was held back is left alone before it is asked for again, at first. @default 30 s */
  readonly repairMs?: number;
}

/**
 * Follows the head from the start, and meanwhile fills what lies behind it, newest first; blocks that were held
 * back are asked for again and again. A source that is no good at two streams at once is followed in order alone.
 */
export async function keepUp(source: Source, sink: Sink, options: KeepUpOptions): Promise<void> {
  if (!source.parallel) return follow(source, sink, options);
  const head = await source.head();
  const first = options.from ?? head.earliest ?? 0;
  const shared = exclusiveSink(sink);
  const newest = await settledHead(source, shared, options);
  const next = Math.max(first, newest + 1);
  const finalEnd = (head.final?.number ?? -1) + 1;
  const skips = finalEnd - next > GAP_BLOCKS;
  const live = skips ? finalEnd : next;

  const both = new AbortController();
  const signal = AbortSignal.any([options.signal, both.signal]);
  const work = [
    // Where nothing is skipped, a reorganisation may reach below what is the next block now.
    follow(source, shared, { ...options, from: skips ? finalEnd : first, signal }),
    keepFilled(source, shared, { ...options, signal, first, live }),
  ];
  // When one of the two fails, both end; the error is thrown when neither writes any more.
  for (const one of work) one.catch(() => both.abort());
  const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === "rejected");
  if (failed && !options.signal.aborted) throw failed.reason;
}

/**
 * Before blocks are skipped, those that wait in the head zone are held against the node: what is no longer on its
 * chain is rewound, what is final by now is moved.
 * @returns the newest height that is stored then, or -1.
 */
async function settledHead(source: Source, sink: Sink, options: KeepUpOptions): Promise<number> {
  for (;;) {
    const { final } = await source.head();
    try {
      if (final) await new Settlement(source, sink).settle(final);
      return (await sink.recent(1)).at(-1)?.number ?? -1;
    } catch (error) {
      if (!(error instanceof ForkError)) throw error;
      await rewindTo(source, sink, error, options);
    }
  }
}

interface Filling extends KeepUpOptions {
  readonly first: number;
  /** Where following began: what lies above is filled only below a block that is stored. */
  readonly live: number;
}

/** Fills holes among final blocks until the signal aborts; what stays a hole is tried again, ever less often. */
async function keepFilled(source: Source, sink: Sink, options: Filling): Promise<void> {
  const { first, live, signal, repairMs = FIRST_WAIT_MS } = options;
  let waitMs = repairMs;
  let before: RangeSet = [];
  while (!signal.aborted) {
    const holes = await holesIn(source, sink, first, live);
    for (const hole of holes.toReversed()) {
      await backfill(source, sink, { ...options, wanted: hole, newestFirst: true });
      if (signal.aborted) return;
    }
    const left = holes.length > 0 ? await holesIn(source, sink, first, live) : [];
    waitMs =
      countRanges(left) > 0 && countRanges(left) === countRanges(before) ? Math.min(MAX_WAIT_MS, waitMs * 2) : repairMs;
    before = left;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}

async function holesIn(source: Source, sink: Sink, first: number, live: number): Promise<RangeSet> {
  const { final } = await source.head();
  const stored = await sink.stored();
  const end = Math.min((final?.number ?? -1) + 1, Math.max(live, stored.at(-1)?.to ?? 0));
  return end > first ? subtractRanges({ from: first, to: end }, stored) : [];
}
