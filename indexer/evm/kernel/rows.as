// Rows of the family's tables, as encodeBlocks.ts writes them: columns in the order of the tables.
import { copy, copy20, copy32 } from "./bytes";
import { contractRows } from "./contracts";
import { encode, encodeQuantity } from "./hex";
import * as place from "./memory";
import { LOG_SIZE, RECEIPT_SIZE, TRANSACTION_SIZE, WITHDRAWAL_SIZE, reach } from "./memory";
import * as r from "./records";
import { BlockKey, HAS, ReceiptKey, TransactionKey } from "./records";
import {
  ROW, done, hashes, length, maybe20, maybe32, maybe64, networkLength, placed, string, time, u32At, u64At,
} from "./rowBinary";
import { transferRows } from "./transfers";

// @ts-ignore: decorator
@inline
function has(record: usize, key: i32): bool {
  return (load<u64>(record, HAS) & ((<u64>1) << <u64>key)) != 0;
}

/** Failed transactions: position, where its hash is, where in the rows of its table its `error` is; 12 bytes each. */
export let failedAt: usize = 0;
export let failedCount: u32 = 0;


/** Which tables besides those of blocks, transactions and logs; as in kernel.ts. */
const TRANSFERS: u32 = 1;
const CONTRACTS: u32 = 2;

export function writeRows(datasets: u32): void {
  let at = place.rows;
  reach(at + ROW + networkLength + load<u32>(r.B_TEXT_LENGTH) + load<u32>(r.B_UNCLES_COUNT) * 32);
  at = done(0, at, blockRow(at), 1);
  at = transactionRows(at);
  at = logRows(at);
  at = withdrawalRows(at);
  if (datasets & TRANSFERS) at = transferRows(at);
  else done(4, at, at, 0);
  if (datasets & CONTRACTS) contractRows(at);
  else done(5, at, at, 0);
}

function blockRow(to: usize): usize {
  let at = placed(to);
  at = copy32(at, r.B_PARENT);
  at = time(at);
  at = u64At(at, load<u64>(r.B_TIMESTAMP));
  at = copy32(at, r.B_UNCLES_HASH);
  at = copy20(at, r.B_MINER);
  at = copy32(at, r.B_STATE_ROOT);
  at = copy32(at, r.B_TRANSACTIONS_ROOT);
  at = copy32(at, r.B_RECEIPTS_ROOT);
  at = copy(at, r.B_BLOOM, 256);
  at = copy32(at, r.B_DIFFICULTY);
  at = u64At(at, load<u64>(r.B_GAS_LIMIT));
  at = u64At(at, load<u64>(r.B_GAS_USED));
  at = string(at, load<u32>(r.B_EXTRA_AT), load<u32>(r.B_EXTRA_LENGTH));
  at = copy32(at, r.B_MIX_HASH);
  at = u64At(at, load<u64>(r.B_NONCE));
  at = maybe32(at, has(r.BLOCK, BlockKey.baseFeePerGas), r.B_BASE_FEE);
  at = maybe32(at, has(r.BLOCK, BlockKey.withdrawalsRoot), r.B_WITHDRAWALS_ROOT);
  at = maybe64(at, has(r.BLOCK, BlockKey.blobGasUsed), load<u64>(r.B_BLOB_GAS_USED));
  at = maybe64(at, has(r.BLOCK, BlockKey.excessBlobGas), load<u64>(r.B_EXCESS_BLOB_GAS));
  at = maybe32(at, has(r.BLOCK, BlockKey.parentBeaconBlockRoot), r.B_BEACON_ROOT);
  at = maybe32(at, has(r.BLOCK, BlockKey.requestsHash), r.B_REQUESTS_HASH);
  at = u64At(at, load<u64>(r.B_SIZE));
  at = hashes(at, load<u32>(r.B_UNCLES_AT), load<u32>(r.B_UNCLES_COUNT));
  at = u32At(at, load<u32>(r.B_TRANSACTIONS_COUNT));
  const listed = has(r.BLOCK, BlockKey.withdrawals);
  store<u8>(at++, listed ? 0 : 1);
  if (listed) at = u32At(at, load<u32>(r.B_WITHDRAWALS_COUNT));
  return unknownFields(at, place.blockText, load<u32>(r.B_TEXT_LENGTH));
}

const OPEN: u8 = 0x7b;
const CLOSE: u8 = 0x7d;

/** `{…}` around kept fields (without their first comma); an empty string when there are none. */
function unknownFields(to: usize, from: usize, size: usize): usize {
  if (size == 0) {
    store<u8>(to, 0);
    return to + 1;
  }
  return object(length(to, size + 1), from, size);
}

function object(to: usize, from: usize, size: usize): usize {
  store<u8>(to, OPEN);
  const end = copy(to + 1, from + 1, size - 1);
  store<u8>(end, CLOSE);
  return end + 1;
}

const TX_NAME: usize = memory.data<u8>([0x7b, 0x22, 0x74, 0x78, 0x22, 0x3a], 16); // {"tx":
const RECEIPT_NAME: usize = memory.data<u8>([0x22, 0x72, 0x65, 0x63, 0x65, 0x69, 0x70, 0x74, 0x22, 0x3a], 16); // "receipt":

/** `{"tx":{…},"receipt":{…}}`, each only where it has fields. */
function unknownOfBoth(to: usize, tx: usize, receipt: usize): usize {
  const ofTx = <usize>load<u32>(tx, r.T_TEXT_LENGTH);
  const ofReceipt = <usize>load<u32>(receipt, r.R_TEXT_LENGTH);
  if (ofTx + ofReceipt == 0) {
    store<u8>(to, 0);
    return to + 1;
  }
  const size: usize = 2 + (ofTx ? 6 + ofTx : 0) + (ofReceipt ? 11 + ofReceipt : 0) + (ofTx && ofReceipt ? 1 : 0);
  let at = length(to, size);
  store<u8>(at++, OPEN);
  if (ofTx) {
    at = copy(at, TX_NAME + 1, 5);
    at = object(at, load<u32>(tx, r.T_TEXT_AT), ofTx);
    if (ofReceipt) store<u8>(at++, 0x2c);
  }
  if (ofReceipt) {
    at = copy(at, RECEIPT_NAME, 10);
    at = object(at, load<u32>(receipt, r.R_TEXT_AT), ofReceipt);
  }
  store<u8>(at++, CLOSE);
  return at;
}

function transactionRows(from: usize): usize {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  failedAt = place.values;
  failedCount = 0;
  let at = from;
  for (let index: u32 = 0; index < count; index++) {
    const tx = place.transactions + index * TRANSACTION_SIZE;
    const receipt = place.receipts + index * RECEIPT_SIZE;
    const lists =
      load<u32>(tx, r.T_ACCESS_COUNT) * 96 + load<u32>(tx, r.T_ACCESS_RLP) * 3 + load<u32>(tx, r.T_BLOBS_COUNT) * 32 +
      load<u32>(tx, r.T_AUTHS_COUNT) * 512;
    const texts = load<u32>(tx, r.T_TEXT_LENGTH) + load<u32>(receipt, r.R_TEXT_LENGTH);
    reach(at + ROW + networkLength + load<u32>(tx, r.T_INPUT_LENGTH) + lists + texts);
    at = transactionRow(at, tx, receipt, index, from);
  }
  return done(1, from, at, count);
}

function transactionRow(to: usize, tx: usize, receipt: usize, index: u32, table: usize): usize {
  const type = load<u64>(tx, r.T_TYPE);
  const sent = has(tx, TransactionKey.to);
  let at = placed(to);
  at = u32At(at, index);
  at = copy32(at, tx + r.T_HASH);
  at = time(at);
  store<u8>(at++, <u8>type);
  at = copy20(at, tx + r.T_FROM);
  at = maybe20(at, sent, tx + r.T_TO);
  at = u64At(at, load<u64>(tx, r.T_NONCE));
  at = copy32(at, tx + r.T_VALUE);
  at = u64At(at, load<u64>(tx, r.T_GAS));
  at = copy32(at, tx + r.T_GAS_PRICE);
  at = maybe32(at, has(tx, TransactionKey.maxFeePerGas), tx + r.T_MAX_FEE);
  at = maybe32(at, has(tx, TransactionKey.maxPriorityFeePerGas), tx + r.T_MAX_TIP);
  at = maybe32(at, has(tx, TransactionKey.maxFeePerBlobGas), tx + r.T_MAX_BLOB_FEE);
  // A legacy transaction carries its chain id in v.
  at = maybe64(at, type != 0 && has(tx, TransactionKey.chainId), load<u64>(tx, r.T_CHAIN_ID));
  const input = <usize>load<u32>(tx, r.T_INPUT_AT);
  const inputLength = <usize>load<u32>(tx, r.T_INPUT_LENGTH);
  at = string(at, input, inputLength);
  at = string(at, input, sent && inputLength >= 4 ? 4 : 0);
  at = accessListText(at, tx);
  at = hashes(at, load<u32>(tx, r.T_BLOBS_AT), load<u32>(tx, r.T_BLOBS_COUNT));
  at = authorizationListText(at, tx);
  at = copy32(at, tx + r.T_V);
  at = copy32(at, tx + r.T_R);
  at = copy32(at, tx + r.T_S);
  const hasStatus = has(receipt, ReceiptKey.status);
  store<u8>(at++, hasStatus ? 0 : 1);
  if (hasStatus) store<u8>(at++, <u8>load<u64>(receipt, r.R_STATUS));
  store<u8>(at++, 1); // post_state: NULL since Byzantium
  at = u64At(at, load<u64>(receipt, r.R_GAS_USED));
  at = u64At(at, load<u64>(receipt, r.R_CUMULATIVE_GAS));
  at = copy32(at, has(receipt, ReceiptKey.effectiveGasPrice) ? receipt + r.R_PRICE : tx + r.T_GAS_PRICE);
  at = maybe20(at, has(receipt, ReceiptKey.contractAddress), receipt + r.R_CONTRACT);
  at = u32At(at, load<u32>(receipt, r.R_LOGS_COUNT));
  if (hasStatus && load<u64>(receipt, r.R_STATUS) == 0) {
    const failed = failedAt + <usize>failedCount * 12;
    store<u32>(failed, index);
    store<u32>(failed, <u32>(tx + r.T_HASH), 4);
    store<u32>(failed, <u32>(at - table), 8);
    failedCount++;
  }
  // Why it failed is asked for later: error and revert_data.
  store<u16>(at, 0);
  return unknownOfBoth(at + 2, tx, receipt);
}

/** Writes ASCII given as bytes of little-endian words; `size` of them count. */
// @ts-ignore: decorator
@inline
function ascii(to: usize, word: u64, size: usize): usize {
  store<u64>(to, word);
  return to + size;
}

/** Text is written where it would be with a length of five bytes, and moved when its length is known. */
const LENGTH_ROOM: usize = 5;

function text(to: usize, end: usize): usize {
  const size = end - (to + LENGTH_ROOM);
  const at = length(to, size);
  memory.copy(at, to + LENGTH_ROOM, size);
  return at + size;
}

function quotedHex(to: usize, from: usize, size: usize): usize {
  const end = encode(from, size, ascii(to, 0x783022, 3)); // "0x
  store<u8>(end, 0x22);
  return end + 1;
}

function quotedQuantity(to: usize, from: usize): usize {
  store<u8>(to, 0x22);
  const end = encodeQuantity(from, to + 1);
  store<u8>(end, 0x22);
  return end + 1;
}

/** `[{"address":"0x…","storageKeys":["0x…"]}]`; empty when there are no entries. */
function accessListText(to: usize, tx: usize): usize {
  const count = load<u32>(tx, r.T_ACCESS_COUNT);
  if (count == 0) return length(to, 0);
  let at = to + LENGTH_ROOM;
  store<u8>(at++, 0x5b);
  let entry = <usize>load<u32>(tx, r.T_ACCESS_AT);
  for (let index: u32 = 0; index < count; index++) {
    if (index > 0) store<u8>(at++, 0x2c);
    at = copy(at, ADDRESS_NAME, 11);
    at = quotedHex(at, entry, 20);
    at = copy(at, KEYS_NAME, 16);
    const keys = load<u32>(entry, 20);
    entry += 24;
    for (let each: u32 = 0; each < keys; each++) {
      if (each > 0) store<u8>(at++, 0x2c);
      at = quotedHex(at, entry, 32);
      entry += 32;
    }
    at = ascii(at, 0x7d5d, 2); // ]}
  }
  store<u8>(at++, 0x5d);
  return text(to, at);
}

/** `{"address":` */
const ADDRESS_NAME: usize = memory.data<u8>([0x7b, 0x22, 0x61, 0x64, 0x64, 0x72, 0x65, 0x73, 0x73, 0x22, 0x3a], 16);
/** `,"storageKeys":[` */
const KEYS_NAME: usize = memory.data<u8>([
  0x2c, 0x22, 0x73, 0x74, 0x6f, 0x72, 0x61, 0x67, 0x65, 0x4b, 0x65, 0x79, 0x73, 0x22, 0x3a, 0x5b,
], 16);
/** `{"chainId":` */
const CHAIN_ID_NAME: usize = memory.data<u8>([0x7b, 0x22, 0x63, 0x68, 0x61, 0x69, 0x6e, 0x49, 0x64, 0x22, 0x3a], 16);
/** `,"address":` */
const NEXT_ADDRESS_NAME: usize = memory.data<u8>([0x2c, 0x22, 0x61, 0x64, 0x64, 0x72, 0x65, 0x73, 0x73, 0x22, 0x3a], 16);
/** `,"nonce":` */
const NONCE_NAME: usize = memory.data<u8>([0x2c, 0x22, 0x6e, 0x6f, 0x6e, 0x63, 0x65, 0x22, 0x3a], 16);
/** `,"yParity":` */
const PARITY_NAME: usize = memory.data<u8>([0x2c, 0x22, 0x79, 0x50, 0x61, 0x72, 0x69, 0x74, 0x79, 0x22, 0x3a], 16);

const WIDE: usize = memory.data(32, 16);

function quoted64(to: usize, value: u64): usize {
  memory.fill(WIDE, 0, 32);
  store<u64>(WIDE, value);
  return quotedQuantity(to, WIDE);
}

/** `[{"chainId":"0x1","address":"0x…","nonce":"0x0","yParity":"0x1","r":"0x…","s":"0x…"}]`; likewise. */
function authorizationListText(to: usize, tx: usize): usize {
  const count = load<u32>(tx, r.T_AUTHS_COUNT);
  if (count == 0) return length(to, 0);
  let at = to + LENGTH_ROOM;
  store<u8>(at++, 0x5b);
  let authorization = <usize>load<u32>(tx, r.T_AUTHS_AT);
  for (let index: u32 = 0; index < count; index++) {
    if (index > 0) store<u8>(at++, 0x2c);
    at = quotedQuantity(copy(at, CHAIN_ID_NAME, 11), authorization + r.A_CHAIN_ID);
    at = quotedHex(copy(at, NEXT_ADDRESS_NAME, 11), authorization + r.A_ADDRESS, 20);
    at = quoted64(copy(at, NONCE_NAME, 9), load<u64>(authorization, r.A_NONCE));
    at = quoted64(copy(at, PARITY_NAME, 11), load<u64>(authorization, r.A_Y_PARITY));
    at = quotedQuantity(ascii(at, 0x3a2272222c, 5), authorization + r.A_R); // ,"r":
    at = quotedQuantity(ascii(at, 0x3a2273222c, 5), authorization + r.A_S); // ,"s":
    store<u8>(at++, CLOSE);
    authorization += r.AUTHORIZATION_SIZE;
  }
  store<u8>(at++, 0x5d);
  return text(to, at);
}

function logRows(from: usize): usize {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  let at = from;
  let rows: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const hash = place.transactions + index * TRANSACTION_SIZE + r.T_HASH;
    const receipt = place.receipts + index * RECEIPT_SIZE;
    let log = <usize>load<u32>(receipt, r.R_LOGS_AT);
    const logs = load<u32>(receipt, r.R_LOGS_COUNT);
    for (let left = logs; left > 0; left--) {
      const size = <usize>load<u32>(log, r.L_DATA_LENGTH);
      reach(at + ROW + networkLength + size);
      at = placed(at);
      at = u32At(at, index);
      at = copy32(at, hash);
      at = u32At(at, load<u32>(log, r.L_INDEX));
      at = copy20(at, load<u32>(log, r.L_ADDRESS_AT));
      at = hashes(at, load<u32>(log, r.L_TOPICS_AT), load<u32>(log, r.L_TOPICS_COUNT));
      at = string(at, load<u32>(log, r.L_DATA_AT), size);
      log += LOG_SIZE;
    }
    rows += logs;
  }
  return done(2, from, at, rows);
}

function withdrawalRows(from: usize): usize {
  const count = load<u32>(r.B_WITHDRAWALS_COUNT);
  let at = from;
  for (let index: u32 = 0; index < count; index++) {
    const withdrawal = place.withdrawals + index * WITHDRAWAL_SIZE;
    reach(at + ROW + networkLength);
    at = time(placed(at));
    at = u32At(at, index);
    at = u64At(at, load<u64>(withdrawal, r.W_INDEX));
    at = u64At(at, load<u64>(withdrawal, r.W_VALIDATOR));
    at = copy20(at, withdrawal + r.W_ADDRESS);
    at = u64At(at, load<u64>(withdrawal, r.W_AMOUNT));
  }
  return done(3, from, at, count);
}
