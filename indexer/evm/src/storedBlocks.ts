import type { StoredReader } from "@ledgerscope/core";
import { type EvmHeader, orderedTrieRoot } from "@ledgerscope/proof";
import type { EvmBlock, EvmReceipt, EvmTransaction, OtherFields } from "./evmBlock.ts";
import { groupBy } from "./groupBy.ts";
import { type HeaderRule, ruleFor } from "./headerRules.ts";
import { headerTimeMs } from "./headerTime.ts";
import { fromHex, sameBytes } from "./hex.ts";
import { keccak256 } from "./keccak256.ts";
import { wireAccessList, wireAuthorizationList, wireWithdrawals } from "./wire.ts";

/** A stored block as the checks take it, and whether its rows fit together. */
export interface StoredBlock {
  readonly height: number;
  /** Undefined when a column cannot be read at all; `disagreement` says why. */
  readonly block: EvmBlock | undefined;
  /** What the rows of the block say differently about each other, if they do. */
  readonly disagreement: string | undefined;
}

interface BlockRow {
  height: string;
  block_hash: string;
  parent_hash: string;
  time_ms: string;
  timestamp: string;
  uncles_hash: string;
  miner: string;
  state_root: string;
  transactions_root: string;
  receipts_root: string;
  logs_bloom: string;
  difficulty: string;
  gas_limit: string;
  gas_used: string;
  extra_data: string;
  mix_hash: string;
  nonce: string;
  base_fee_per_gas: string | null;
  withdrawals_root: string | null;
  blob_gas_used: string | null;
  excess_blob_gas: string | null;
  parent_beacon_block_root: string | null;
  requests_hash: string | null;
  size: string;
  uncles: string[];
  tx_count: number;
  unknown_fields: string;
}

interface TransactionRow {
  height: string;
  block_hash: string;
  time_ms: string;
  selector: string;
  tx_index: number;
  hash: string;
  type: number;
  from: string;
  to: string | null;
  nonce: string;
  value: string;
  gas_limit: string;
  gas_price: string;
  max_fee_per_gas: string | null;
  max_priority_fee_per_gas: string | null;
  max_fee_per_blob_gas: string | null;
  chain_id: string | null;
  input: string;
  access_list: string;
  blob_versioned_hashes: string[];
  authorization_list: string;
  v: string;
  r: string;
  s: string;
  status: number | null;
  post_state: string | null;
  gas_used: string;
  cumulative_gas_used: string;
  effective_gas_price: string;
  contract_address: string | null;
  log_count: number;
}

interface LogRow {
  height: string;
  block_hash: string;
  tx_hash: string;
  tx_index: number;
  log_index: number;
  address: string;
  topics: string[];
  data: string;
}

const EMPTY_ROOT = orderedTrieRoot([], keccak256);

const hex = (...columns: string[]): string => columns.map((c) => `lower(hex(\`${c}\`)) AS \`${c}\``).join(", ");
const text = (...columns: string[]): string => columns.map((c) => `toString(t.\`${c}\`) AS \`${c}\``).join(", ");
const hexes = (...columns: string[]): string =>
  columns.map((c) => `arrayMap(x -> lower(hex(x)), \`${c}\`) AS \`${c}\``).join(", ");

const TIME = "toString(toUnixTimestamp64Milli(t.time)) AS time_ms";

const WHERE = "WHERE t.network = {network:String} AND t.height >= {from:UInt64} AND t.height < {to:UInt64}";

const BLOCKS_SQL = `SELECT ${text("height", "timestamp", "difficulty", "gas_limit", "gas_used", "base_fee_per_gas", "blob_gas_used", "excess_blob_gas", "size")},
  ${TIME}, tx_count, unknown_fields, ${hexes("uncles")},
  ${hex("block_hash", "parent_hash", "uncles_hash", "miner", "state_root", "transactions_root", "receipts_root", "logs_bloom")},
  ${hex("extra_data", "mix_hash", "nonce", "withdrawals_root", "parent_beacon_block_root", "requests_hash")}
FROM store.evm_blocks AS t ${WHERE} ORDER BY t.height`;

const TRANSACTIONS_SQL = `SELECT ${text("height", "nonce", "value", "gas_limit", "gas_price", "max_fee_per_gas", "max_priority_fee_per_gas")},
  ${text("max_fee_per_blob_gas", "chain_id", "v", "r", "s", "gas_used", "cumulative_gas_used", "effective_gas_price")},
  tx_index, type, status, log_count, access_list, authorization_list, ${hexes("blob_versioned_hashes")},
  ${TIME},
  ${hex("block_hash", "selector", "hash", "from", "to", "input", "post_state", "contract_address")}
FROM store.evm_transactions AS t ${WHERE} ORDER BY t.height, t.tx_index`;

const LOGS_SQL = `SELECT ${text("height")}, tx_index, log_index, ${hex("block_hash", "tx_hash", "address", "data")}, ${hexes("topics")}
FROM store.evm_logs AS t ${WHERE} ORDER BY t.height, t.log_index`;

/** Blocks of [from, to) as they stand in the tables, in the order of their rows. */
export async function storedBlocks(
  stored: StoredReader,
  range: { readonly network: string; readonly from: number; readonly to: number },
  rules: readonly HeaderRule[] = [],
): Promise<StoredBlock[]> {
  const [blocks, transactions, logs] = await Promise.all([
    all<BlockRow>(stored, BLOCKS_SQL, range),
    all<TransactionRow>(stored, TRANSACTIONS_SQL, range),
    all<LogRow>(stored, LOGS_SQL, range),
  ]);
  const transactionsOf = groupBy(transactions, (row) => row.height);
  const logsOf = groupBy(logs, (row) => row.height);
  return blocks.map((row) =>
    storedBlock(row, transactionsOf.get(row.height) ?? [], logsOf.get(row.height) ?? [], rules),
  );
}

async function all<T>(stored: StoredReader, sql: string, params: Readonly<Record<string, unknown>>): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of stored.rows<T>(sql, params)) rows.push(row);
  return rows;
}

const bytesOrNone = (value: string | null): Uint8Array | undefined => (value === null ? undefined : fromHex(value));
const bigintOrNone = (value: string | null): bigint | undefined => (value === null ? undefined : BigInt(value));

function storedBlock(
  row: BlockRow,
  transactions: readonly TransactionRow[],
  logs: readonly LogRow[],
  rules: readonly HeaderRule[],
): StoredBlock {
  const height = Number(row.height);
  const logsOf = groupBy(logs, (log) => log.tx_index);
  try {
    const block = blockOf(row, transactions, logsOf, rules);
    return { height, block, disagreement: disagreement(row, transactions, logsOf) };
  } catch (error) {
    // JSON columns may have been changed into anything.
    return { height, block: undefined, disagreement: `a row cannot be read: ${(error as Error).message}` };
  }
}

function blockOf(
  row: BlockRow,
  transactions: readonly TransactionRow[],
  logsOf: ReadonlyMap<number, readonly LogRow[]>,
  rules: readonly HeaderRule[],
): EvmBlock {
  const otherFields: OtherFields = row.unknown_fields === "" ? {} : JSON.parse(row.unknown_fields);
  // No list and an empty list are stored alike; the root tells them apart.
  const isEmpty = row.withdrawals_root !== null && sameBytes(fromHex(row.withdrawals_root), EMPTY_ROOT);
  const withdrawals = otherFields["withdrawals"] ?? (isEmpty ? [] : undefined);
  const header: EvmHeader = {
    parentHash: fromHex(row.parent_hash),
    unclesHash: fromHex(row.uncles_hash),
    miner: fromHex(row.miner),
    stateRoot: fromHex(row.state_root),
    transactionsRoot: fromHex(row.transactions_root),
    receiptsRoot: fromHex(row.receipts_root),
    logsBloom: fromHex(row.logs_bloom),
    difficulty: BigInt(row.difficulty),
    number: BigInt(row.height),
    gasLimit: BigInt(row.gas_limit),
    gasUsed: BigInt(row.gas_used),
    timestamp: BigInt(row.timestamp),
    extraData: fromHex(row.extra_data),
    mixHash: fromHex(row.mix_hash),
    nonce: fromHex(row.nonce),
    baseFeePerGas: bigintOrNone(row.base_fee_per_gas),
    withdrawalsRoot: bytesOrNone(row.withdrawals_root),
    blobGasUsed: bigintOrNone(row.blob_gas_used),
    excessBlobGas: bigintOrNone(row.excess_blob_gas),
    parentBeaconBlockRoot: bytesOrNone(row.parent_beacon_block_root),
    requestsHash: bytesOrNone(row.requests_hash),
  };
  return {
    height: Number(row.height),
    hash: fromHex(row.block_hash),
    header,
    rule: ruleFor(header, rules),
    size: BigInt(row.size),
    uncles: row.uncles.map(fromHex),
    withdrawals: withdrawals === undefined ? undefined : wireWithdrawals.parse(withdrawals),
    transactions: transactions.map(transactionOf),
    receipts: transactions.map((tx) => receiptOf(tx, logsOf.get(tx.tx_index) ?? [])),
    otherFields,
  };
}

function disagreement(
  block: BlockRow,
  transactions: readonly TransactionRow[],
  logsOf: ReadonlyMap<number, readonly LogRow[]>,
): string | undefined {
  if (transactions.length !== block.tx_count) {
    return `tx_count is ${block.tx_count}, there are ${transactions.length} rows in evm_transactions`;
  }
  const time = headerTimeMs(BigInt(block.timestamp));
  if (Number(block.time_ms) !== time) return `the time is ${block.time_ms} ms, the header's timestamp gives ${time} ms`;
  for (const tx of transactions) {
    const at = `transaction ${tx.tx_index}`;
    if (tx.block_hash !== block.block_hash) return `${at} is of block 0x${tx.block_hash}`;
    if (tx.time_ms !== block.time_ms) return `${at} has another time than its block`;
    const selector = tx.to !== null && tx.input.length >= 8 ? tx.input.slice(0, 8) : "";
    if (tx.selector !== selector) return `${at} has selector 0x${tx.selector}, its input starts with 0x${selector}`;
    const own = logsOf.get(tx.tx_index) ?? [];
    if (own.length !== tx.log_count) {
      return `${at}: log_count is ${tx.log_count}, there are ${own.length} rows in evm_logs`;
    }
    const stray = own.find((log) => log.tx_hash !== tx.hash || log.block_hash !== block.block_hash);
    if (stray) return `log ${stray.log_index} names another block or transaction than ${at}`;
  }
  const strayIndex = [...logsOf.keys()].find((index) => index >= transactions.length);
  if (strayIndex !== undefined) return `logs of transaction ${strayIndex}, which has no row`;
  return undefined;
}

function transactionOf(row: TransactionRow): EvmTransaction {
  return {
    hash: fromHex(row.hash),
    index: row.tx_index,
    from: fromHex(row.from),
    type: row.type,
    chainId: bigintOrNone(row.chain_id),
    nonce: BigInt(row.nonce),
    gasLimit: BigInt(row.gas_limit),
    gasPrice: BigInt(row.gas_price),
    maxFeePerGas: bigintOrNone(row.max_fee_per_gas),
    maxPriorityFeePerGas: bigintOrNone(row.max_priority_fee_per_gas),
    maxFeePerBlobGas: bigintOrNone(row.max_fee_per_blob_gas),
    to: bytesOrNone(row.to),
    value: BigInt(row.value),
    input: fromHex(row.input),
    accessList: row.access_list === "" ? [] : wireAccessList.parse(JSON.parse(row.access_list)),
    blobVersionedHashes: row.blob_versioned_hashes.map(fromHex),
    authorizationList:
      row.authorization_list === "" ? [] : wireAuthorizationList.parse(JSON.parse(row.authorization_list)),
    v: BigInt(row.v),
    r: BigInt(row.r),
    s: BigInt(row.s),
    otherFields: {},
  };
}

function receiptOf(row: TransactionRow, logs: readonly LogRow[]): EvmReceipt {
  return {
    status: row.status ?? undefined,
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
      logIndex: log.log_index,
    })),
    otherFields: {},
  };
}
