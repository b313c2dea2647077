import type { Range } from "@ledgerscope/core";
import { checkBlock } from "./checkBlock.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { HeaderRule } from "./headerRules.ts";

/** How many other blocks are looked at when a header's hash does not follow from it. */
const SAMPLES = 4;
/** A chain of fewer blocks cannot tell a rule that is not known from a block that is wrong. */
const ENOUGH = 2;

/** The rules of a chain whose headers follow none that is known here. */
export const UNKNOWN_HEADERS: readonly HeaderRule[] = [{ from: 0, profile: "unverified", signers: [] }];

/** Heights to compare a failing block with, spread over what there is. */
export function sampleHeights({ from, to }: Range, failing: number): readonly number[] {
  const step = Math.max(1, Math.floor((to - from) / (SAMPLES + 1)));
  const spread = Array.from({ length: SAMPLES }, (_, index) => to - 1 - index * step);
  return [...new Set(spread)].filter((height) => height >= from && height !== failing);
}

export const failsHeaderHash = (block: EvmBlock): boolean =>
  checkBlock(block).some(({ check, state }) => check === "header_hash" && state === "failed");

/**
 * Whether it is the chain that is unknown and not a block that is wrong: no other block's hash follows from its header,
 * either. A node that changes every header is not told from such a chain; nothing it says is `verified` then.
 */
export const haveUnknownHeaders = (samples: readonly EvmBlock[]): boolean =>
  samples.length >= ENOUGH && samples.every(failsHeaderHash);
