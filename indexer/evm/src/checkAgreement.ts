import type { Check } from "@ledgerscope/core";
import { createdAddress } from "@ledgerscope/proof";
import type { WireBlock, WireReceipt } from "./decodeBlock.ts";
import { sameBytes, toHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";

/** Highest EIP-2718 type whose fees and contract addresses follow Ethereum's rules. */
const MAX_KNOWN_TYPE = 4;

/**
 * A node says many things more than once and derives others: block, transactions, receipts and logs
 * must agree where no root covers what is said.
 */
export function checkAgreement(block: WireBlock, receipts: readonly WireReceipt[]): Check {
  const detail = disagreement(block, receipts);
  const check = "fields_agree";
  return detail
    ? { check, state: "failed", height: block.number, detail }
    : { check, state: "verified", height: block.number };
}

function disagreement(block: WireBlock, receipts: readonly WireReceipt[]): string | undefined {
  let gasBefore = 0n;
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
    const receipt = receipts[index];
    if (!receipt) continue;
    const of = `receipt ${index}`;
    if (receipt.transactionIndex !== index) return `${of} says it is of transaction ${receipt.transactionIndex}`;
    if (receipt.blockNumber !== block.number) return `${of} says it is of block ${receipt.blockNumber}`;
    if (!sameBytes(receipt.blockHash, block.hash)) return `${of} says it is of block ${toHex(receipt.blockHash)}`;
    if (!sameBytes(receipt.transactionHash, tx.hash))
      return `${of} is of transaction ${toHex(receipt.transactionHash)}`;
    if (receipt.type !== undefined && receipt.type !== type) return `${of} has type ${receipt.type}, not ${type}`;
    if (receipt.from && !sameBytes(receipt.from, tx.from)) return `${of} has another sender than its transaction`;
    if (receipt.to && !(tx.to && sameBytes(receipt.to, tx.to)))
      return `${of} has another recipient than its transaction`;
    if (type <= MAX_KNOWN_TYPE) {
      if (receipt.gasUsed !== receipt.cumulativeGasUsed - gasBefore) {
        return `${of} says ${receipt.gasUsed} gas, the cumulative gas grew by ${receipt.cumulativeGasUsed - gasBefore}`;
      }
      const price = paidPrice(tx, block.baseFeePerGas);
      for (const claimed of [receipt.effectiveGasPrice, tx.gasPrice]) {
        if (claimed !== undefined && claimed !== price)
          return `${of} or its transaction says ${claimed} wei per gas, its fees give ${price}`;
      }
      if (receipt.contractAddress) {
        const created = tx.to ? undefined : createdAddress(tx.from, tx.nonce, keccak256);
        if (!created || !sameBytes(created, receipt.contractAddress)) {
          return `${of} names contract ${toHex(receipt.contractAddress)}, sender and nonce give ${created ? toHex(created) : "none"}`;
        }
      }
    }
    gasBefore = receipt.cumulativeGasUsed;
    for (const log of receipt.logs) {
      if (log.logIndex !== logIndex) return `${of}: log ${logIndex} calls itself log ${log.logIndex}`;
      if (log.blockHash && !sameBytes(log.blockHash, block.hash)) return `log ${logIndex} says it is in another block`;
      if (log.transactionHash && !sameBytes(log.transactionHash, tx.hash)) {
        return `log ${logIndex} says it is of another transaction`;
      }
      if (log.transactionIndex !== undefined && log.transactionIndex !== index) {
        return `log ${logIndex} says it is of transaction ${log.transactionIndex}`;
      }
      logIndex++;
    }
  }
  return undefined;
}

/** Wei per gas (EIP-1559): the tip is cut by the fee cap. */
function paidPrice(tx: WireBlock["transactions"][number], baseFee: bigint | undefined): bigint {
  if (tx.maxFeePerGas === undefined || baseFee === undefined) return tx.gasPrice ?? 0n;
  const tipped = baseFee + (tx.maxPriorityFeePerGas ?? 0n);
  return tipped < tx.maxFeePerGas ? tipped : tx.maxFeePerGas;
}
