// Where things lie: regions behind each other, sized for the worst that an answer of its length can hold.
// Every byte that is kept takes at least two of the JSON; the least JSON of a transaction, receipt or log that
// is complete is longer than the numbers below, so that no region can overflow.
import { fail } from "./bytes";
import { messagesSize, placeMessages } from "./messages";
import { placeTries, triesSize } from "./trie";

/** Least JSON of a complete transaction or receipt, of a log, of a withdrawal, in bytes. */
const LEAST_TRANSACTION: usize = 250;
const LEAST_LOG: usize = 90;
const LEAST_WITHDRAWAL: usize = 90;

export const TRANSACTION_SIZE: usize = 512;
export const RECEIPT_SIZE: usize = 256;
export const LOG_SIZE: usize = 48;
export const WITHDRAWAL_SIZE: usize = 64;
/** A value of a bloom filter: where it is, its length, its hash. */
export const VALUE_SIZE: usize = 40;

/** Room behind each region for reads and writes in whole vectors, and zeros behind the answers. */
const SLACK: usize = 1024;

export let blockJson: usize = 0;
export let receiptsJson: usize = 0;
export let transactions: usize = 0;
export let receipts: usize = 0;
export let logs: usize = 0;
export let withdrawals: usize = 0;
/** Decoded bytes of any length. */
export let arena: usize = 0;
/** Unknown fields as JSON: of the block, of all else. */
export let blockText: usize = 0;
export let text: usize = 0;
/** RLP of transactions, receipts and withdrawals. */
export let encoded: usize = 0;
/** Pairs (where, length) of what is in a trie. */
export let items: usize = 0;
export let values: usize = 0;
export let valueSlots: usize = 0;
/** log2 of the number of slots. */
export let valueBits: u64 = 0;
/** Rows, the last region: it grows. */
export let rows: usize = 0;

let at: usize = 0;

function region(size: usize): usize {
  const start = at;
  at = (start + size + SLACK + 15) & ~15;
  return start;
}

/** Grows the memory so that `end` lies in it. */
export function reach(end: usize): void {
  const pages = <i32>((end + SLACK) >> 16) + 1;
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) fail(20);
}

/** Lays out memory for two answers; they are to be written at `blockAt` and `receiptsAt`. */
export function reserve(blockLength: usize, receiptsLength: usize): void {
  const most = blockLength / LEAST_TRANSACTION + 1;
  const mostReceipts = receiptsLength / LEAST_TRANSACTION + 1;
  const mostLogs = receiptsLength / LEAST_LOG + 1;
  const mostWithdrawals = blockLength / LEAST_WITHDRAWAL + 1;
  const both = blockLength + receiptsLength;
  const mostItems = most + mostReceipts + mostWithdrawals;
  at = (__heap_base + 15) & ~15;
  blockJson = region(blockLength);
  receiptsJson = region(receiptsLength);
  transactions = region(most * TRANSACTION_SIZE);
  receipts = region(mostReceipts * RECEIPT_SIZE);
  logs = region(mostLogs * LOG_SIZE);
  withdrawals = region(mostWithdrawals * WITHDRAWAL_SIZE);
  arena = region(both);
  blockText = region(blockLength + 64);
  text = region(both + 64);
  encoded = region(2 * both + mostItems * 400);
  items = region(mostItems * 8);
  values = region(5 * mostLogs * VALUE_SIZE);
  valueBits = 6;
  while (<u64>1 << valueBits < <u64>mostLogs * 4) valueBits++;
  valueSlots = region(<usize>4 << <usize>valueBits);
  const messages = region(messagesSize(2 * mostItems + 5 * mostLogs + 64));
  const tries = region(triesSize(mostItems));
  rows = region(0);
  reach(at);
  placeMessages(messages);
  placeTries(tries);
  memory.fill(blockJson + blockLength, 0, SLACK);
  memory.fill(receiptsJson + receiptsLength, 0, SLACK);
  memory.fill(valueSlots, 0, <usize>4 << <usize>valueBits);
}

export function blockAt(): usize {
  return blockJson;
}

export function receiptsAt(): usize {
  return receiptsJson;
}
