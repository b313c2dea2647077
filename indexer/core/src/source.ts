import type { Batch } from "./batch.ts";
import type { BlockRef } from "./block.ts";

export interface Head {
  /** First height that the source has. @default 0 */
  readonly earliest?: number;
  /** Newest block that the source has; undefined for an empty ledger. */
  readonly latest?: BlockRef;
  /** Newest block that can no longer be reverted. */
  readonly final?: BlockRef;
  /** What stands behind the newest block and cannot be read: where, and what is wrong with it. */
  readonly damage?: string;
}

export interface StreamRequest {
  /** First height wanted. */
  readonly from: number;
  /** One past the last height wanted; undefined: follow the head until the signal aborts. */
  readonly to?: number;
  /** The block at `from - 1` as we hold it, if we do: its hash is checked against the first block's parent. */
  readonly parent?: BlockRef;
  /** Most blocks per batch. @default the source's own choice */
  readonly batchBlocks?: number;
}

/** Where a chain's blocks come from: a node, or a ledger on disk. */
export interface Source {
  /** Whether several streams at a time, anywhere in the chain, cost no more than one. @default false */
  readonly parallel?: boolean;
  head(): Promise<Head>;
  /** The blocks of [from, to) that the source has, by their position alone, ascending. */
  refs?(from: number, to: number, signal?: AbortSignal): Promise<readonly BlockRef[]>;
  /**
   * First height whose header has that time, in Unix milliseconds, or a later one; undefined when the chain
   * ends before. Absent where headers have no times.
   */
  heightAt?(timeMs: number, signal?: AbortSignal): Promise<number | undefined>;
  /**
   * Blocks of the request in order, each batch contiguous with the one before.
   * @throws ForkError when `parent` is no longer canonical, or a reorg happens while following.
   * @throws RetryableError when the node cannot be reached within the source's own retries.
   * @throws CorruptDataError when the ledger cannot be read further; what is whole was yielded before.
   */
  stream(request: StreamRequest, signal: AbortSignal): AsyncIterable<Batch>;
  close(): Promise<void>;
}
