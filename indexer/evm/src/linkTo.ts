import type { Check } from "@ledgerscope/core";
import type { EvmBlock } from "./evmBlock.ts";
import { toHex } from "./hex.ts";

/** Whether the block names the one before, where that is known. */
export function linkTo({ height, header }: EvmBlock, hashBefore: string | undefined): Check {
  const check = "parent_link";
  if (height === 0) return { check, state: "verified", height };
  if (!hashBefore) return { check, state: "unchecked", height, detail: `block ${height - 1} is not there` };
  const parent = toHex(header.parentHash);
  if (parent === hashBefore) return { check, state: "verified", height };
  const detail = `block ${height - 1} is ${hashBefore}, the block names ${parent} as its parent`;
  return { check, state: "failed", height, detail };
}
