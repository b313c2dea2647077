import type { Check } from "@ledgerscope/core";
import { createdAddress } from "@ledgerscope/proof";
import type { EvmBlock, EvmTransaction } from "./evmBlock.ts";
import { fieldsOfType } from "./fieldsOfType.ts";
import { sameBytes, toHex } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";
import { paidPrice } from "./paidPrice.ts";
import { asFarAsHeader } from "./unprovenHeader.ts";

/** Highest EIP-2718 type whose fees and contract addresses follow Ethereum's rules. */
const MAX_KNOWN_TYPE = 4;

/** No root covers what a node derives (gas per transaction, price paid, address created, place of a log), but all of it follows. */
export function checkDerived(block: EvmBlock): Check {
  const detail = wrongDerivation(block);
  const check = "derived_fields";
  if (detail) return { check, state: "failed", height: block.height, detail };
  const skipped = new Set(block.transactions.filter(isSkipped).map(({ type }) => type));
  if (skipped.size === 0) return asFarAsHeader(block, { check, state: "verified", height: block.height });
  const noRule = `no rule for transaction type ${[...skipped].join(", ")}`;
  return { check, state: "unverified", height: block.height, detail: noRule };
}

const isSkipped = ({ type }: EvmTransaction): boolean => type > MAX_KNOWN_TYPE;

/** A field that transactions of its type do not have: its hash does not cover it. */
function foreignField(tx: EvmTransaction): string | undefined {
  const has = fieldsOfType(tx.type);
  if (tx.type === 0 && tx.chainId !== undefined) return "a chain id beside its v";
  if (!has.accessList && tx.accessList.length > 0) return "an access list";
  if (!has.caps && (tx.maxFeePerGas ?? tx.maxPriorityFeePerGas) !== undefined) return "fee caps";
  if (!has.blobs && (tx.maxFeePerBlobGas !== undefined || tx.blobVersionedHashes.length > 0)) return "blobs";
  return !has.authorizations && tx.authorizationList.length > 0 ? "authorizations" : undefined;
}

function wrongDerivation({ header, transactions, receipts }: EvmBlock): string | undefined {
  let gasBefore = 0n;
  let logIndex = 0;
  for (const [index, tx] of transactions.entries()) {
    if (tx.index !== index) return `transaction ${index} stands at position ${tx.index}`;
    const foreign = foreignField(tx);
    if (foreign) return `transaction ${index} of type ${tx.type} has ${foreign}`;
    const receipt = receipts[index];
    if (!receipt) continue;
    const of = `receipt ${index}`;
    if (receipt.postState && receipt.status !== undefined) return `${of} has both a status and a state root`;
    for (const log of receipt.logs) {
      if (log.logIndex !== logIndex) return `${of}: log ${logIndex} has index ${log.logIndex}`;
      logIndex++;
    }
    const gas = receipt.cumulativeGasUsed - gasBefore;
    gasBefore = receipt.cumulativeGasUsed;
    if (isSkipped(tx)) continue;
    if (receipt.gasUsed !== gas) return `${of} says ${receipt.gasUsed} gas, the cumulative gas grew by ${gas}`;
    const price = paidPrice(tx, header.baseFeePerGas);
    for (const claimed of [receipt.effectiveGasPrice, tx.gasPrice]) {
      if (claimed !== undefined && claimed !== price) {
        return `${of} or its transaction says ${claimed} wei per gas, its fees give ${price}`;
      }
    }
    const created = tx.to ? undefined : createdAddress(tx.from, tx.nonce, keccak256);
    const named = receipt.contractAddress;
    // Some nodes name the address of a failed creation, some do not.
    const isRight = named ? created && sameBytes(created, named) : !created || receipt.status === 0;
    if (!isRight) {
      const [says, gives] = [named, created].map((address) => (address ? toHex(address) : "none"));
      return `${of} names contract ${says}, sender and nonce give ${gives}`;
    }
  }
  return undefined;
}
