import type { Check } from "@ledgerscope/core";
import type { WireBlock, WireReceipt } from "./decodeBlock.ts";
import { sameBytes, toHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";

/** A node says many things more than once: block, transactions, receipts and logs must agree where no root covers them. */
export function checkAgreement(block: WireBlock, receipts: readonly WireReceipt[]): Check {
  const detail = disagreement(block, receipts);
  const check = "fields_agree";
  return detail
    ? { check, state: "failed", height: block.number, detail }
    : { check, state: "verified", height: block.number };
}

/** Above it, v of a legacy transaction holds the chain id (EIP-155); 37 and 38 are Quorum's private transactions, too. */
const FIRST_OF_CHAIN_ID = 38n;

const isOtherTime = (claimed: unknown, block: WireBlock): boolean =>
  typeof claimed === "string" && /^0x[0-9a-fA-F]+$/.test(claimed) && BigInt(claimed) !== block.timestamp;

const EMPTY_UNCLES = keccak256(Uint8Array.of(0xc0));

function disagreement(block: WireBlock, receipts: readonly WireReceipt[]): string | undefined {
  const hasUncles = (block.uncles ?? []).length > 0;
  if (block.uncles && hasUncles === sameBytes(block.sha3Uncles, EMPTY_UNCLES)) {
    return `there are ${block.uncles.length} uncles, the header says ${hasUncles ? "none" : "some"}`;
  }
  let logIndex = 0;
  for (const [index, tx] of block.transactions.entries()) {
    const at = `transaction ${index}`;
    if (tx.transactionIndex !== index) return `${at} calls itself transaction ${tx.transactionIndex}`;
    if (tx.blockNumber !== block.number) return `${at} says it is in block ${tx.blockNumber}`;
    if (!sameBytes(tx.blockHash, block.hash)) return `${at} says it is in block ${toHex(tx.blockHash)}`;
    const type = tx.type ?? 0;
    if (type > 0 && tx.v !== undefined && tx.yParity !== undefined && tx.v !== tx.yParity) {
      return `${at} has v ${tx.v} and yParity ${tx.yParity}`;
    }
    if (type === 0 && tx.chainId !== undefined && tx.v !== undefined && tx.v > FIRST_OF_CHAIN_ID) {
      const signedFor = (tx.v - 35n) / 2n;
      if (tx.chainId !== signedFor) return `${at} says it is for chain ${tx.chainId}, its v is of chain ${signedFor}`;
    }
    if (isOtherTime(tx.blockTimestamp, block)) return `${at} says that its block has another time`;
    const receipt = receipts[index];
    if (!receipt) continue;
    const of = `receipt ${index}`;
    if (receipt.transactionIndex !== index) return `${of} says it is of transaction ${receipt.transactionIndex}`;
    if (receipt.blockNumber !== block.number) return `${of} says it is of block ${receipt.blockNumber}`;
    if (!sameBytes(receipt.blockHash, block.hash)) return `${of} says it is of block ${toHex(receipt.blockHash)}`;
    if (isOtherTime(receipt.blockTimestamp, block)) return `${of} says that its block has another time`;
    if (!sameBytes(receipt.transactionHash, tx.hash))
      return `${of} is of transaction ${toHex(receipt.transactionHash)}`;
    if (receipt.type !== undefined && receipt.type !== type) return `${of} has type ${receipt.type}, not ${type}`;
    if (receipt.from && !sameBytes(receipt.from, tx.from)) return `${of} has another sender than its transaction`;
    if (receipt.to && !(tx.to && sameBytes(receipt.to, tx.to)))
      return `${of} has another recipient than its transaction`;
    for (const log of receipt.logs) {
      if (log.blockNumber !== undefined && log.blockNumber !== block.number) {
        return `log ${logIndex} says it is in block ${log.blockNumber}`;
      }
      if (log.blockHash && !sameBytes(log.blockHash, block.hash)) return `log ${logIndex} says it is in another block`;
      if (log.transactionHash && !sameBytes(log.transactionHash, tx.hash)) {
        return `log ${logIndex} says it is of another transaction`;
      }
      if (log.transactionIndex !== undefined && log.transactionIndex !== index) {
        return `log ${logIndex} says it is of transaction ${log.transactionIndex}`;
      }
      if (isOtherTime(log.blockTimestamp, block)) return `log ${logIndex} says that its block has another time`;
      if (log.removed === true) return `log ${logIndex} is said to be removed`;
      logIndex++;
    }
  }
  return undefined;
}
