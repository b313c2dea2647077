import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import { ForkError } from "./errors.ts";
import type { Range } from "./range.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

/** How many of the node's recent blocks a ForkError carries. */
const FORK_REFS = 256;

/**
 * Moves blocks to the final zone, never on a height alone: the node's final block has to be the one that is held
 * there, and blocks below it follow by their parent links. Where a link is missing, because a block was held
 * back, the block under the hole is compared by itself.
 */
export class Settlement {
  readonly #source: Source;
  readonly #sink: Sink;
  /**
   * Up to here everything is stored in the final zone, joined to what was compared; above it there are no holes;
   * undefined: to be found out. The source called these blocks final: whether they are is known up to `#compared`.
   */
  #settled: number | undefined;
  /** The newest final block that was compared with the one that is held; -1: none was. */
  #compared = -1;
  /** Counts what makes `#settled` unknown, so that nobody who began before it takes it for known. */
  #doubts = 0;

  constructor(source: Source, sink: Sink) {
    this.#source = source;
    this.#sink = sink;
  }

  /** What is stored may have changed: everything is compared again. */
  restart(): void {
    this.#settled = undefined;
    this.#compared = -1;
    this.#doubts++;
  }

  /** Takes note of a batch that was stored. @returns whether there may be something to move. */
  note(batch: Batch): boolean {
    const whole = batch.headers.length === batch.to - batch.from;
    if (!whole) this.restart();
    // Final blocks upon final blocks: nothing waits below them.
    const joins = this.#settled !== undefined && batch.from <= this.#settled + 1;
    if (!(whole && batch.final && joins)) return true;
    this.#settled = batch.to - 1;
    return false;
  }

  /** Moves what the source calls final now. @throws ForkError when a block that is held is not the node's final one. */
  async run(): Promise<void> {
    const { final } = await this.#source.head();
    if (final) await this.settle(final);
  }

  /** @throws ForkError as `run`. */
  async settle(final: BlockRef): Promise<void> {
    const { number } = final;
    if (number <= this.#compared) return;
    const doubts = this.#doubts;
    // Known to be whole since the last time, or looked up.
    const runs: readonly Range[] =
      this.#settled === undefined
        ? await this.#sink.stored()
        : [{ from: Math.min(this.#settled + 1, number), to: number + 1 }];
    for (const run of runs.filter(({ from }) => from <= number)) {
      const held = await this.#sink.at(Math.min(number, run.to - 1));
      const theirs = held && (held.number === number ? final : (await this.#refs(held.number, 1))[0]);
      // Not known yet: another time.
      if (!held || !theirs) return;
      if (held.hash !== theirs.hash) throw new ForkError(held, await this.#refs(held.number, FORK_REFS));
    }
    const last = runs.findLast(({ from }) => from <= number);
    if (!last) return;
    // Not above what was compared: what is stored there meanwhile may be of another branch.
    const whole = Math.min(number, last.to - 1);
    if (this.#settled === undefined || whole > this.#settled) await this.#sink.finalize(whole);
    // A hole above the final block may have other blocks below it than those that were compared.
    if (last !== runs.at(-1) || doubts !== this.#doubts) return;
    this.#settled = Math.max(this.#settled ?? -1, whole);
    this.#compared = whole;
  }

  /** The source's newest blocks up to a height. */
  async #refs(height: number, count: number): Promise<readonly BlockRef[]> {
    return (await this.#source.refs?.(Math.max(0, height + 1 - count), height + 1)) ?? [];
  }
}
