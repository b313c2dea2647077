import type { BlockRef } from "./block.ts";

/** The newest block that both hold, or undefined when none of the given ones agree. */
export function commonAncestor(held: readonly BlockRef[], canonical: readonly BlockRef[]): BlockRef | undefined {
  const theirs = new Map(canonical.map((ref) => [ref.number, ref.hash]));
  return [...held].sort((a, b) => b.number - a.number).find((ref) => theirs.get(ref.number) === ref.hash);
}
