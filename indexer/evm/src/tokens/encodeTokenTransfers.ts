import type { Payload } from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import type { EvmBlock } from "../evmBlock.ts";
import { placeOf } from "../place.ts";
import { evmTokenTransfers } from "../tables/evmTokenTransfers.ts";
import { tokenTransfers } from "./tokenTransfers.ts";

/** The transfers of blocks, as rows. */
export function encodeTokenTransfers(network: string, blocks: readonly EvmBlock[]): Payload {
  return encodeRows(
    evmTokenTransfers,
    blocks.flatMap((block) => transferRows(network, block)),
  );
}

/** The transfers of one block, as rows. */
export function transferRows(network: string, block: EvmBlock): Row<typeof evmTokenTransfers>[] {
  const place = placeOf(network, block);
  return block.transactions.flatMap((tx, position) =>
    (block.receipts[position]?.logs ?? []).flatMap((log) =>
      tokenTransfers(log).map((transfer) => ({
        ...place,
        tx_index: position,
        tx_hash: tx.hash,
        log_index: log.logIndex,
        batch_index: transfer.batchIndex,
        standard: transfer.standard,
        token: log.address,
        operator: transfer.operator,
        from: transfer.from,
        to: transfer.to,
        token_id: transfer.tokenId,
        amount: transfer.amount,
      })),
    ),
  );
}
