import { WireReader } from "@ledgerscope/proof";

/** One message of a Deliver stream: a block, as it was sent, or the status that ends a request. */
export type DeliverResponse =
  | { readonly block: Uint8Array; readonly status?: undefined }
  | { readonly status: number; readonly block?: undefined };

/**
 * Reads `protos.DeliverResponse` (peers: status 1, block 2, filtered_block 3, block_and_private_data 4) or
 * `orderer.DeliverResponse` (status 1, block 2), and leaves the block's bytes as they are.
 * @throws WireError
 */
export function parseDeliverResponse(bytes: Uint8Array): DeliverResponse {
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) return { status: reader.int32() };
    if (reader.field === 2) return { block: reader.bytes() };
    reader.skip();
  }
  return { status: 0 };
}
