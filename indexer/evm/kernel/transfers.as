// Token transfers by the rule of tokenTransfers.ts: a log of exactly the shape of a standard's event, nothing else.
import { copy20, copy32, same32 } from "./bytes";
import * as place from "./memory";
import { LOG_SIZE, RECEIPT_SIZE, TRANSACTION_SIZE, reach } from "./memory";
import * as r from "./records";
import { ROW, done, networkLength, placed, string, time, u32At, u64At } from "./rowBinary";

/** Transfer(address,address,uint256) */
const TRANSFER: usize = memory.data<u64>([
  0x9bc8e21bad52f2dd, 0xaa8d37fc68b0c269, 0x16a1c463f1a72b95, 0xefb323f54d5af528,
], 16);
/** TransferSingle(address,address,address,uint256,uint256) */
const TRANSFER_SINGLE: usize = memory.data<u64>([
  0x9773aec56881d5c3, 0x653dbf5b3d061d73, 0x83c0f44373425478, 0x620f2daaac7a0f24,
], 16);
/** TransferBatch(address,address,address,uint256[],uint256[]) */
const TRANSFER_BATCH: usize = memory.data<u64>([
  0xc6dbc0d406dc394a, 0x238a69fd90af704b, 0x5d597ed0a58a513a, 0xfbf7c826058c3b98,
], 16);


const ERC20: usize = memory.data<u8>([0x65, 0x72, 0x63, 0x32, 0x30], 16);
const ERC721: usize = memory.data<u8>([0x65, 0x72, 0x63, 0x37, 0x32, 0x31], 16);
const ERC1155: usize = memory.data<u8>([0x65, 0x72, 0x63, 0x31, 0x31, 0x35, 0x35], 16);

const WORD: usize = 32;

// The transfer's log, and the position of its transaction.
let log: usize = 0;
let transaction: u32 = 0;
let transfers: u32 = 0;

export function transferRows(from: usize): usize {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  transfers = 0;
  let at = from;
  for (let index: u32 = 0; index < count; index++) {
    const receipt = place.receipts + index * RECEIPT_SIZE;
    transaction = index;
    log = load<u32>(receipt, r.R_LOGS_AT);
    for (let left = load<u32>(receipt, r.R_LOGS_COUNT); left > 0; left--) {
      at = transfersOf(at);
      log += LOG_SIZE;
    }
  }
  return done(4, from, at, transfers);
}

function transfersOf(to: usize): usize {
  const topics = <usize>load<u32>(log, r.L_TOPICS_AT);
  const count = load<u32>(log, r.L_TOPICS_COUNT);
  const data = <usize>load<u32>(log, r.L_DATA_AT);
  const size = <usize>load<u32>(log, r.L_DATA_LENGTH);
  if (count == 3) {
    if (!same32(topics, TRANSFER) || size != WORD || !isAddress(topics + 32) || !isAddress(topics + 64)) return to;
    return transfer(to, topics + 32, 0, 0, data, 0);
  }
  if (count != 4 || !isAddress(topics + 32) || !isAddress(topics + 64)) return to;
  if (same32(topics, TRANSFER)) return size == 0 ? transfer(to, topics + 32, 0, topics + 96, 0, 0) : to;
  if (!isAddress(topics + 96)) return to;
  if (same32(topics, TRANSFER_SINGLE)) {
    return size == 2 * WORD ? transfer(to, topics + 64, topics + 32, data, data + WORD, 0) : to;
  }
  return same32(topics, TRANSFER_BATCH) ? batch(to, topics, data, size) : to;
}

/** Two dynamic arrays of one length, in the layout that compilers write: nothing between, nothing after. */
function batch(to: usize, topics: usize, data: usize, size: usize): usize {
  if ((size & 63) != 0 || size < 4 * WORD) return to;
  const count = (size / WORD - 4) / 2;
  const ids = data + 2 * WORD;
  const amounts = ids + (1 + count) * WORD;
  if (!isWord(data, 2 * WORD) || !isWord(data + WORD, amounts - data)) return to;
  if (!isWord(ids, count) || !isWord(amounts, count)) return to;
  let at = to;
  for (let index: usize = 0; index < count; index++) {
    const next = (1 + index) * WORD;
    at = transfer(at, topics + 64, topics + 32, ids + next, amounts + next, <u32>index);
  }
  return at;
}

/** Twelve zeros in front of an address. */
// @ts-ignore: decorator
@inline
function isAddress(word: usize): bool {
  return load<u64>(word) == 0 && load<u32>(word, 8) == 0;
}

function isWord(at: usize, value: usize): bool {
  return (load<u64>(at) | load<u64>(at, 8) | load<u64>(at, 16)) == 0 && bswap<u64>(load<u64>(at, 24)) == <u64>value;
}

/** A 256-bit integer, from the order of the chain to that of RowBinary. */
// @ts-ignore: decorator
@inline
function word(to: usize, from: usize): usize {
  store<u64>(to, bswap<u64>(load<u64>(from, 24)));
  store<u64>(to, bswap<u64>(load<u64>(from, 16)), 8);
  store<u64>(to, bswap<u64>(load<u64>(from, 8)), 16);
  store<u64>(to, bswap<u64>(load<u64>(from)), 24);
  return to + WORD;
}

/** One row. @param parties two words, from and to. An operator, id or amount at 0: none, none, 1. */
function transfer(to: usize, parties: usize, operator: usize, id: usize, amount: usize, batchIndex: u32): usize {
  reach(to + ROW + networkLength);
  transfers++;
  let at = time(placed(to));
  at = u32At(at, transaction);
  at = copy32(at, place.transactions + transaction * TRANSACTION_SIZE + r.T_HASH);
  at = u32At(at, load<u32>(log, r.L_INDEX));
  at = u32At(at, batchIndex);
  if (operator) at = string(at, ERC1155, 7);
  else at = id ? string(at, ERC721, 6) : string(at, ERC20, 5);
  at = copy20(at, load<u32>(log, r.L_ADDRESS_AT));
  store<u8>(at++, operator ? 0 : 1);
  if (operator) at = copy20(at, operator + 12);
  at = copy20(at, parties + 12);
  at = copy20(at, parties + WORD + 12);
  store<u8>(at++, id ? 0 : 1);
  if (id) at = word(at, id);
  if (amount) return word(at, amount);
  at = u64At(at, 1);
  at = u64At(at, 0);
  at = u64At(at, 0);
  return u64At(at, 0);
}
