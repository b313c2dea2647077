import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import { CorruptDataError, ForkError } from "./errors.ts";
import { commonAncestor } from "./fork.ts";
import { type Range, type RangeSet, subtractRanges } from "./range.ts";
import { retry } from "./retry.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

/** How many recent blocks are compared with the node's when a fork is found. */
const FORK_WINDOW = 256;

export interface PipelineEvents {
  /** After a batch is stored. */
  onBatch?(batch: Batch): void;
  /** After the head zone was rewound. */
  onReorg?(from: BlockRef, to: BlockRef | undefined): void;
}

export interface BackfillOptions extends PipelineEvents {
  readonly wanted: Range;
  readonly signal: AbortSignal;
}

/**
 * Stores what of `wanted` is not stored yet, in order.
 * @returns the ranges that were read (those already stored are not read again).
 */
export async function backfill(source: Source, sink: Sink, options: BackfillOptions): Promise<RangeSet> {
  const { wanted, signal, onBatch } = options;
  const missing = subtractRanges(wanted, await sink.stored());
  for (const range of missing) {
    const parent = range.from > 0 ? await sink.at(range.from - 1) : undefined;
    for await (const batch of source.stream({ ...range, ...(parent ? { parent } : {}) }, signal)) {
      await retry(() => sink.write(batch), { signal });
      onBatch?.(batch);
    }
  }
  return missing;
}

export interface FollowOptions extends PipelineEvents {
  /** First height when nothing is stored. @default the first that the source has */
  readonly from?: number;
  readonly signal: AbortSignal;
}

/** Continues after the newest stored block and follows the head, through reorgs, until the signal aborts. */
export async function follow(source: Source, sink: Sink, options: FollowOptions): Promise<void> {
  const { signal, onBatch, onReorg } = options;
  while (!signal.aborted) {
    const parent = (await sink.recent(1)).at(-1);
    const from = parent ? parent.number + 1 : (options.from ?? (await source.head()).earliest ?? 0);
    try {
      for await (const batch of source.stream({ from, ...(parent ? { parent } : {}) }, signal)) {
        await retry(() => sink.write(batch), { signal });
        onBatch?.(batch);
        await finalize(source, sink);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ForkError)) throw error;
      const ancestor = commonAncestor(await sink.recent(FORK_WINDOW), error.canonical);
      if (!ancestor && error.expected.number > FORK_WINDOW) {
        throw new CorruptDataError(
          `no common block with the node in the last ${FORK_WINDOW}: ${error.message}. ` +
            "Is this the same chain? If the chain was deliberately rewritten, index it under a new network name.",
          { height: error.expected.number, cause: error },
        );
      }
      await rewind(sink, ancestor, error);
      onReorg?.(error.expected, ancestor);
    }
  }
}

/** Rewinds, and when a final block would be touched says which blocks disagree. */
async function rewind(sink: Sink, ancestor: BlockRef | undefined, fork: ForkError): Promise<void> {
  try {
    await sink.rewind(ancestor);
  } catch (cause) {
    if (!(cause instanceof CorruptDataError)) throw cause;
    throw new CorruptDataError(`the node reverted a final block: ${fork.message} (${cause.message})`, {
      height: fork.expected.number,
      cause,
    });
  }
}

async function finalize(source: Source, sink: Sink): Promise<void> {
  const { final } = await source.head();
  if (final) await sink.finalize(final.number);
}
