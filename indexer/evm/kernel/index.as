// The kernel: two answers of a node in, rows out. Bytes are written where `blockAt` and `receiptsAt` say, after
// `reserve`; `read` traps when the block is not one that it fully understands and accepts.
import { prepareDigits } from "./hex";
import { readBlock, readReceipts } from "./read";
import * as r from "./records";
import { failedAt, failedCount, writeRows } from "./rows";
import { TABLES } from "./rowBinary";
import { checkCreatedOnly, checkFields, checkProofs, provesWithdrawals } from "./verify";
import { BlockKey } from "./records";

export { reason } from "./bytes";
export { defineKey, nameBuffer } from "./json";
export { blockAt, receiptsAt, reserve } from "./memory";
export { networkBuffer, setNetwork } from "./rowBinary";

prepareDigits();

/** @param proves whether hashes and roots are recomputed; without, only what fields say about each other is checked. */
export function read(blockLength: usize, receiptsLength: usize, proves: bool, datasets: u32): void {
  readBlock(blockLength);
  const logsEnd = readReceipts(receiptsLength);
  checkFields();
  if (proves) checkProofs(logsEnd);
  else checkCreatedOnly();
  writeRows(datasets);
}

export function tables(): usize {
  return TABLES;
}

export function failed(): usize {
  return failedAt;
}

export function failures(): u32 {
  return failedCount;
}

export function hash(): usize {
  return r.B_HASH;
}

export function parentHash(): usize {
  return r.B_PARENT;
}

export function number(): u64 {
  return load<u64>(r.B_NUMBER);
}

export function timestamp(): u64 {
  return load<u64>(r.B_TIMESTAMP);
}

/** 0: the header covers no withdrawals; 1: it does, and the list is not there; 2: it is, and proven. */
export function withdrawals(): u32 {
  if ((load<u64>(r.BLOCK) & (1 << BlockKey.withdrawalsRoot)) == 0) return 0;
  return provesWithdrawals() ? 2 : 1;
}
