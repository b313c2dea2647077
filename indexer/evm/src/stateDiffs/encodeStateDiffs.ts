import type { Payload } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import type { EvmBlock } from "../evmBlock.ts";
import { placeOf } from "../place.ts";
import { evmStateDiffs } from "../tables/evmStateDiffs.ts";
import { type BlockStateDiffs, ZERO_WORD } from "./stateChange.ts";

/** What transactions of blocks changed in the state, as rows. */
export function encodeStateDiffs(
  network: string,
  items: readonly { readonly block: EvmBlock; readonly stateDiffs?: BlockStateDiffs | undefined }[],
): Payload {
  return encodeRows(
    evmStateDiffs,
    items.flatMap(({ block, stateDiffs }) => {
      if (!stateDiffs) return [];
      const place = placeOf(network, block);
      return stateDiffs.changes.map(({ txIndex, txHash, address, kind, slot, before, after }) => ({
        ...place,
        tx_index: txIndex,
        tx_hash: txHash,
        address,
        kind,
        slot: slot ?? ZERO_WORD,
        before,
        after,
        tracer: stateDiffs.tracer,
      }));
    }),
  );
}
