// RLP of headers, transactions, receipts and withdrawals, as the hashes and roots of a block take them.
import { copy, fail } from "./bytes";
import * as r from "./records";
import { BlockKey, HAS, TransactionKey } from "./records";
import { head, headLength, integer, integer256, listBefore, string, string20, string32 } from "./rlp";

/** The bytes that the last of these functions wrote: where they begin; they end at its result. */
export let begin: usize = 0;

// @ts-ignore: decorator
@inline
function has(record: usize, key: i32): bool {
  return (load<u64>(record, HAS) & ((<u64>1) << <u64>key)) != 0;
}

/** Optional fields in the order of the forks that added them: no one without those before it. */
const OPTIONAL: u64 =
  (1 << BlockKey.baseFeePerGas) | (1 << BlockKey.withdrawalsRoot) | (1 << BlockKey.blobGasUsed) |
  (1 << BlockKey.excessBlobGas) | (1 << BlockKey.parentBeaconBlockRoot) | (1 << BlockKey.requestsHash);

/** A header of Ethereum, of any fork. Writes at `to`, which has room for a head in front. */
export function encodeHeader(to: usize): usize {
  let at = string32(to, r.B_PARENT);
  at = string32(at, r.B_UNCLES_HASH);
  at = string20(at, r.B_MINER);
  at = string32(at, r.B_STATE_ROOT);
  at = string32(at, r.B_TRANSACTIONS_ROOT);
  at = string32(at, r.B_RECEIPTS_ROOT);
  at = string(at, r.B_BLOOM, 256);
  at = integer256(at, r.B_DIFFICULTY);
  at = integer(at, load<u64>(r.B_NUMBER));
  at = integer(at, load<u64>(r.B_GAS_LIMIT));
  at = integer(at, load<u64>(r.B_GAS_USED));
  at = integer(at, load<u64>(r.B_TIMESTAMP));
  at = string(at, load<u32>(r.B_EXTRA_AT), load<u32>(r.B_EXTRA_LENGTH));
  at = string32(at, r.B_MIX_HASH);
  at = string(at, r.B_NONCE, 8);
  let left = load<u64>(r.BLOCK) & OPTIONAL;
  if (has(r.BLOCK, BlockKey.baseFeePerGas)) {
    at = integer256(at, r.B_BASE_FEE);
    left ^= 1 << BlockKey.baseFeePerGas;
    if (has(r.BLOCK, BlockKey.withdrawalsRoot)) {
      at = string32(at, r.B_WITHDRAWALS_ROOT);
      left ^= 1 << BlockKey.withdrawalsRoot;
      if (has(r.BLOCK, BlockKey.blobGasUsed) && has(r.BLOCK, BlockKey.excessBlobGas)) {
        at = integer(at, load<u64>(r.B_BLOB_GAS_USED));
        at = integer(at, load<u64>(r.B_EXCESS_BLOB_GAS));
        left ^= (1 << BlockKey.blobGasUsed) | (1 << BlockKey.excessBlobGas);
        if (has(r.BLOCK, BlockKey.parentBeaconBlockRoot)) {
          at = string32(at, r.B_BEACON_ROOT);
          left ^= 1 << BlockKey.parentBeaconBlockRoot;
          if (has(r.BLOCK, BlockKey.requestsHash)) {
            at = string32(at, r.B_REQUESTS_HASH);
            left ^= 1 << BlockKey.requestsHash;
          }
        }
      }
    }
  }
  // A field without those before it: the plain path's.
  if (left != 0) fail(50);
  begin = listBefore(to, at - to);
  return at;
}

/** The EIP-2718 envelope, types 0 to 4. Writes at `to`, which has room for heads in front. */
export function encodeTransaction(tx: usize, to: usize): usize {
  const type = load<u64>(tx, r.T_TYPE);
  if (type > 4) fail(51);
  if (type > 0 && !has(tx, TransactionKey.chainId)) fail(51);
  let at = to;
  if (type > 0) at = integer(at, load<u64>(tx, r.T_CHAIN_ID));
  at = integer(at, load<u64>(tx, r.T_NONCE));
  if (type >= 2) {
    at = integer256(at, tx + r.T_MAX_TIP);
    at = integer256(at, tx + r.T_MAX_FEE);
  } else at = integer256(at, tx + r.T_GAS_PRICE);
  at = integer(at, load<u64>(tx, r.T_GAS));
  if (has(tx, TransactionKey.to)) at = string20(at, tx + r.T_TO);
  else store<u8>(at++, 0x80);
  at = integer256(at, tx + r.T_VALUE);
  at = string(at, load<u32>(tx, r.T_INPUT_AT), load<u32>(tx, r.T_INPUT_LENGTH));
  if (type > 0) at = accessList(tx, at);
  if (type == 3) {
    at = integer256(at, tx + r.T_MAX_BLOB_FEE);
    const hashes = <usize>load<u32>(tx, r.T_BLOBS_AT);
    const count = <usize>load<u32>(tx, r.T_BLOBS_COUNT);
    at = head(at, count * 33, 0xc0);
    for (let index: usize = 0; index < count; index++) at = string32(at, hashes + index * 32);
  }
  if (type == 4) at = authorizationList(tx, at);
  at = integer256(at, tx + r.T_V);
  at = integer256(at, tx + r.T_R);
  at = integer256(at, tx + r.T_S);
  begin = listBefore(to, at - to);
  if (type > 0) store<u8>(--begin, <u8>type);
  return at;
}

function accessList(tx: usize, to: usize): usize {
  let at = head(to, load<u32>(tx, r.T_ACCESS_RLP), 0xc0);
  let entry = <usize>load<u32>(tx, r.T_ACCESS_AT);
  for (let left = load<u32>(tx, r.T_ACCESS_COUNT); left > 0; left--) {
    const count = <usize>load<u32>(entry, 20);
    const keys = count * 33;
    at = head(at, 21 + headLength(keys) + keys, 0xc0);
    at = string20(at, entry);
    at = head(at, keys, 0xc0);
    entry += 24;
    for (const end = entry + count * 32; entry < end; entry += 32) at = string32(at, entry);
  }
  return at;
}

/** Room for the heads of a list within a list. */
const ROOM: usize = 16;

function authorizationList(tx: usize, to: usize): usize {
  // Written behind where they go, to know their length.
  const list = to + ROOM;
  let end = list;
  let authorization = <usize>load<u32>(tx, r.T_AUTHS_AT);
  for (let left = load<u32>(tx, r.T_AUTHS_COUNT); left > 0; left--) {
    const contents = end + ROOM;
    let at = integer256(contents, authorization + r.A_CHAIN_ID);
    at = string20(at, authorization + r.A_ADDRESS);
    at = integer(at, load<u64>(authorization, r.A_NONCE));
    at = integer(at, load<u64>(authorization, r.A_Y_PARITY));
    at = integer256(at, authorization + r.A_R);
    at = integer256(at, authorization + r.A_S);
    const start = listBefore(contents, at - contents);
    memory.copy(end, start, at - start);
    end += at - start;
    authorization += r.AUTHORIZATION_SIZE;
  }
  const at = head(to, end - list, 0xc0);
  memory.copy(at, list, end - list);
  return at + (end - list);
}

/** The receipt of a transaction of that type, with the bloom that the node claims. Writes at `to`, likewise. */
export function encodeReceipt(receipt: usize, type: u64, to: usize): usize {
  let at = integer(to, load<u64>(receipt, r.R_STATUS));
  at = integer(at, load<u64>(receipt, r.R_CUMULATIVE_GAS));
  at = copy(head(at, 256, 0x80), load<u32>(receipt, r.R_BLOOM_AT), 256);
  at = head(at, load<u32>(receipt, r.R_LOGS_RLP), 0xc0);
  let log = <usize>load<u32>(receipt, r.R_LOGS_AT);
  for (let left = load<u32>(receipt, r.R_LOGS_COUNT); left > 0; left--) {
    at = head(at, load<u32>(log, r.L_RLP), 0xc0);
    at = string20(at, load<u32>(log, r.L_ADDRESS_AT));
    const topics = <usize>load<u32>(log, r.L_TOPICS_AT);
    const count = <usize>load<u32>(log, r.L_TOPICS_COUNT);
    at = head(at, count * 33, 0xc0);
    for (let index: usize = 0; index < count; index++) at = string32(at, topics + index * 32);
    at = string(at, load<u32>(log, r.L_DATA_AT), load<u32>(log, r.L_DATA_LENGTH));
    log += 48;
  }
  begin = listBefore(to, at - to);
  if (type > 0) store<u8>(--begin, <u8>type);
  return at;
}

export function encodeWithdrawal(withdrawal: usize, to: usize): usize {
  let at = integer(to, load<u64>(withdrawal, r.W_INDEX));
  at = integer(at, load<u64>(withdrawal, r.W_VALIDATOR));
  at = string20(at, withdrawal + r.W_ADDRESS);
  at = integer(at, load<u64>(withdrawal, r.W_AMOUNT));
  begin = listBefore(to, at - to);
  return at;
}
