import { performance } from "node:perf_hooks";
import type { Batch, Head, Sink, Source } from "@ledgerscope/core";

/** What a network's pipeline spends its time on. */
export type PipelineStage = "reading" | "computing" | "writing";

/** Shares of the time since the one before, summing to 1 where the pipeline was at work. */
export type StageShares = Readonly<Record<PipelineStage, number>>;

/** What was done since the meter began. Times in milliseconds. */
export interface MeterReading {
  readonly atMs: number;
  /** Stored ones; not those that were held back. */
  readonly blocks: number;
  readonly transactions: number;
  readonly bytes: number;
  /** Newest height stored through this meter. */
  readonly height: number | undefined;
  /** What the source said last. */
  readonly head: Head | undefined;
  readonly stageMs: Readonly<Record<PipelineStage, number>>;
}

/**
 * Measures one pipeline from outside, by wrapping its source and its sink. The pipeline waits either for the
 * next batch or for the sink; while both work, it is the sink that it waits for. While it waits, Node's event loop is either idle, then the source or the
 * warehouse is waited for, or busy, then this process computes: it decodes and verifies, also for
 * blocks that are read ahead while others are written. Several pipelines of one process share its loop, and
 * so what they compute.
 */
export class Meter {
  #blocks = 0;
  #transactions = 0;
  #bytes = 0;
  #height: number | undefined;
  #head: Head | undefined;
  /** How many of each are under way: the source is read ahead while the sink writes. */
  readonly #under = { reading: 0, writing: 0 };
  #loop = performance.eventLoopUtilization();
  readonly #stageMs = { reading: 0, computing: 0, writing: 0 };

  read(): MeterReading {
    this.#settle();
    return {
      atMs: performance.now(),
      blocks: this.#blocks,
      transactions: this.#transactions,
      bytes: this.#bytes,
      height: this.#height,
      head: this.#head,
      stageMs: { ...this.#stageMs },
    };
  }

  source(source: Source): Source {
    const meter = this;
    return {
      parallel: source.parallel === true,
      ...(source.refs ? { refs: source.refs.bind(source) } : {}),
      ...(source.heightAt ? { heightAt: source.heightAt.bind(source) } : {}),
      async head() {
        meter.#head = await source.head();
        return meter.#head;
      },
      async *stream(request, signal) {
        const batches = source.stream(request, signal)[Symbol.asyncIterator]();
        try {
          for (;;) {
            const next = await meter.#during("reading", () => batches.next());
            if (next.done) return;
            yield next.value;
          }
        } finally {
          await batches.return?.();
        }
      },
      close: () => source.close(),
    };
  }

  sink(sink: Sink): Sink {
    return {
      stored: () => sink.stored(),
      recent: (count) => sink.recent(count),
      at: (height) => sink.at(height),
      rewind: (to) => sink.rewind(to),
      finalize: (to) => this.#during("writing", () => sink.finalize(to)),
      write: async (batch) => {
        await this.#during("writing", () => sink.write(batch));
        this.#count(batch);
      },
    };
  }

  #count(batch: Batch): void {
    this.#blocks += batch.headers.length;
    this.#transactions += transactionsIn(batch);
    this.#bytes += bytesIn(batch);
    const height = batch.headers.at(-1)?.number;
    if (height !== undefined) this.#height = Math.max(height, this.#height ?? 0);
  }

  async #during<T>(stage: "reading" | "writing", work: () => Promise<T>): Promise<T> {
    this.#settle();
    this.#under[stage]++;
    try {
      return await work();
    } finally {
      this.#settle();
      this.#under[stage]--;
    }
  }

  /** Books the time since the last call. */
  #settle(): void {
    const now = performance.eventLoopUtilization();
    const { idle, active } = performance.eventLoopUtilization(now, this.#loop);
    this.#loop = now;
    const { reading, writing } = this.#under;
    if (reading + writing === 0) return;
    this.#stageMs[writing > 0 ? "writing" : "reading"] += idle;
    this.#stageMs.computing += active;
  }
}

export function transactionsIn(batch: Batch): number {
  return batch.payloads.find((payload) => payload.table.endsWith("_transactions"))?.rows ?? 0;
}

/** As they are sent to the warehouse, before its compression. */
export function bytesIn(batch: Batch): number {
  return batch.payloads.reduce((sum, payload) => sum + payload.bytes.length, 0);
}

/** Rates and shares between two readings of one meter. */
export interface Rates {
  readonly blocksPerSecond: number;
  readonly transactionsPerSecond: number;
  readonly shares: StageShares;
  /** Where most of the time goes; undefined when nothing was done. */
  readonly bottleneck: PipelineStage | undefined;
}

export function ratesBetween(before: MeterReading, after: MeterReading): Rates {
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1000);
  const spent = (stage: PipelineStage): number => Math.max(0, after.stageMs[stage] - before.stageMs[stage]);
  const total = spent("reading") + spent("computing") + spent("writing");
  const share = (stage: PipelineStage): number => (total === 0 ? 0 : spent(stage) / total);
  const shares = { reading: share("reading"), computing: share("computing"), writing: share("writing") };
  const stages = (Object.keys(shares) as PipelineStage[]).sort((a, b) => shares[b] - shares[a]);
  return {
    blocksPerSecond: (after.blocks - before.blocks) / seconds,
    transactionsPerSecond: (after.transactions - before.transactions) / seconds,
    shares,
    bottleneck: total === 0 ? undefined : stages[0],
  };
}

const STAGE_WORDS: Record<PipelineStage, string> = {
  reading: "reading the source",
  computing: "verifying and decoding",
  writing: "writing to the warehouse",
};

/** `slowest: reading the source 71 % (computing 20 %, writing 9 %)` */
export function describeBottleneck({ bottleneck, shares }: Pick<Rates, "bottleneck" | "shares">): string {
  if (bottleneck === undefined) return "idle";
  const percent = (stage: PipelineStage): string => `${Math.round(shares[stage] * 100)} %`;
  const others = (Object.keys(shares) as PipelineStage[])
    .filter((stage) => stage !== bottleneck)
    .sort((a, b) => shares[b] - shares[a]);
  const rest = others.map((stage) => `${stage} ${percent(stage)}`).join(", ");
  return `slowest: ${STAGE_WORDS[bottleneck]} ${percent(bottleneck)} (${rest})`;
}
