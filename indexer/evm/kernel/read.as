// From the JSON of two answers to records. Forms that the rules of wire.ts refuse, and rare ones, fail here.
import { fail, same20, same32 } from "./bytes";
import { bytes, bytes20, bytes256, bytes32, bytesLength, quantity256, quantity64 } from "./hex";
import {
  UNKNOWN_NAMES, afterItem, afterValue, expectEnd, isNull, keepUnknown, keptEnd, key, more, openList, openObject, readKey, skipScalar,
} from "./json";
import * as place from "./memory";
import { LOG_SIZE, RECEIPT_SIZE, TRANSACTION_SIZE, WITHDRAWAL_SIZE } from "./memory";
import * as r from "./records";
import {
  AccessKey, AuthorizationKey, BlockKey, HAS, LogKey, ReceiptKey, TransactionKey, WithdrawalKey,
} from "./records";
import { headLength, stringLength } from "./rlp";

/** Kinds of objects, as `keys.ts` numbers them. */
const BLOCK_OBJECT: usize = 0;
const TRANSACTION_OBJECT: usize = 1;
const RECEIPT_OBJECT: usize = 2;
const LOG_OBJECT: usize = 3;
const ACCESS_OBJECT: usize = 4;
const AUTHORIZATION_OBJECT: usize = 5;
const WITHDRAWAL_OBJECT: usize = 6;

/** Where the next decoded bytes and the next text go. */
let arena: usize = 0;
let text: usize = 0;

/** Names of unknown fields: of the block, of the object within it. */
const BLOCK_NAMES: usize = memory.data(UNKNOWN_NAMES, 4);
const NAMES: usize = memory.data(UNKNOWN_NAMES, 4);

/** A repeated key is left to the plain path: of a repetition, JSON.parse takes the last. */
// @ts-ignore: decorator
@inline
function once(seen: u64, known: i32): u64 {
  const bit = <u64>1 << <u64>known;
  if ((seen & bit) != 0) fail(30);
  return seen | bit;
}

// @ts-ignore: decorator
@inline
function bit(known: i32): u64 {
  return <u64>1 << <u64>known;
}

const BLOCK_NEEDS: u64 =
  bit(BlockKey.number) | bit(BlockKey.hash) | bit(BlockKey.parentHash) | bit(BlockKey.sha3Uncles) |
  bit(BlockKey.miner) | bit(BlockKey.stateRoot) | bit(BlockKey.transactionsRoot) | bit(BlockKey.receiptsRoot) |
  bit(BlockKey.logsBloom) | bit(BlockKey.difficulty) | bit(BlockKey.gasLimit) | bit(BlockKey.gasUsed) |
  bit(BlockKey.timestamp) | bit(BlockKey.extraData) | bit(BlockKey.mixHash) | bit(BlockKey.nonce) |
  bit(BlockKey.transactions);

export function readBlock(length: usize): void {
  arena = place.arena;
  text = place.text;
  memory.fill(r.BLOCK, 0, 1024);
  store<u32>(BLOCK_NAMES, 0);
  const start = place.blockJson;
  let at = openObject(start);
  let seen: u64 = 0;
  let has: u64 = 0;
  let blockText = place.blockText;
  do {
    at = readKey(at, BLOCK_OBJECT);
    const known = key;
    if (known < 0) {
      at = keepUnknown(at, blockText, BLOCK_NAMES);
      blockText = keptEnd;
      at = afterValue(at);
      continue;
    }
    seen = once(seen, known);
    if (isNull(at)) {
      at = afterValue(at + 4);
      continue;
    }
    has |= bit(known);
    switch (known) {
      case BlockKey.number: at = quantity64(at, r.B_NUMBER, 53); break;
      case BlockKey.hash: at = bytes32(at, r.B_HASH); break;
      case BlockKey.parentHash: at = bytes32(at, r.B_PARENT); break;
      case BlockKey.sha3Uncles: at = bytes32(at, r.B_UNCLES_HASH); break;
      case BlockKey.miner: at = bytes20(at, r.B_MINER); break;
      case BlockKey.stateRoot: at = bytes32(at, r.B_STATE_ROOT); break;
      case BlockKey.transactionsRoot: at = bytes32(at, r.B_TRANSACTIONS_ROOT); break;
      case BlockKey.receiptsRoot: at = bytes32(at, r.B_RECEIPTS_ROOT); break;
      case BlockKey.logsBloom: at = bytes256(at, r.B_BLOOM); break;
      case BlockKey.difficulty: at = quantity256(at, r.B_DIFFICULTY); break;
      case BlockKey.gasLimit: at = quantity64(at, r.B_GAS_LIMIT, 64); break;
      case BlockKey.gasUsed: at = quantity64(at, r.B_GAS_USED, 64); break;
      // Other units than seconds are the plain path's.
      case BlockKey.timestamp: at = quantity64(at, r.B_TIMESTAMP, 36); break;
      case BlockKey.extraData:
        at = bytes(at, arena);
        store<u32>(r.B_EXTRA_AT, <u32>arena);
        store<u32>(r.B_EXTRA_LENGTH, <u32>bytesLength);
        arena += bytesLength;
        break;
      case BlockKey.mixHash: at = bytes32(at, r.B_MIX_HASH); break;
      case BlockKey.nonce:
        at = bytes(at, arena);
        if (bytesLength != 8) fail(31);
        store<u64>(r.B_NONCE, load<u64>(arena));
        break;
      case BlockKey.size: at = quantity64(at, r.B_SIZE, 64); break;
      case BlockKey.baseFeePerGas: at = quantity256(at, r.B_BASE_FEE); break;
      case BlockKey.withdrawalsRoot: at = bytes32(at, r.B_WITHDRAWALS_ROOT); break;
      case BlockKey.blobGasUsed: at = quantity64(at, r.B_BLOB_GAS_USED, 64); break;
      case BlockKey.excessBlobGas: at = quantity64(at, r.B_EXCESS_BLOB_GAS, 64); break;
      case BlockKey.parentBeaconBlockRoot: at = bytes32(at, r.B_BEACON_ROOT); break;
      case BlockKey.requestsHash: at = bytes32(at, r.B_REQUESTS_HASH); break;
      case BlockKey.uncles: {
        store<u32>(r.B_UNCLES_AT, <u32>arena);
        at = readHashes(at);
        store<u32>(r.B_UNCLES_COUNT, hashCount);
        break;
      }
      case BlockKey.withdrawals: at = readWithdrawals(at); break;
      case BlockKey.transactions: at = readTransactions(at); break;
      default: fail(32);
    }
    at = afterValue(at);
  } while (more);
  expectEnd(at, start + length);
  if ((has & BLOCK_NEEDS) != BLOCK_NEEDS) fail(33);
  store<u64>(r.BLOCK, has);
  store<u32>(r.B_TEXT_LENGTH, <u32>(blockText - place.blockText));
}

/** How many hashes `readHashes` has read. */
let hashCount: u32 = 0;

/** Hashes, one after the other, into the arena. */
function readHashes(from: usize): usize {
  let at = openList(from);
  hashCount = 0;
  while (more) {
    at = bytes32(at, arena);
    arena += 32;
    hashCount++;
    at = afterItem(at);
  }
  return at;
}

function readWithdrawals(from: usize): usize {
  let at = openList(from);
  let count: u32 = 0;
  while (more) {
    const withdrawal = place.withdrawals + count * WITHDRAWAL_SIZE;
    let seen: u64 = 0;
    at = openObject(at);
    do {
      at = readKey(at, WITHDRAWAL_OBJECT);
      const known = key;
      if (known < 0) fail(34);
      seen = once(seen, known);
      switch (known) {
        case WithdrawalKey.index: at = quantity64(at, withdrawal + r.W_INDEX, 64); break;
        case WithdrawalKey.validatorIndex: at = quantity64(at, withdrawal + r.W_VALIDATOR, 64); break;
        case WithdrawalKey.address: at = bytes20(at, withdrawal + r.W_ADDRESS); break;
        default: at = quantity64(at, withdrawal + r.W_AMOUNT, 64);
      }
      at = afterValue(at);
    } while (more);
    if (seen != 15) fail(34);
    count++;
    at = afterItem(at);
  }
  store<u32>(r.B_WITHDRAWALS_COUNT, count);
  return at;
}

const TRANSACTION_NEEDS: u64 =
  bit(TransactionKey.hash) | bit(TransactionKey.blockHash) | bit(TransactionKey.blockNumber) |
  bit(TransactionKey.transactionIndex) | bit(TransactionKey.from) | bit(TransactionKey.nonce) |
  bit(TransactionKey.value) | bit(TransactionKey.gas) | bit(TransactionKey.gasPrice) | bit(TransactionKey.input) |
  bit(TransactionKey.r) | bit(TransactionKey.s);

function readTransactions(from: usize): usize {
  let at = openList(from);
  let count: u32 = 0;
  while (more) {
    at = readTransaction(at, place.transactions + count * TRANSACTION_SIZE);
    count++;
    at = afterItem(at);
  }
  store<u32>(r.B_TRANSACTIONS_COUNT, count);
  return at;
}

function readTransaction(from: usize, to: usize): usize {
  memory.fill(to, 0, TRANSACTION_SIZE);
  store<u32>(to, <u32>text, r.T_TEXT_AT);
  store<u32>(NAMES, 0);
  let at = openObject(from);
  let seen: u64 = 0;
  let has: u64 = 0;
  do {
    at = readKey(at, TRANSACTION_OBJECT);
    const known = key;
    if (known < 0) {
      at = keepUnknown(at, text, NAMES);
      text = keptEnd;
      at = afterValue(at);
      continue;
    }
    seen = once(seen, known);
    if (isNull(at)) {
      at = afterValue(at + 4);
      continue;
    }
    has |= bit(known);
    switch (known) {
      case TransactionKey.hash: at = bytes32(at, to + r.T_HASH); break;
      case TransactionKey.blockHash: at = bytes32(at, to + r.T_BLOCK_HASH); break;
      case TransactionKey.blockNumber: at = quantity64(at, to + r.T_BLOCK_NUMBER, 53); break;
      case TransactionKey.blockTimestamp: at = quantity64(at, to + r.T_BLOCK_TIME, 64); break;
      case TransactionKey.transactionIndex: at = quantity64(at, to + r.T_INDEX, 32); break;
      case TransactionKey.type: at = quantity64(at, to + r.T_TYPE, 8); break;
      case TransactionKey.chainId: at = quantity64(at, to + r.T_CHAIN_ID, 64); break;
      case TransactionKey.from: at = bytes20(at, to + r.T_FROM); break;
      case TransactionKey.to: at = bytes20(at, to + r.T_TO); break;
      case TransactionKey.nonce: at = quantity64(at, to + r.T_NONCE, 64); break;
      case TransactionKey.value: at = quantity256(at, to + r.T_VALUE); break;
      case TransactionKey.gas: at = quantity64(at, to + r.T_GAS, 64); break;
      case TransactionKey.gasPrice: at = quantity256(at, to + r.T_GAS_PRICE); break;
      case TransactionKey.maxFeePerGas: at = quantity256(at, to + r.T_MAX_FEE); break;
      case TransactionKey.maxPriorityFeePerGas: at = quantity256(at, to + r.T_MAX_TIP); break;
      case TransactionKey.maxFeePerBlobGas: at = quantity256(at, to + r.T_MAX_BLOB_FEE); break;
      case TransactionKey.blobVersionedHashes:
        store<u32>(to, <u32>arena, r.T_BLOBS_AT);
        at = readHashes(at);
        store<u32>(to, hashCount, r.T_BLOBS_COUNT);
        break;
      case TransactionKey.accessList: at = readAccessList(at, to); break;
      case TransactionKey.authorizationList: at = readAuthorizations(at, to); break;
      case TransactionKey.input:
        at = bytes(at, arena);
        store<u32>(to, <u32>arena, r.T_INPUT_AT);
        store<u32>(to, <u32>bytesLength, r.T_INPUT_LENGTH);
        arena += bytesLength;
        break;
      case TransactionKey.v: at = quantity256(at, to + r.T_V); break;
      case TransactionKey.yParity: at = quantity64(at, to + r.T_Y_PARITY, 8); break;
      case TransactionKey.r: at = quantity256(at, to + r.T_R); break;
      case TransactionKey.s: at = quantity256(at, to + r.T_S); break;
      default: fail(32);
    }
    at = afterValue(at);
  } while (more);
  if ((has & TRANSACTION_NEEDS) != TRANSACTION_NEEDS) fail(35);
  store<u64>(to, has, HAS);
  store<u32>(to, <u32>text - load<u32>(to, r.T_TEXT_AT), r.T_TEXT_LENGTH);
  return at;
}

function readAccessList(from: usize, to: usize): usize {
  store<u32>(to, <u32>arena, r.T_ACCESS_AT);
  let at = openList(from);
  let count: u32 = 0;
  let length: usize = 0;
  while (more) {
    // The address before the keys: they may come in any order.
    const entry = arena;
    arena += 24;
    store<u32>(entry, 0, 20);
    let seen: u64 = 0;
    at = openObject(at);
    do {
      at = readKey(at, ACCESS_OBJECT);
      const known = key;
      if (known < 0) fail(36);
      seen = once(seen, known);
      if (known == AccessKey.address) at = bytes20(at, entry);
      else {
        at = readHashes(at);
        store<u32>(entry, hashCount, 20);
      }
      at = afterValue(at);
    } while (more);
    if (seen != 3) fail(36);
    const keys = <usize>load<u32>(entry, 20) * 33;
    const inside = 21 + headLength(keys) + keys;
    length += headLength(inside) + inside;
    count++;
    at = afterItem(at);
  }
  store<u32>(to, count, r.T_ACCESS_COUNT);
  store<u32>(to, <u32>length, r.T_ACCESS_RLP);
  return at;
}

function readAuthorizations(from: usize, to: usize): usize {
  store<u32>(to, <u32>arena, r.T_AUTHS_AT);
  let at = openList(from);
  let count: u32 = 0;
  while (more) {
    const made = arena;
    arena += r.AUTHORIZATION_SIZE;
    let seen: u64 = 0;
    at = openObject(at);
    do {
      at = readKey(at, AUTHORIZATION_OBJECT);
      const known = key;
      if (known < 0) fail(37);
      seen = once(seen, known);
      switch (known) {
        case AuthorizationKey.chainId: at = quantity256(at, made + r.A_CHAIN_ID); break;
        case AuthorizationKey.address: at = bytes20(at, made + r.A_ADDRESS); break;
        case AuthorizationKey.nonce: at = quantity64(at, made + r.A_NONCE, 64); break;
        case AuthorizationKey.yParity: at = quantity64(at, made + r.A_Y_PARITY, 8); break;
        case AuthorizationKey.r: at = quantity256(at, made + r.A_R); break;
        default: at = quantity256(at, made + r.A_S);
      }
      at = afterValue(at);
    } while (more);
    if (seen != 63) fail(37);
    count++;
    at = afterItem(at);
  }
  store<u32>(to, count, r.T_AUTHS_COUNT);
  return at;
}

const RECEIPT_NEEDS: u64 =
  bit(ReceiptKey.transactionHash) | bit(ReceiptKey.transactionIndex) | bit(ReceiptKey.blockHash) |
  bit(ReceiptKey.blockNumber) | bit(ReceiptKey.cumulativeGasUsed) | bit(ReceiptKey.gasUsed) |
  bit(ReceiptKey.logsBloom) | bit(ReceiptKey.logs);

let logs: usize = 0;
/** Position of the next log in the block. */
let logIndex: u32 = 0;

/** Reads as many receipts as there are transactions, each of which must name its own. @returns one past the last log. */
export function readReceipts(length: usize): usize {
  logs = place.logs;
  logIndex = 0;
  const start = place.receiptsJson;
  let at = openList(start);
  let count: u32 = 0;
  const expected = load<u32>(r.B_TRANSACTIONS_COUNT);
  while (more) {
    if (count == expected) fail(38);
    const to = place.receipts + count * RECEIPT_SIZE;
    at = readReceipt(at, to, place.transactions + count * TRANSACTION_SIZE);
    if (load<u64>(to, r.R_INDEX) != count) fail(39);
    count++;
    at = afterItem(at);
  }
  if (count != expected) fail(38);
  expectEnd(at, start + length);
  return logs;
}

const HASH_HERE: usize = memory.data(64, 16);
const TRUE: u32 = 0x65757274;

/** The block's time, repeated. */
function blockTime(from: usize): usize {
  const at = quantity64(from, HASH_HERE, 64);
  if (load<u64>(HASH_HERE) != load<u64>(r.B_TIMESTAMP)) fail(40);
  return at;
}

function readReceipt(from: usize, to: usize, transaction: usize): usize {
  memory.fill(to, 0, RECEIPT_SIZE);
  store<u32>(to, <u32>text, r.R_TEXT_AT);
  store<u32>(NAMES, 0);
  let at = openObject(from);
  let seen: u64 = 0;
  let has: u64 = 0;
  do {
    at = readKey(at, RECEIPT_OBJECT);
    const known = key;
    if (known < 0) {
      at = keepUnknown(at, text, NAMES);
      text = keptEnd;
      at = afterValue(at);
      continue;
    }
    seen = once(seen, known);
    if (isNull(at)) {
      at = afterValue(at + 4);
      continue;
    }
    has |= bit(known);
    switch (known) {
      case ReceiptKey.transactionHash:
        at = bytes32(at, HASH_HERE);
        if (!same32(HASH_HERE, transaction + r.T_HASH)) fail(40);
        break;
      case ReceiptKey.transactionIndex: at = quantity64(at, to + r.R_INDEX, 32); break;
      case ReceiptKey.blockHash:
        at = bytes32(at, HASH_HERE);
        if (!same32(HASH_HERE, r.B_HASH)) fail(40);
        break;
      case ReceiptKey.blockNumber: at = quantity64(at, to + r.R_BLOCK_NUMBER, 53); break;
      case ReceiptKey.blockTimestamp: at = blockTime(at); break;
      case ReceiptKey.from:
        at = bytes20(at, HASH_HERE);
        if (!same20(HASH_HERE, transaction + r.T_FROM)) fail(40);
        break;
      case ReceiptKey.to: at = bytes20(at, to + r.R_TO); break;
      case ReceiptKey.type: at = quantity64(at, to + r.R_TYPE, 8); break;
      case ReceiptKey.status: at = quantity64(at, to + r.R_STATUS, 8); break;
      // Before Byzantium, and as an ornament of some nodes: the plain path's.
      case ReceiptKey.root: fail(47); break;
      case ReceiptKey.cumulativeGasUsed: at = quantity64(at, to + r.R_CUMULATIVE_GAS, 64); break;
      case ReceiptKey.gasUsed: at = quantity64(at, to + r.R_GAS_USED, 64); break;
      case ReceiptKey.effectiveGasPrice: at = quantity256(at, to + r.R_PRICE); break;
      case ReceiptKey.contractAddress: at = bytes20(at, to + r.R_CONTRACT); break;
      case ReceiptKey.logsBloom:
        store<u32>(to, <u32>arena, r.R_BLOOM_AT);
        at = bytes256(at, arena);
        arena += 256;
        break;
      case ReceiptKey.logs: {
        store<u32>(to, <u32>logs, r.R_LOGS_AT);
        let length: usize = 0;
        let count: u32 = 0;
        at = openList(at);
        while (more) {
          at = readLog(at, logs, transaction);
          const inside = <usize>load<u32>(logs, r.L_RLP);
          length += headLength(inside) + inside;
          logs += LOG_SIZE;
          count++;
          at = afterItem(at);
        }
        store<u32>(to, count, r.R_LOGS_COUNT);
        store<u32>(to, <u32>length, r.R_LOGS_RLP);
        break;
      }
      default: fail(32);
    }
    at = afterValue(at);
  } while (more);
  if ((has & RECEIPT_NEEDS) != RECEIPT_NEEDS) fail(41);
  store<u64>(to, has, HAS);
  store<u32>(to, <u32>text - load<u32>(to, r.R_TEXT_AT), r.R_TEXT_LENGTH);
  return at;
}

const LOG_NEEDS: u64 = bit(LogKey.address) | bit(LogKey.topics) | bit(LogKey.data) | bit(LogKey.logIndex);
const MOST_TOPICS: u32 = 4;

function readLog(from: usize, to: usize, transaction: usize): usize {
  let at = openObject(from);
  let seen: u64 = 0;
  let has: u64 = 0;
  do {
    at = readKey(at, LOG_OBJECT);
    const known = key;
    // Unknown fields of logs are the plain path's.
    if (known < 0) fail(42);
    seen = once(seen, known);
    if (isNull(at)) {
      at = afterValue(at + 4);
      continue;
    }
    has |= bit(known);
    switch (known) {
      case LogKey.address:
        at = bytes20(at, arena);
        store<u32>(to, <u32>arena, r.L_ADDRESS_AT);
        arena += 20;
        break;
      case LogKey.topics:
        store<u32>(to, <u32>arena, r.L_TOPICS_AT);
        at = readHashes(at);
        if (hashCount > MOST_TOPICS) fail(43);
        store<u32>(to, hashCount, r.L_TOPICS_COUNT);
        break;
      case LogKey.data:
        at = bytes(at, arena);
        store<u32>(to, <u32>arena, r.L_DATA_AT);
        store<u32>(to, <u32>bytesLength, r.L_DATA_LENGTH);
        arena += bytesLength;
        break;
      case LogKey.blockHash:
        at = bytes32(at, HASH_HERE);
        if (!same32(HASH_HERE, r.B_HASH)) fail(44);
        break;
      case LogKey.blockNumber:
        at = quantity64(at, HASH_HERE, 53);
        if (load<u64>(HASH_HERE) != load<u64>(r.B_NUMBER)) fail(44);
        break;
      case LogKey.blockTimestamp: at = blockTime(at); break;
      case LogKey.removed:
        if (load<u32>(at) == TRUE) fail(44);
        at = skipScalar(at);
        break;
      case LogKey.transactionHash:
        at = bytes32(at, HASH_HERE);
        if (!same32(HASH_HERE, transaction + r.T_HASH)) fail(44);
        break;
      case LogKey.transactionIndex:
        at = quantity64(at, HASH_HERE, 32);
        if (load<u64>(HASH_HERE) != load<u64>(transaction, r.T_INDEX)) fail(44);
        break;
      case LogKey.logIndex:
        at = quantity64(at, HASH_HERE, 32);
        if (load<u64>(HASH_HERE) != logIndex) fail(45);
        store<u32>(to, logIndex, r.L_INDEX);
        break;
      default: fail(32);
    }
    at = afterValue(at);
  } while (more);
  if ((has & LOG_NEEDS) != LOG_NEEDS) fail(46);
  logIndex++;
  const topics = <usize>load<u32>(to, r.L_TOPICS_COUNT) * 33;
  const data = stringLength(load<u32>(to, r.L_DATA_AT), load<u32>(to, r.L_DATA_LENGTH));
  store<u32>(to, <u32>(21 + headLength(topics) + topics + data), r.L_RLP);
  return at;
}
