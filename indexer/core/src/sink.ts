import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";
import type { RangeSet } from "./range.ts";

/**
 * Where batches go. Every write has its reverse. One call that changes something at a time, with one exception:
 * `finalize` may run beside `write`: it moves what was stored before it began.
 */
export interface Sink {
  /** Heights stored so far, head zone included, from `_ranges` and nothing else. */
  stored(): Promise<RangeSet>;
  /** Newest blocks held, ascending, at most `count`: what a fork is looked for in. */
  recent(count: number): Promise<readonly BlockRef[]>;
  /** The stored block at that height, if there is one. */
  at(height: number): Promise<BlockRef | undefined>;
  /**
   * Rows durable first, then the range that names them. Writing the same batch again changes nothing.
   * @throws RetryableError when the warehouse is busy or away.
   */
  write(batch: Batch): Promise<void>;
  /** Moves blocks up to and including `to` from the head zone to the final zone. */
  finalize(to: number): Promise<void>;
  /**
   * Makes blocks above `to` non-canonical; they stay queryable by their hash.
   * @throws CorruptDataError when a final block would be touched.
   */
  rewind(to: BlockRef | undefined): Promise<void>;
}
