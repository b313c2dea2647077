import type { EvmBlock } from "./evmBlock.ts";
import { headerTimeMs } from "./headerTime.ts";

/** The columns that say in which block a row stands. */
export interface Place {
  readonly network: string;
  readonly height: number;
  readonly block_hash: Uint8Array;
  /** Unix milliseconds. */
  readonly time: number;
}

export const placeOf = (network: string, { height, hash, header }: EvmBlock): Place => ({
  network,
  height,
  block_hash: hash,
  time: headerTimeMs(header.timestamp),
});
