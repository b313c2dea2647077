import { CorruptDataError, ForkError } from "./errors.ts";
import { type PipelineEvents, rewindTo } from "./pipeline.ts";
import { type Range, type RangeSet, subtractRanges } from "./range.ts";
import { Settlement } from "./settlement.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";
import { storeStream } from "./storeStream.ts";

/** Newest first, so many heights are stored in ascending order before those below them. */
const PIECE_BLOCKS = 500;

export interface BackfillOptions extends PipelineEvents {
  readonly wanted: Range;
  readonly signal: AbortSignal;
  /** From the newest block downwards, in pieces. @default false */
  readonly newestFirst?: boolean;
}

/**
 * Stores what of `wanted` is not stored yet, and checks that it joins what is held above it.
 * @returns the ranges that were read (those already stored are not read again).
 * @throws CorruptDataError when it does not, or when the node reverted a final block.
 */
export async function backfill(source: Source, sink: Sink, options: BackfillOptions): Promise<RangeSet> {
  const { wanted, signal } = options;
  const missing = subtractRanges(wanted, await sink.stored());
  for (let left = missing; ; left = subtractRanges(wanted, await sink.stored())) {
    try {
      await fill(source, sink, left, options);
      const { final } = signal.aborted ? {} : await source.head();
      if (final) await new Settlement(source, sink).settle(final);
      return missing;
    } catch (error) {
      if (!(error instanceof ForkError)) throw error;
      await rewindTo(source, sink, error, options);
    }
  }
}

async function fill(source: Source, sink: Sink, missing: RangeSet, options: BackfillOptions): Promise<void> {
  const { signal, newestFirst = false, onBatch } = options;
  const pieces = newestFirst ? missing.flatMap(ascendingPieces).reverse() : missing;
  for (const range of pieces) {
    const parent = range.from > 0 ? await sink.at(range.from - 1) : undefined;
    const request = { ...range, ...(parent ? { parent } : {}) };
    await storeStream(source, sink, request, { signal, afterWrite: (batch) => onBatch?.(batch) });
    if (signal.aborted) return;
    await checkJoin(source, sink, range.to, signal);
  }
}

/** On a grid, so that a second run cuts the same pieces. */
function ascendingPieces({ from, to }: Range): RangeSet {
  const pieces: Range[] = [];
  for (let at = from; at < to; at = pieces.at(-1)?.to ?? to) {
    pieces.push({ from: at, to: Math.min(to, (Math.floor(at / PIECE_BLOCKS) + 1) * PIECE_BLOCKS) });
  }
  return pieces;
}

/**
 * The block at `height`, as the source has it, names the one that was stored below it as its parent (the stream
 * checks that), and is the one that is held. While it can still be reverted, whoever follows the head sees to it.
 */
async function checkJoin(source: Source, sink: Sink, height: number, signal: AbortSignal): Promise<void> {
  const parent = await sink.at(height - 1);
  const held = parent && (await sink.at(height));
  if (!held) return;
  for await (const batch of source.stream({ from: height, to: height + 1, parent }, signal)) {
    const [header] = batch.headers;
    if (!header || !batch.final || header.hash === held.hash) return;
    throw new CorruptDataError(
      `block ${height} is held as ${held.hash}, the node has ${header.hash} upon the blocks filled in below it`,
      { height },
    );
  }
}
