import {
  encodeReceipt,
  encodeTransaction,
  encodeWithdrawal,
  headerHash,
  logsBloom,
  orderedTrieRoot,
  unionBlooms,
} from "@ledgerscope/proof";
import { decodeBlock } from "../../decodeBlock.ts";
import { toHex } from "../../hex.ts";
import { keccak256 } from "../../keccak256.ts";
import { wireBlock, wireReceipts } from "../../wire.ts";

// biome-ignore lint/suspicious/noExplicitAny: JSON as a node writes it
export type Json = any;

/** A node's two answers about a block. */
export interface Answers {
  readonly block: Json;
  readonly receipts: Json[];
}

/**
 * Fills in what follows from a block's own fields: transaction hashes, blooms, roots and the block's hash, and every
 * place where they are repeated. What it gets passes every check of a block.
 */
export function sealedBlock({ block, receipts }: Answers): Answers {
  const decoded = decodeBlock(wireBlock.parse(block), wireReceipts.parse(receipts), []);
  const encoded = decoded.transactions.map((tx) => encodeTransaction(tx) as Uint8Array);
  const blooms = decoded.receipts.map((receipt) => logsBloom(receipt.logs, keccak256));
  const encodedReceipts = decoded.receipts.map(
    (receipt, index) =>
      encodeReceipt({
        ...receipt,
        type: decoded.transactions[index]?.type ?? 0,
        logsBloom: blooms[index] as Uint8Array,
      }) as Uint8Array,
  );
  const header = {
    ...decoded.header,
    transactionsRoot: orderedTrieRoot(encoded, keccak256),
    receiptsRoot: orderedTrieRoot(encodedReceipts, keccak256),
    logsBloom: unionBlooms(blooms),
    ...(decoded.withdrawals && decoded.header.withdrawalsRoot
      ? { withdrawalsRoot: orderedTrieRoot(decoded.withdrawals.map(encodeWithdrawal), keccak256) }
      : {}),
  };
  const hash = toHex(headerHash(header, keccak256) as Uint8Array);
  const place = { blockHash: hash, blockNumber: block.number };
  const hashes = encoded.map((bytes) => toHex(keccak256(bytes)));
  return {
    block: {
      ...block,
      hash,
      transactionsRoot: toHex(header.transactionsRoot),
      receiptsRoot: toHex(header.receiptsRoot),
      logsBloom: toHex(header.logsBloom),
      ...(header.withdrawalsRoot ? { withdrawalsRoot: toHex(header.withdrawalsRoot) } : {}),
      transactions: block.transactions.map((tx: Json, index: number) => ({ ...tx, ...place, hash: hashes[index] })),
    },
    receipts: receipts.map((receipt, index) => ({
      ...receipt,
      ...place,
      transactionHash: hashes[index],
      logsBloom: toHex(blooms[index] as Uint8Array),
      logs: receipt.logs.map((log: Json) => ({ ...log, ...place, transactionHash: hashes[index] })),
    })),
  };
}
