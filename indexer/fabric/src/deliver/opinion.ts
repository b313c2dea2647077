import { CorruptDataError } from "@ledgerscope/core";
import { type BlockClaims, type BlockDifference, blockDifference } from "../source/blockDifference.ts";
import type { BlockFeed } from "./blockFeed.ts";
import type { ServedBlock } from "./servedBlock.ts";

/** What a node says of a block. */
export interface Opinion {
  readonly feed: BlockFeed;
  readonly served: Pick<ServedBlock, "header" | "metadata">;
}

export const differenceOf = (a: Opinion, b: Opinion): BlockDifference | undefined =>
  blockDifference(a.feed.name, claimsOf(a), b.feed.name, claimsOf(b));

const claimsOf = ({ served: { header, metadata } }: Opinion): BlockClaims => ({ ...header, metadata });

/** Both sides, and what can be done. */
export function disagreement(height: number, text: string): CorruptDataError {
  return new CorruptDataError(
    `nodes differ about block ${height} and none of them has a majority: ${text}. Find out which one is right, then ` +
      "name it (trust: [its name]) or take the other out of the configuration",
    { height },
  );
}
