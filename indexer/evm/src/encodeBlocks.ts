import type { Payload } from "@ledgerscope/core";
import type { AccessListEntry, Authorization } from "@ledgerscope/proof";
import { encodeRows, type Row } from "@ledgerscope/schema";
import { type Datasets, DEFAULT_DATASETS } from "./datasets.ts";
import { encodeConsensus } from "./encodeConsensus.ts";
import { type EnrichedBlock, encodeDatasets } from "./encodeDatasets.ts";
import type { EvmBlock, OtherFields } from "./evmBlock.ts";
import { headerTimeMs } from "./headerTime.ts";
import { toHex } from "./hex.ts";
import type { Revert } from "./revert.ts";
import { evmBlocks } from "./tables/evmBlocks.ts";
import { evmLogs } from "./tables/evmLogs.ts";
import { evmTransactions } from "./tables/evmTransactions.ts";

const NOTHING = new Uint8Array();
const SELECTOR_BYTES = 4;

/** A block with what the node told about its failed transactions, by their position. */
export interface TracedBlock extends EnrichedBlock {
  readonly reverts: ReadonlyMap<number, Revert>;
}

/** Rows of the family's tables, one payload per table. */
export function encodeBlocks(
  network: string,
  traced: readonly TracedBlock[],
  datasets: Datasets = DEFAULT_DATASETS,
): Payload[] {
  return [
    encodeRows(
      evmBlocks,
      traced.map(({ block }) => blockRow(network, block)),
    ),
    encodeRows(
      evmTransactions,
      traced.flatMap((item) => transactionRows(network, item)),
    ),
    encodeRows(
      evmLogs,
      traced.flatMap(({ block }) => logRows(network, block)),
    ),
    ...encodeConsensus(
      network,
      traced.map(({ block }) => block),
    ),
    ...encodeDatasets(network, traced, datasets),
  ];
}

const timeMsOf = (block: EvmBlock): number => headerTimeMs(block.header.timestamp);

const jsonOf = (fields: OtherFields): string => (Object.keys(fields).length > 0 ? JSON.stringify(fields) : "");

function blockRow(network: string, block: EvmBlock): Row<typeof evmBlocks> {
  const { height, hash, header, size, uncles, transactions, otherFields } = block;
  return {
    network,
    height,
    block_hash: hash,
    parent_hash: header.parentHash,
    time: timeMsOf(block),
    timestamp: header.timestamp,
    uncles_hash: header.unclesHash,
    miner: header.miner,
    state_root: header.stateRoot,
    transactions_root: header.transactionsRoot,
    receipts_root: header.receiptsRoot,
    logs_bloom: header.logsBloom,
    difficulty: header.difficulty,
    gas_limit: header.gasLimit,
    gas_used: header.gasUsed,
    extra_data: header.extraData,
    mix_hash: header.mixHash,
    nonce: header.nonce,
    base_fee_per_gas: header.baseFeePerGas,
    withdrawals_root: header.withdrawalsRoot,
    blob_gas_used: header.blobGasUsed,
    excess_blob_gas: header.excessBlobGas,
    parent_beacon_block_root: header.parentBeaconBlockRoot,
    requests_hash: header.requestsHash,
    size,
    uncles,
    tx_count: transactions.length,
    withdrawal_count: block.withdrawals?.length,
    unknown_fields: jsonOf(otherFields),
  };
}

function transactionRows(network: string, { block, reverts }: TracedBlock): Row<typeof evmTransactions>[] {
  return block.transactions.map((tx, position) => {
    const receipt = block.receipts[position];
    if (!receipt) throw new RangeError(`block ${block.height}: transaction ${position} has no receipt`);
    const revert = reverts.get(position);
    const other = {
      ...(Object.keys(tx.otherFields).length > 0 ? { tx: tx.otherFields } : {}),
      ...(Object.keys(receipt.otherFields).length > 0 ? { receipt: receipt.otherFields } : {}),
    };
    return {
      network,
      height: block.height,
      block_hash: block.hash,
      tx_index: tx.index,
      hash: tx.hash,
      time: timeMsOf(block),
      type: tx.type,
      from: tx.from,
      to: tx.to,
      nonce: tx.nonce,
      value: tx.value,
      gas_limit: tx.gasLimit,
      gas_price: tx.gasPrice,
      max_fee_per_gas: tx.maxFeePerGas,
      max_priority_fee_per_gas: tx.maxPriorityFeePerGas,
      max_fee_per_blob_gas: tx.maxFeePerBlobGas,
      chain_id: tx.chainId,
      input: tx.input,
      selector: tx.to && tx.input.length >= SELECTOR_BYTES ? tx.input.subarray(0, SELECTOR_BYTES) : NOTHING,
      access_list: tx.accessList.length > 0 ? accessListJson(tx.accessList) : "",
      blob_versioned_hashes: tx.blobVersionedHashes,
      authorization_list: tx.authorizationList.length > 0 ? authorizationListJson(tx.authorizationList) : "",
      v: tx.v,
      r: tx.r,
      s: tx.s,
      status: receipt.status,
      post_state: receipt.postState,
      gas_used: receipt.gasUsed,
      cumulative_gas_used: receipt.cumulativeGasUsed,
      effective_gas_price: receipt.effectiveGasPrice ?? tx.gasPrice,
      contract_address: receipt.contractAddress,
      log_count: receipt.logs.length,
      error: revert?.error ?? "",
      revert_data: revert?.data ?? NOTHING,
      unknown_fields: jsonOf(other),
    };
  });
}

function logRows(network: string, block: EvmBlock): Row<typeof evmLogs>[] {
  return block.receipts.flatMap((receipt, position) =>
    receipt.logs.map((log) => ({
      network,
      height: block.height,
      block_hash: block.hash,
      tx_index: position,
      tx_hash: block.transactions[position]?.hash ?? NOTHING,
      log_index: log.logIndex,
      address: log.address,
      topics: log.topics,
      data: log.data,
    })),
  );
}

const quantityHex = (value: bigint): string => `0x${value.toString(16)}`;

function accessListJson(entries: readonly AccessListEntry[]): string {
  return JSON.stringify(
    entries.map(({ address, storageKeys }) => ({ address: toHex(address), storageKeys: storageKeys.map(toHex) })),
  );
}

function authorizationListJson(authorizations: readonly Authorization[]): string {
  return JSON.stringify(
    authorizations.map(({ chainId, address, nonce, yParity, r, s }) => ({
      chainId: quantityHex(chainId),
      address: toHex(address),
      nonce: quantityHex(nonce),
      yParity: quantityHex(yParity),
      r: quantityHex(r),
      s: quantityHex(s),
    })),
  );
}
