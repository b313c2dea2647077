/** What a node answered about one block: bytes, not parsed and not believed. May be broken JSON. */
export interface RawBlock {
  readonly height: number;
  /** `result` of `eth_getBlockByNumber(height, true)`: JSON in UTF-8 as received, in memory that nothing else uses. */
  readonly block: Uint8Array;
  /** `result` of `eth_getBlockReceipts(height)`, or of `eth_getTransactionReceipt` for each transaction, as one list. */
  readonly receipts: Uint8Array;
  /** Printable name of the endpoint that answered. */
  readonly endpoint: string;
}

export const rawPart = (text: string): Buffer => Buffer.from(text, "latin1");

/** Both answers as they were received: `{"block":…,"receipts":…}`. What the quarantine keeps. */
export function rawBytes({ block, receipts }: RawBlock): Uint8Array {
  return Buffer.concat([rawPart('{"block":'), block, rawPart(',"receipts":'), receipts, rawPart("}")]);
}
