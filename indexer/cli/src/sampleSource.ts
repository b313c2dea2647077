import { type Batch, countRanges, type Range, type RangeSet, type Source } from "@ledgerscope/core";
import { bytesIn, transactionsIn } from "./meter.ts";

/** What was measured by reading a few blocks and storing none. */
export interface SourceSample {
  readonly blocks: number;
  readonly transactions: number;
  /** As they would be sent to the warehouse, before its compression. */
  readonly bytes: number;
  /** Time to read, verify and decode them, in milliseconds. */
  readonly elapsedMs: number;
}

const SPOT_BLOCKS = 25;
/** A spot that takes longer is left with what it gave, in milliseconds. */
const SPOT_MS = 2_000;

/** Reads some blocks at the beginning, in the middle and at the end of the ranges. */
export async function sampleSource(source: Source, ranges: RangeSet, signal: AbortSignal): Promise<SourceSample> {
  const sample = { blocks: 0, transactions: 0, bytes: 0, elapsedMs: 0 };
  for (const spot of spots(ranges)) {
    const timeout = AbortSignal.timeout(SPOT_MS);
    const startedMs = performance.now();
    const batches: Batch[] = [];
    for await (const batch of source.stream({ ...spot, batchBlocks: 5 }, AbortSignal.any([signal, timeout]))) {
      batches.push(batch);
      if (timeout.aborted) break;
    }
    signal.throwIfAborted();
    if (batches.length === 0) continue;
    sample.elapsedMs += performance.now() - startedMs;
    sample.blocks += batches.reduce((sum, { from, to }) => sum + to - from, 0);
    sample.transactions += batches.reduce((sum, batch) => sum + transactionsIn(batch), 0);
    sample.bytes += batches.reduce((sum, batch) => sum + bytesIn(batch), 0);
  }
  return sample;
}

/** Where to look: blocks of a chain differ with its age. */
function spots(ranges: RangeSet): readonly Range[] {
  const total = countRanges(ranges);
  const starts = [...new Set([0, 0.5, 1].map((part) => Math.floor((total - SPOT_BLOCKS) * part)))];
  return total <= SPOT_BLOCKS * starts.length ? ranges : starts.map((start) => spotAt(ranges, start));
}

function spotAt(ranges: RangeSet, start: number): Range {
  let before = 0;
  for (const { from, to } of ranges) {
    if (start < before + to - from) {
      const first = from + start - before;
      return { from: first, to: Math.min(to, first + SPOT_BLOCKS) };
    }
    before += to - from;
  }
  throw new RangeError(`position ${start} is outside of ${before} blocks`);
}
