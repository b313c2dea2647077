import type { BlockRows } from "./blockRows.ts";
import { headerTimeMs } from "./headerTime.ts";

/** Rows repeat each other for the sake of queries: what those of one block say differently, in words. */
export function rowsDisagree({ block, transactions, logs, withdrawals }: BlockRows): string | undefined {
  if (transactions.length !== Number(block.tx_count)) {
    return `tx_count is ${block.tx_count}, there are ${transactions.length} rows in evm_transactions`;
  }
  const count = block.withdrawal_count;
  if (count !== null && withdrawals.length !== Number(count)) {
    return `withdrawal_count is ${count}, there are ${withdrawals.length} rows in evm_withdrawals`;
  }
  const time = headerTimeMs(BigInt(block.timestamp));
  if (Number(block.time) !== time) return `the time is ${block.time} ms, the header's timestamp gives ${time} ms`;
  for (const tx of transactions) {
    const at = `transaction ${tx.tx_index}`;
    if (tx.block_hash !== block.block_hash) return `${at} is of block 0x${tx.block_hash}`;
    if (tx.time !== block.time) return `${at} has another time than its block`;
    const selector = tx.to !== null && tx.input.length >= 8 ? tx.input.slice(0, 8) : "";
    if (tx.selector !== selector) return `${at} has selector 0x${tx.selector}, its input starts with 0x${selector}`;
    const own = logs.get(tx.tx_index) ?? [];
    if (own.length !== Number(tx.log_count)) {
      return `${at}: log_count is ${tx.log_count}, there are ${own.length} rows in evm_logs`;
    }
    const stray = own.find((log) => log.tx_hash !== tx.hash || log.block_hash !== block.block_hash);
    if (stray) return `log ${stray.log_index} names another block or transaction than ${at}`;
  }
  const strayIndex = [...logs.keys()].find((index) => Number(index) >= transactions.length);
  if (strayIndex !== undefined) return `logs of transaction ${strayIndex}, which has no row`;
  for (const [index, row] of withdrawals.entries()) {
    const at = `withdrawal ${index}`;
    if (Number(row.position) !== index) return `${at} stands at position ${row.position}`;
    if (row.block_hash !== block.block_hash) return `${at} is of block 0x${row.block_hash}`;
    if (row.time !== block.time) return `${at} has another time than its block`;
  }
  return undefined;
}
