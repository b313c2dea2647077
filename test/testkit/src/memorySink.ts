import { type Batch, type BlockRef, CorruptDataError, type RangeSet, type Sink, unionRanges } from "@ledgerscope/core";

/** A sink in memory with the behaviour of the warehouse's: what a pipeline test looks into. */
export class MemorySink implements Sink {
  /** Canonical blocks by height. */
  readonly blocks: Map<number, BlockRef> = new Map();
  /** Every block ever written by its hash, orphaned ones included. */
  readonly known: Map<string, BlockRef> = new Map();
  /** Every batch written, repeats included. */
  readonly batches: Batch[] = [];
  /** Newest height that can no longer be reverted; -1 for none. */
  finalHeight = -1;

  async stored(): Promise<RangeSet> {
    return unionRanges([...this.blocks.keys()].map((height) => ({ from: height, to: height + 1 })));
  }

  async recent(count: number): Promise<readonly BlockRef[]> {
    return [...this.blocks.values()].sort((a, b) => a.number - b.number).slice(-count);
  }

  async at(height: number): Promise<BlockRef | undefined> {
    return this.blocks.get(height);
  }

  async write(batch: Batch): Promise<void> {
    this.batches.push(batch);
    for (const { number, hash } of batch.headers) {
      const held = this.blocks.get(number);
      if (held && number <= this.finalHeight && held.hash !== hash) {
        throw new CorruptDataError(`block ${number} is final as ${held.hash}, got ${hash}`, { height: number });
      }
      this.blocks.set(number, { number, hash });
      this.known.set(hash, { number, hash });
      if (batch.final) this.finalHeight = Math.max(this.finalHeight, number);
    }
  }

  async finalize(to: number): Promise<void> {
    for (const height of this.blocks.keys()) if (height <= to) this.finalHeight = Math.max(this.finalHeight, height);
  }

  async rewind(to: BlockRef | undefined): Promise<void> {
    const keep = to?.number ?? -1;
    if (keep < this.finalHeight)
      throw new CorruptDataError(`cannot rewind to ${keep}: final up to ${this.finalHeight}`);
    for (const height of [...this.blocks.keys()]) if (height > keep) this.blocks.delete(height);
  }
}
