import { headerTimeMs } from "./headerTime.ts";

/** The columns that say in which block a row stands. */
export interface Place {
  readonly network: string;
  readonly height: number;
  readonly block_hash: Uint8Array;
  /** Unix milliseconds. */
  readonly time: number;
}

/** What of a block says where its rows stand. */
export interface Placed {
  readonly height: number;
  readonly hash: Uint8Array;
  readonly header: { readonly timestamp: bigint };
}

export const placeOf = (network: string, { height, hash, header }: Placed): Place => ({
  network,
  height,
  block_hash: hash,
  time: headerTimeMs(header.timestamp),
});
