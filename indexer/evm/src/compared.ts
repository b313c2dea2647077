import type { Check } from "@ledgerscope/core";
import { sameBytes, toHex } from "./hex.ts";

/**
 * A check by what was recomputed and what the block says.
 * @param recomputed undefined: there is no rule, for the reason in `whyNot`.
 */
export function compared(
  check: string,
  height: number,
  recomputed: Uint8Array | undefined,
  claimed: Uint8Array,
  whyNot = "",
): Check {
  if (!recomputed) return { check, state: "unverified", height, detail: whyNot };
  if (sameBytes(recomputed, claimed)) return { check, state: "verified", height };
  const detail = `the block says ${toHex(claimed)}, its contents give ${toHex(recomputed)}`;
  return { check, state: "failed", height, detail };
}
