import type { EvmHeader } from "@ledgerscope/proof";
import type { z } from "zod";
import type { EvmBlock, EvmReceipt, EvmTransaction } from "./evmBlock.ts";
import { fieldsOfType } from "./fieldsOfType.ts";
import { type HeaderRule, ruleFor } from "./headerRules.ts";
import { toHex } from "./hex.ts";
import { paidPrice } from "./paidPrice.ts";
import { unlisted, wireBlock, wireLog, wireReceipt, wireTransaction } from "./wire.ts";

export type WireBlock = z.output<typeof wireBlock>;
export type WireReceipt = z.output<typeof wireReceipt>;
type WireTransaction = z.output<typeof wireTransaction>;

/** A block in the shape that is checked and stored. */
export function decodeBlock(
  block: WireBlock,
  receipts: readonly WireReceipt[],
  rules: readonly HeaderRule[] = [],
): EvmBlock {
  const header = decodeHeader(block);
  return {
    height: block.number,
    hash: block.hash,
    header,
    rule: ruleFor(header, rules),
    size: block.size ?? 0n,
    uncles: block.uncles ?? [],
    withdrawals: block.withdrawals,
    transactions: block.transactions.map((tx) => decodeTransaction(tx, block.baseFeePerGas)),
    receipts: receipts.map(decodeReceipt),
    otherFields: unlisted(block, wireBlock),
  };
}

function decodeHeader(block: WireBlock): EvmHeader {
  return {
    parentHash: block.parentHash,
    unclesHash: block.sha3Uncles,
    miner: block.miner,
    stateRoot: block.stateRoot,
    transactionsRoot: block.transactionsRoot,
    receiptsRoot: block.receiptsRoot,
    logsBloom: block.logsBloom,
    difficulty: block.difficulty,
    number: BigInt(block.number),
    gasLimit: block.gasLimit,
    gasUsed: block.gasUsed,
    timestamp: block.timestamp,
    extraData: block.extraData,
    mixHash: block.mixHash,
    nonce: block.nonce,
    baseFeePerGas: block.baseFeePerGas,
    withdrawalsRoot: block.withdrawalsRoot,
    blobGasUsed: block.blobGasUsed,
    excessBlobGas: block.excessBlobGas,
    parentBeaconBlockRoot: block.parentBeaconBlockRoot,
    requestsHash: block.requestsHash,
  };
}

function decodeTransaction(tx: WireTransaction, baseFee: bigint | undefined): EvmTransaction {
  const type = tx.type ?? 0;
  const has = fieldsOfType(type);
  return {
    hash: tx.hash,
    index: tx.transactionIndex,
    from: tx.from,
    type,
    // A legacy transaction carries its chain id in v.
    chainId: type === 0 ? undefined : tx.chainId,
    nonce: tx.nonce,
    gasLimit: tx.gas,
    gasPrice: tx.gasPrice ?? paidPrice(tx, baseFee),
    maxFeePerGas: has.caps ? tx.maxFeePerGas : undefined,
    maxPriorityFeePerGas: has.caps ? tx.maxPriorityFeePerGas : undefined,
    maxFeePerBlobGas: has.blobs ? tx.maxFeePerBlobGas : undefined,
    to: tx.to,
    value: tx.value,
    input: tx.input,
    accessList: (has.accessList && tx.accessList) || [],
    blobVersionedHashes: (has.blobs && tx.blobVersionedHashes) || [],
    authorizationList: (has.authorizations && tx.authorizationList) || [],
    v: tx.v ?? tx.yParity ?? 0n,
    r: tx.r ?? 0n,
    s: tx.s ?? 0n,
    otherFields: { ...unlisted(tx, wireTransaction), ...foreignFields(tx, type) },
  };
}

const quantityHex = (value: bigint | number): string => `0x${value.toString(16)}`;

/** What a node sends that transactions of the type do not have: nothing commits to it, it is kept as it came. */
function foreignFields(tx: WireTransaction, type: number): Record<string, unknown> {
  const has = fieldsOfType(type);
  const caps = { maxFeePerGas: tx.maxFeePerGas, maxPriorityFeePerGas: tx.maxPriorityFeePerGas };
  const quantities = { ...(has.caps ? {} : caps), ...(has.blobs ? {} : { maxFeePerBlobGas: tx.maxFeePerBlobGas }) };
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(quantities)) if (value !== undefined) found[name] = quantityHex(value);
  if (!has.blobs && tx.blobVersionedHashes?.length) found["blobVersionedHashes"] = tx.blobVersionedHashes.map(toHex);
  if (!has.accessList && tx.accessList?.length) {
    found["accessList"] = tx.accessList.map(({ address, storageKeys }) => ({
      address: toHex(address),
      storageKeys: storageKeys.map(toHex),
    }));
  }
  if (!has.authorizations && tx.authorizationList?.length) {
    found["authorizationList"] = tx.authorizationList.map(({ address, ...numbers }) => ({
      address: toHex(address),
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, quantityHex(value)])),
    }));
  }
  return found;
}

function decodeReceipt(receipt: WireReceipt): EvmReceipt {
  const otherLogFields = receipt.logs
    .map((log) => [log.logIndex, unlisted(log, wireLog)] as const)
    .filter(([, fields]) => Object.keys(fields).length > 0);
  // Some nodes send a root of zeros since Byzantium, some a status of their own before it.
  const postState = receipt.root?.length === 32 && receipt.root.some((byte) => byte !== 0) ? receipt.root : undefined;
  const odd = {
    ...(receipt.root && receipt.root.length > 0 && !postState ? { root: toHex(receipt.root) } : {}),
    ...(postState && receipt.status !== undefined ? { status: quantityHex(receipt.status) } : {}),
  };
  return {
    status: postState ? undefined : receipt.status,
    postState,
    cumulativeGasUsed: receipt.cumulativeGasUsed,
    gasUsed: receipt.gasUsed,
    effectiveGasPrice: receipt.effectiveGasPrice,
    contractAddress: receipt.contractAddress,
    logsBloom: receipt.logsBloom,
    logs: receipt.logs.map(({ address, topics, data, logIndex }) => ({ address, topics, data, logIndex })),
    otherFields: {
      ...unlisted(receipt, wireReceipt),
      ...odd,
      ...(otherLogFields.length > 0 ? { logs: Object.fromEntries(otherLogFields) } : {}),
    },
  };
}
