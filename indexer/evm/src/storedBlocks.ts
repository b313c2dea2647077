import type { StoredReader } from "@ledgerscope/core";
import { type EvmHeader, orderedTrieRoot, type Withdrawal } from "@ledgerscope/proof";
import type { BlockRows } from "./blockRows.ts";
import type { EvmBlock, EvmReceipt, OtherFields } from "./evmBlock.ts";
import { groupBy } from "./groupBy.ts";
import { type HeaderRule, ruleFor } from "./headerRules.ts";
import { fromHex, sameBytes } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";
import { rowsDisagree } from "./rowsDisagree.ts";
import { type StoredRange, storedRows, type TextRow } from "./storedRows.ts";
import { bigintOrNone, bytesOrNone, storedTransaction } from "./storedTransaction.ts";
import { evmBlocks } from "./tables/evmBlocks.ts";
import { evmLogs } from "./tables/evmLogs.ts";
import { evmTransactions } from "./tables/evmTransactions.ts";
import { evmWithdrawals } from "./tables/evmWithdrawals.ts";
import { wireWithdrawals } from "./wire.ts";

/** A stored block as the checks take it, and whether its rows fit together. */
export interface StoredBlock {
  readonly height: number;
  /** Undefined when a column cannot be read at all; `disagreement` says why. */
  readonly block: EvmBlock | undefined;
  /** What the rows of the block say differently about each other, if they do. */
  readonly disagreement: string | undefined;
}

const EMPTY_ROOT = orderedTrieRoot([], keccak256);

/** Blocks of [from, to) as they stand in the tables, in the order of their rows. */
export async function storedBlocks(
  stored: StoredReader,
  range: StoredRange,
  rules: readonly HeaderRule[] = [],
): Promise<StoredBlock[]> {
  const [blocks, ...parts] = await Promise.all([
    storedRows(stored, evmBlocks, range),
    storedRows(stored, evmTransactions, range),
    storedRows(stored, evmLogs, range),
    storedRows(stored, evmWithdrawals, range),
  ]);
  const transactions = groupBy(parts[0], (row) => row.height);
  const logs = groupBy(parts[1], (row) => row.height);
  const withdrawals = groupBy(parts[2], (row) => row.height);
  return blocks.map((block) =>
    storedBlock(
      {
        block,
        transactions: transactions.get(block.height) ?? [],
        logs: groupBy(logs.get(block.height) ?? [], (log) => log.tx_index),
        withdrawals: withdrawals.get(block.height) ?? [],
      },
      rules,
    ),
  );
}

function storedBlock(rows: BlockRows, rules: readonly HeaderRule[]): StoredBlock {
  const height = Number(rows.block.height);
  try {
    return { height, block: blockOf(rows, rules), disagreement: rowsDisagree(rows) };
  } catch (error) {
    // JSON columns may have been changed into anything.
    return { height, block: undefined, disagreement: `a row cannot be read: ${(error as Error).message}` };
  }
}

function blockOf(rows: BlockRows, rules: readonly HeaderRule[]): EvmBlock {
  const { block, transactions, logs } = rows;
  const otherFields: OtherFields = block.unknown_fields === "" ? {} : JSON.parse(block.unknown_fields);
  const header: EvmHeader = {
    parentHash: fromHex(block.parent_hash),
    unclesHash: fromHex(block.uncles_hash),
    miner: fromHex(block.miner),
    stateRoot: fromHex(block.state_root),
    transactionsRoot: fromHex(block.transactions_root),
    receiptsRoot: fromHex(block.receipts_root),
    logsBloom: fromHex(block.logs_bloom),
    difficulty: BigInt(block.difficulty),
    number: BigInt(block.height),
    gasLimit: BigInt(block.gas_limit),
    gasUsed: BigInt(block.gas_used),
    timestamp: BigInt(block.timestamp),
    extraData: fromHex(block.extra_data),
    mixHash: fromHex(block.mix_hash),
    nonce: fromHex(block.nonce),
    baseFeePerGas: bigintOrNone(block.base_fee_per_gas),
    withdrawalsRoot: bytesOrNone(block.withdrawals_root),
    blobGasUsed: bigintOrNone(block.blob_gas_used),
    excessBlobGas: bigintOrNone(block.excess_blob_gas),
    parentBeaconBlockRoot: bytesOrNone(block.parent_beacon_block_root),
    requestsHash: bytesOrNone(block.requests_hash),
  };
  return {
    height: Number(block.height),
    hash: fromHex(block.block_hash),
    header,
    rule: ruleFor(header, rules),
    size: BigInt(block.size),
    uncles: block.uncles.map(fromHex),
    withdrawals: withdrawalsOf(rows, otherFields),
    transactions: transactions.map(storedTransaction),
    receipts: transactions.map((tx) => receiptOf(tx, logs.get(tx.tx_index) ?? [])),
    otherFields,
  };
}

function withdrawalsOf({ block, withdrawals }: BlockRows, otherFields: OtherFields): readonly Withdrawal[] | undefined {
  if (withdrawals.length > 0 || block.withdrawal_count !== null) {
    return withdrawals.map((row) => ({
      index: BigInt(row.withdrawal_index),
      validatorIndex: BigInt(row.validator_index),
      address: fromHex(row.address),
      amount: BigInt(row.amount),
    }));
  }
  // Rows that were written before withdrawals had a table of their own.
  const listed = otherFields["withdrawals"];
  if (listed !== undefined) return wireWithdrawals.parse(listed);
  const isEmpty = block.withdrawals_root !== null && sameBytes(fromHex(block.withdrawals_root), EMPTY_ROOT);
  return isEmpty ? [] : undefined;
}

function receiptOf(row: TextRow<typeof evmTransactions>, logs: readonly TextRow<typeof evmLogs>[]): EvmReceipt {
  return {
    status: row.status === null ? undefined : Number(row.status),
    postState: bytesOrNone(row.post_state),
    cumulativeGasUsed: BigInt(row.cumulative_gas_used),
    gasUsed: BigInt(row.gas_used),
    effectiveGasPrice: BigInt(row.effective_gas_price),
    contractAddress: bytesOrNone(row.contract_address),
    logsBloom: undefined,
    logs: logs.map((log) => ({
      address: fromHex(log.address),
      topics: log.topics.map(fromHex),
      data: fromHex(log.data),
      logIndex: Number(log.log_index),
    })),
    otherFields: {},
  };
}
