import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import { ForkError } from "./errors.ts";
import type { Range } from "./range.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

/**
 * Moves blocks to the final zone, never on a height alone: the node's final block has to be the one that is held
 * there, and blocks below it follow by their parent links. Where a link is missing, because a block was held
 * back, the block under the hole is compared by itself.
 */
export class Settlement {
  readonly #source: Source;
  readonly #sink: Sink;
  readonly #everyMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Up to here everything stored is final and known to be the node's; undefined: to be found out. */
  #settled: number | undefined;

  /**
   * @param everyMs How often blocks are moved at most, in milliseconds: moving takes as long for one as for a hundred,
   *   and the next block waits for it.
   */
  constructor(source: Source, sink: Sink, everyMs = 0) {
    this.#source = source;
    this.#sink = sink;
    this.#everyMs = everyMs;
  }

  /** What is stored may have changed: everything is compared again. */
  restart(): void {
    this.#settled = undefined;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * After a batch was stored: what became final is moved.
   * @throws ForkError when a block that is held is not the node's final one.
   */
  async afterBatch(batch: Batch): Promise<void> {
    const whole = batch.headers.length === batch.to - batch.from;
    if (!whole) this.#settled = undefined;
    if (whole && batch.final && this.#settled !== undefined && batch.from <= this.#settled + 1) {
      this.#settled = batch.to - 1;
      return;
    }
    if (Date.now() - this.#lastMs < this.#everyMs) return;
    const { final } = await this.#source.head();
    if (final) await this.settle(final);
    this.#lastMs = Date.now();
  }

  /** @throws ForkError as `afterBatch`. */
  async settle(final: BlockRef): Promise<void> {
    const { number } = final;
    if (this.#settled !== undefined && number <= this.#settled) return;
    // Known to be whole since the last time, or looked up.
    const runs: readonly Range[] =
      this.#settled === undefined ? await this.#sink.stored() : [{ from: this.#settled + 1, to: number + 1 }];
    for (const run of runs.filter(({ from }) => from <= number)) {
      const held = await this.#sink.at(Math.min(number, run.to - 1));
      const theirs = held && (held.number === number ? final : await this.#refAt(held.number));
      // Not known yet: another time.
      if (!held || !theirs) return;
      if (held.hash !== theirs.hash) throw new ForkError(held, await this.#canonical(held.number));
    }
    await this.#sink.finalize(number);
    const last = runs.at(-1);
    // A hole above the final block may have other blocks below it than those that were compared.
    if (last && last.from <= number) this.#settled = Math.min(number, last.to - 1);
  }

  async #refAt(height: number): Promise<BlockRef | undefined> {
    return (await this.#source.refs?.(height, height + 1))?.[0];
  }

  async #canonical(height: number): Promise<readonly BlockRef[]> {
    return (await this.#source.refs?.(Math.max(0, height - 255), height + 1)) ?? [];
  }
}
