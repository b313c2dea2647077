import { CorruptDataError } from "@ledgerscope/core";
import type { Opinion } from "./opinion.ts";

/**
 * Nodes differ about a block, and the one that was read is not believed: both sides, and what can be done.
 * @param isGiven whether the block was given on already.
 */
export function disagreement(
  height: number,
  text: string,
  believed: readonly Opinion[] | "nobody",
  isGiven: boolean,
): CorruptDataError {
  const who =
    believed === "nobody"
      ? "none of them has a majority"
      : `${believed.map(({ node }) => node.name).join(", ")} are believed, the other one's block was taken before they sent theirs`;
  const how =
    "find out which one is right, then name it (trust: its name) or take the other out of the configuration" +
    (isGiven ? `, and have what was stored since read again: ledgerscope rewind --to ${height - 1}` : "");
  return new CorruptDataError(`nodes differ about block ${height}, ${who}: ${text}; ${how}`, { height });
}
