import type { Payload } from "@ledgerscope/core";
import { encodeRows, type Row } from "@ledgerscope/schema";
import type { EvmBlock } from "../evmBlock.ts";
import { keccak256 } from "../keccak256.ts";
import { placeOf } from "../place.ts";
import { evmContracts } from "../tables/evmContracts.ts";
import type { BlockTraces } from "../traces/callTrace.ts";
import { createdContracts } from "./createdContracts.ts";

/** Contracts created by blocks, as rows. */
export function encodeContracts(
  network: string,
  items: readonly { readonly block: EvmBlock; readonly traces?: BlockTraces | undefined }[],
): Payload {
  return encodeRows(
    evmContracts,
    items.flatMap(({ block, traces }) => contractRows(network, block, traces)),
  );
}

/** The contracts that one block creates, as rows. */
export function contractRows(
  network: string,
  block: EvmBlock,
  traces: BlockTraces | undefined,
): Row<typeof evmContracts>[] {
  const place = placeOf(network, block);
  return createdContracts(block, traces).flatMap(({ txIndex, code, ...contract }) => {
    const tx = block.transactions[txIndex];
    if (!tx) return [];
    return {
      ...place,
      tx_index: txIndex,
      tx_hash: tx.hash,
      trace_address: contract.traceAddress,
      address: contract.address,
      creator: contract.creator,
      init_code_hash: keccak256(contract.initCode),
      code_hash: code && keccak256(code),
      code_size: code?.length,
      source: contract.source,
    };
  });
}
