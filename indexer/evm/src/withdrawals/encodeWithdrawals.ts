import type { Payload } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import type { EvmBlock } from "../evmBlock.ts";
import { placeOf } from "../place.ts";
import { evmWithdrawals } from "../tables/evmWithdrawals.ts";

/** The withdrawals of blocks, as rows; none where the node does not serve the list. */
export function encodeWithdrawals(network: string, blocks: readonly EvmBlock[]): Payload {
  return encodeRows(
    evmWithdrawals,
    blocks.flatMap((block) =>
      (block.withdrawals ?? []).map(({ index, validatorIndex, address, amount }, position) => ({
        ...placeOf(network, block),
        position,
        withdrawal_index: index,
        validator_index: validatorIndex,
        address,
        amount,
      })),
    ),
  );
}
