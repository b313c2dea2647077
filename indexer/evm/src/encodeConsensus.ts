import type { Payload } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import { consensusRow } from "./consensusRow.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { evmConsensus } from "./tables/evmConsensus.ts";

/** Who sealed the blocks, as rows; no payload for a chain without seals. */
export function encodeConsensus(network: string, blocks: readonly EvmBlock[]): Payload[] {
  const rows = blocks.flatMap((block) => consensusRow(network, block) ?? []);
  return rows.length > 0 ? [encodeRows(evmConsensus, rows)] : [];
}
