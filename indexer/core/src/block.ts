/** A position on one chain. */
export interface BlockRef {
  /** The height: EVM block number, Fabric block number. A safe integer. */
  readonly number: number;
  /** The block's hash as its chain prints it: lower-case 0x-hex for EVM, lower-case hex for Fabric. */
  readonly hash: string;
}

/** Where a block's time comes from. A Fabric block has no time of its own. */
export type TimeSource = "header" | "transactions" | "observed";

export interface BlockHeader extends BlockRef {
  /** Hash of the block before this one; empty for the first block of a Fabric channel. */
  readonly parentHash: string;
  /** Unix milliseconds; undefined where neither the header nor its transactions state a time. */
  readonly timeMs?: number;
  readonly timeSource: TimeSource;
}
