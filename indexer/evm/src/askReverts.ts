import type { Check } from "@ledgerscope/core";
import type { Revert } from "./revert.ts";

/** A failed transaction. */
export interface Failed {
  /** Position in the block. */
  readonly index: number;
  readonly hash: Uint8Array;
}

/**
 * Asks why transactions failed, those in `told` excepted. What a node does not tell is left out, and the check says
 * so; there is none where nothing failed.
 */
export async function askReverts(
  height: number,
  failed: readonly Failed[],
  ask: (failed: Failed) => Promise<Revert | undefined>,
  told: ReadonlyMap<number, Revert> = new Map(),
): Promise<{ readonly reverts: ReadonlyMap<number, Revert>; readonly check?: Check }> {
  const reverts = new Map(told);
  if (failed.length === 0) return { reverts };
  await Promise.all(
    failed.map(async (one) => {
      const why = reverts.get(one.index) ?? (await ask(one));
      if (why) reverts.set(one.index, why);
    }),
  );
  const known = failed.filter(({ index }) => reverts.has(index)).length;
  const check = "revert_reasons";
  if (known === failed.length) {
    return { reverts, check: { check, state: "unverified", height, detail: "no root commits to traces" } };
  }
  const detail = `the node traced ${known} of ${failed.length} failed transactions`;
  return { reverts, check: { check, state: "unchecked", height, detail } };
}
