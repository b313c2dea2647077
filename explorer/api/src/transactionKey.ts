import type { TransactionRow } from "./queries/transactions.ts";

/**
 * Place and id: Fabric ids may repeat (DUPLICATE_TXID) or be absent, and places move in a reorg. The
 * place is empty for one that never reached a block.
 */
export const transactionKey = ({ height, txIndex, hash }: TransactionRow): string =>
  `${height ?? ""}:${txIndex ?? ""}:${hash}`;
