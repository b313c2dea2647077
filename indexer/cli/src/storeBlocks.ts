import {
  backfill,
  type CheckTally,
  countRanges,
  mergeTallies,
  type Range,
  type RangeSet,
  type Sink,
  type Source,
  subtractRangeSets,
  tallyChecks,
} from "@ledgerscope/core";
import { type Failure, failureOf } from "./failureOf.ts";
import { Meter } from "./meter.ts";
import type { Network } from "./network.ts";
import { formatCount, printFailure } from "./output.ts";
import { startProgress } from "./progress.ts";

/** Blocks that are read though they are stored. */
export interface Rewrite {
  readonly pieces: RangeSet;
  /** Makes them missing. */
  prepare(piece: Range): Promise<void>;
}

export interface StoreOptions {
  readonly network: Network;
  readonly source: Source;
  readonly sink: Sink;
  readonly wanted: RangeSet;
  /** Within `wanted`. */
  readonly rewrite?: Rewrite;
  readonly signal: AbortSignal;
  /** From the newest block downwards, in pieces. @default false */
  readonly newestFirst?: boolean;
  /** Failed checks are printed as JSON. */
  readonly json: boolean;
  readonly command: string;
  /** Absolute path of the configuration. */
  readonly config: string;
}

export interface Stored {
  readonly blocks: number;
  readonly transactions: number;
  /** Blocks that were stored before. */
  readonly before: number;
  readonly failures: number;
  readonly checks: CheckTally;
  /** What of the wanted is still not stored. */
  readonly gaps: RangeSet;
  readonly elapsedMs: number;
}

/** Stores what of `wanted` is not stored yet, shows how it goes, and prints every failed check. */
export async function storeBlocks(options: StoreOptions): Promise<Stored> {
  const { network, wanted, signal } = options;
  const pieces = options.rewrite?.pieces ?? [];
  const absent = subtractRangeSets(wanted, await options.sink.stored());
  const missing = [...absent, ...pieces].sort((a, b) => a.from - b.from);
  const meter = new Meter();
  const source = meter.source(options.source);
  const sink = meter.sink(options.sink);
  const watched = [{ network: network.name, meter, total: countRanges(missing) }];
  const progress = startProgress(watched, options);
  const startedMs = Date.now();
  const tallies: CheckTally[] = [];
  let failures = 0;
  const fail = (failure: Failure): void => {
    failures++;
    printFailure(network.name, failure, options.json);
  };
  try {
    const newestFirst = options.newestFirst === true;
    for (const range of newestFirst ? missing.toReversed() : missing) {
      if (pieces.includes(range)) await options.rewrite?.prepare(range);
      await backfill(source, sink, {
        wanted: range,
        newestFirst,
        signal,
        onBatch(batch) {
          tallies.push(tallyChecks(batch.checks));
          if (tallies.length >= 256) tallies.splice(0, tallies.length, mergeTallies(tallies));
          for (const check of batch.checks) if (check.state === "failed") fail(check);
        },
      });
    }
  } catch (error) {
    signal.throwIfAborted();
    const [first] = subtractRangeSets(missing, await options.sink.stored());
    fail(failureOf(error, first?.from ?? null));
  } finally {
    progress.stop();
  }
  signal.throwIfAborted();
  const gaps = subtractRangeSets(wanted, await options.sink.stored());
  for (const { from, to } of gaps) fail({ check: "not_stored", height: from, detail: `${from}:${to} is not stored` });
  const { blocks, transactions } = meter.read();
  return {
    blocks,
    transactions,
    before: countRanges(wanted) - countRanges(missing),
    failures,
    checks: mergeTallies(tallies),
    gaps,
    elapsedMs: Date.now() - startedMs,
  };
}

/** `header_hash: 20 verified, 1 failed`, one line per check. */
export function describeTally(tally: CheckTally): readonly string[] {
  return Object.entries(tally).map(
    ([check, counts]) =>
      `${check}: ${Object.entries(counts)
        .map(([state, count]) => `${formatCount(count)} ${state}`)
        .join(", ")}`,
  );
}
