import type { Check } from "@ledgerscope/core";
import type { EvmBlock } from "./evmBlock.ts";
import { toHex } from "./hex.ts";
import { asFarAsHeader } from "./unprovenHeader.ts";

/** Whether the block names the one before, where that is known. */
export function linkTo(block: EvmBlock, hashBefore: string | undefined): Check {
  const { height, header } = block;
  const check = "parent_link";
  if (height === 0) return asFarAsHeader(block, { check, state: "verified", height });
  if (!hashBefore) return { check, state: "unchecked", height, detail: `block ${height - 1} is not there` };
  const parent = toHex(header.parentHash);
  if (parent === hashBefore) return asFarAsHeader(block, { check, state: "verified", height });
  const detail = `block ${height - 1} is ${hashBefore}, the block names ${parent} as its parent`;
  return { check, state: "failed", height, detail };
}
