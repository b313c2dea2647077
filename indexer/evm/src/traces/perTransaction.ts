import { sameBytes } from "../hex.ts";
import { type Fields, fieldsOf, fixedOf, MalformedTrace, textOf } from "./answerFields.ts";

/** What an answer is compared with. */
export interface TracedTransaction {
  readonly hash: Uint8Array;
  readonly from: Uint8Array;
}

export interface Missing {
  readonly txIndex: number;
  readonly reason: string;
}

/** What a tracer told of the transactions of a block. */
export interface PerTransaction<T> {
  readonly found: readonly T[];
  /** Transactions of which nothing was told that can be read, with the reason. */
  readonly missing: readonly Missing[];
}

/**
 * Reads an answer with one item per transaction, in their order. What is wrong with one leaves the others;
 * nothing is thrown.
 * @param hashKey field of an item that names its transaction, where the node has it.
 */
export function perTransaction<T>(
  answer: unknown,
  transactions: readonly TracedTransaction[],
  hashKey: string,
  read: (item: Fields, transaction: TracedTransaction, txIndex: number) => readonly T[],
): PerTransaction<T> {
  const items = Array.isArray(answer) ? answer : [];
  const found: T[] = [];
  const missing: Missing[] = [];
  for (const [txIndex, transaction] of transactions.entries()) {
    try {
      if (items.length !== transactions.length) {
        throw new MalformedTrace(`${items.length} answers for ${transactions.length} transactions`);
      }
      const item = fieldsOf(items[txIndex], "the answer");
      const hash = fixedOf(item, hashKey, 32);
      if (hash && !sameBytes(hash, transaction.hash)) throw new MalformedTrace("the answer is of another transaction");
      if (item["error"] !== undefined) throw new MalformedTrace(`the node says: ${textOf(item, "error")}`);
      for (const one of read(item, transaction, txIndex)) found.push(one);
    } catch (error) {
      missing.push({ txIndex, reason: reasonOf(error) });
    }
  }
  return { found, missing };
}

/** @throws what is not about the answer. */
export function reasonOf(error: unknown): string {
  if (error instanceof MalformedTrace) return error.message;
  throw error;
}
