import { orderedTrieRoot } from "@ledgerscope/proof";
import { keccak256 } from "./keccak256.ts";

/** Root of a list in which every item could be encoded; undefined when one could not. */
export function rootOf(items: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? orderedTrieRoot(known, keccak256) : undefined;
}
