import type { AccessListEntry, Authorization } from "@ledgerscope/proof";
import type { EvmBlock, EvmReceipt, EvmTransaction } from "../evmBlock.ts";
import { toHex } from "../hex.ts";

/**
 * A block as `eth_getBlockByNumber(n, true)` and `eth_getBlockReceipts(n)` answer it, so that any tool that reads these
 * reads a proof file: all that is proven of it, nothing else.
 */
export function blockAnswers(block: EvmBlock): { readonly block: object; readonly receipts: readonly object[] } {
  const { header, transactions, receipts, withdrawals } = block;
  const place = { blockHash: toHex(block.hash), blockNumber: quantity(header.number) };
  return {
    block: {
      number: quantity(header.number),
      hash: toHex(block.hash),
      parentHash: toHex(header.parentHash),
      sha3Uncles: toHex(header.unclesHash),
      miner: toHex(header.miner),
      stateRoot: toHex(header.stateRoot),
      transactionsRoot: toHex(header.transactionsRoot),
      receiptsRoot: toHex(header.receiptsRoot),
      logsBloom: toHex(header.logsBloom),
      difficulty: quantity(header.difficulty),
      gasLimit: quantity(header.gasLimit),
      gasUsed: quantity(header.gasUsed),
      timestamp: quantity(header.timestamp),
      extraData: toHex(header.extraData),
      mixHash: toHex(header.mixHash),
      nonce: toHex(header.nonce),
      baseFeePerGas: maybe(header.baseFeePerGas, quantity),
      withdrawalsRoot: maybe(header.withdrawalsRoot, toHex),
      blobGasUsed: maybe(header.blobGasUsed, quantity),
      excessBlobGas: maybe(header.excessBlobGas, quantity),
      parentBeaconBlockRoot: maybe(header.parentBeaconBlockRoot, toHex),
      requestsHash: maybe(header.requestsHash, toHex),
      withdrawals: withdrawals?.map(({ index, validatorIndex, address, amount }) => ({
        index: quantity(index),
        validatorIndex: quantity(validatorIndex),
        address: toHex(address),
        amount: quantity(amount),
      })),
      transactions: transactions.map((tx) => ({ ...place, ...transactionAnswer(tx) })),
    },
    receipts: receipts.map((receipt, index) => ({
      ...place,
      ...receiptAnswer(receipt, transactions[index] as EvmTransaction, place),
    })),
  };
}

const quantity = (value: bigint | number): string => `0x${value.toString(16)}`;

const maybe = <T>(value: T | undefined, print: (value: T) => string): string | undefined =>
  value === undefined ? undefined : print(value);

/** Fields that are undefined are left out by JSON. */
function transactionAnswer(tx: EvmTransaction): object {
  return {
    transactionIndex: quantity(tx.index),
    hash: toHex(tx.hash),
    type: quantity(tx.type),
    chainId: maybe(tx.chainId, quantity),
    from: toHex(tx.from),
    to: tx.to ? toHex(tx.to) : null,
    nonce: quantity(tx.nonce),
    value: quantity(tx.value),
    gas: quantity(tx.gasLimit),
    gasPrice: quantity(tx.gasPrice),
    maxFeePerGas: maybe(tx.maxFeePerGas, quantity),
    maxPriorityFeePerGas: maybe(tx.maxPriorityFeePerGas, quantity),
    maxFeePerBlobGas: maybe(tx.maxFeePerBlobGas, quantity),
    blobVersionedHashes: tx.blobVersionedHashes.length > 0 ? tx.blobVersionedHashes.map(toHex) : undefined,
    accessList: tx.type > 0 ? tx.accessList.map(accessEntry) : undefined,
    authorizationList: tx.authorizationList.length > 0 ? tx.authorizationList.map(authorization) : undefined,
    input: toHex(tx.input),
    v: quantity(tx.v),
    r: quantity(tx.r),
    s: quantity(tx.s),
  };
}

const accessEntry = ({ address, storageKeys }: AccessListEntry): object => ({
  address: toHex(address),
  storageKeys: storageKeys.map(toHex),
});

const authorization = ({ chainId, address, nonce, yParity, r, s }: Authorization): object => ({
  chainId: quantity(chainId),
  address: toHex(address),
  nonce: quantity(nonce),
  yParity: quantity(yParity),
  r: quantity(r),
  s: quantity(s),
});

function receiptAnswer(receipt: EvmReceipt, tx: EvmTransaction, place: object): object {
  const of = { transactionHash: toHex(tx.hash), transactionIndex: quantity(tx.index) };
  return {
    ...of,
    type: quantity(tx.type),
    from: toHex(tx.from),
    to: tx.to ? toHex(tx.to) : null,
    status: maybe(receipt.status, quantity),
    root: maybe(receipt.postState, toHex),
    cumulativeGasUsed: quantity(receipt.cumulativeGasUsed),
    gasUsed: quantity(receipt.gasUsed),
    effectiveGasPrice: maybe(receipt.effectiveGasPrice, quantity),
    contractAddress: receipt.contractAddress ? toHex(receipt.contractAddress) : null,
    logs: receipt.logs.map(({ address, topics, data, logIndex }) => ({
      ...place,
      ...of,
      logIndex: quantity(logIndex),
      address: toHex(address),
      topics: topics.map(toHex),
      data: toHex(data),
    })),
  };
}
