// The checks of checkBlock.ts, checkDerived.ts and checkAgreement.ts over the records. What does not hold fails.
import { fail, fits64, same20, same32 } from "./bytes";
import { checkBlooms, planBlooms } from "./bloom";
import { begin, encodeHeader, encodeReceipt, encodeTransaction, encodeWithdrawal } from "./encode";
import * as place from "./memory";
import { RECEIPT_SIZE, TRANSACTION_SIZE, WITHDRAWAL_SIZE } from "./memory";
import { hashMessages, toHash } from "./messages";
import * as r from "./records";
import { BlockKey, HAS, ReceiptKey, TransactionKey } from "./records";
import { integer, listBefore, string20 } from "./rlp";
import { HEADROOM, hashBranches, plan } from "./trie";

/** Keccak-256 of the RLP of the empty string: the root of an empty trie. */
const EMPTY_ROOT: usize = memory.data<u64>([
  0xa655cc1b171fe856, 0x6ef8c092e64583ff, 0xc0ad6c991be0485b, 0x21b463e3b52f6201,
], 16);

/** Keccak-256 of the RLP of no uncles. */
const EMPTY_UNCLES: usize = memory.data<u64>([
  0x7a5dc7dee84dcc1d, 0x1ad4ccb667b585ab, 0x13748a941b4512d3, 0x4793d440fd42a1f0,
], 16);

// @ts-ignore: decorator
@inline
function has(record: usize, key: i32): bool {
  return (load<u64>(record, HAS) & ((<u64>1) << <u64>key)) != 0;
}

/** mixHash of IBFT and QBFT: such headers have rules of their own. */
const ISTANBUL: usize = memory.data<u8>([
  0x63, 0x74, 0x69, 0x63, 0x61, 0x6c, 0x20, 0x62, 0x79, 0x7a, 0x61, 0x6e, 0x74, 0x69, 0x6e, 0x65,
  0x20, 0x66, 0x61, 0x75, 0x6c, 0x74, 0x20, 0x74, 0x6f, 0x6c, 0x65, 0x72, 0x61, 0x6e, 0x63, 0x65,
], 16);

/** Extra data beyond this holds seals. */
const MOST_EXTRA: u32 = 32;

/** Fields that no root covers: what follows from others, and what is said twice. */
export function checkFields(): void {
  if (same32(r.B_MIX_HASH, ISTANBUL) || load<u32>(r.B_EXTRA_LENGTH) > MOST_EXTRA) fail(70);
  if (has(r.BLOCK, BlockKey.uncles)) {
    if (load<u32>(r.B_UNCLES_COUNT) > 0 == same32(r.B_UNCLES_HASH, EMPTY_UNCLES)) fail(70);
  }
  const number = load<u64>(r.B_NUMBER);
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  let gasBefore: u64 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const tx = place.transactions + index * TRANSACTION_SIZE;
    const receipt = place.receipts + index * RECEIPT_SIZE;
    if (load<u64>(tx, r.T_INDEX) != index) fail(71);
    if (load<u64>(tx, r.T_BLOCK_NUMBER) != number || load<u64>(receipt, r.R_BLOCK_NUMBER) != number) fail(71);
    if (!same32(tx + r.T_BLOCK_HASH, r.B_HASH)) fail(71);
    if (has(tx, TransactionKey.blockTimestamp) && load<u64>(tx, r.T_BLOCK_TIME) != load<u64>(r.B_TIMESTAMP)) fail(71);
    const type = load<u64>(tx, r.T_TYPE);
    if (type > 4 || (load<u64>(tx, HAS) & foreign(type)) != 0) fail(72);
    checkSignatureFields(tx, type);
    if (has(receipt, ReceiptKey.type) && load<u64>(receipt, r.R_TYPE) != type) fail(73);
    const sent = has(tx, TransactionKey.to);
    if (has(receipt, ReceiptKey.to) && !(sent && same20(receipt + r.R_TO, tx + r.T_TO))) fail(73);
    const gas = load<u64>(receipt, r.R_CUMULATIVE_GAS);
    if (gas < gasBefore || load<u64>(receipt, r.R_GAS_USED) != gas - gasBefore) fail(74);
    gasBefore = gas;
    checkPrice(tx, receipt);
    if (sent) {
      if (has(receipt, ReceiptKey.contractAddress)) fail(75);
    } else if (!has(receipt, ReceiptKey.contractAddress)) {
      if (!has(receipt, ReceiptKey.status) || load<u64>(receipt, r.R_STATUS) != 0) fail(75);
    }
  }
  if (gasBefore != load<u64>(r.B_GAS_USED)) fail(76);
}

/** Fields that a transaction of the type does not have (fieldsOfType.ts): where a node sends some, the plain path drops them. */
function foreign(type: u64): u64 {
  let fields: u64 = 0;
  if (type < 1) fields |= 1 << TransactionKey.accessList;
  if (type < 2) fields |= (1 << TransactionKey.maxFeePerGas) | (1 << TransactionKey.maxPriorityFeePerGas);
  if (type != 3) fields |= (1 << TransactionKey.maxFeePerBlobGas) | (1 << TransactionKey.blobVersionedHashes);
  if (type != 4) fields |= 1 << TransactionKey.authorizationList;
  return fields;
}

/** Above it, v of a legacy transaction holds the chain id (EIP-155); see checkAgreement.ts. */
const FIRST_OF_CHAIN_ID: u64 = 38;

/** `v` and `yParity` say the same where both are there; `v` is what is stored. */
function checkSignatureFields(tx: usize, type: u64): void {
  const parity = load<u64>(tx, r.T_Y_PARITY);
  if (!has(tx, TransactionKey.v)) {
    store<u64>(tx, parity, r.T_V);
    return;
  }
  const v = load<u64>(tx, r.T_V);
  if (type > 0) {
    if (has(tx, TransactionKey.yParity) && (!fits64(tx + r.T_V) || v != parity)) fail(73);
  } else if (has(tx, TransactionKey.chainId) && (v > FIRST_OF_CHAIN_ID || !fits64(tx + r.T_V))) {
    if (!fits64(tx + r.T_V) || (v - 35) >> 1 != load<u64>(tx, r.T_CHAIN_ID)) fail(73);
  }
}

/** Wei per gas beyond which sums are left to the plain path. */
const MOST_PRICE: u64 = 1 << 62;

/** The price paid follows from the fees (paidPrice.ts). */
function checkPrice(tx: usize, receipt: usize): void {
  if (!fits64(tx + r.T_GAS_PRICE)) fail(77);
  const claimed = load<u64>(tx, r.T_GAS_PRICE);
  let price = claimed;
  if (has(tx, TransactionKey.maxFeePerGas) && has(r.BLOCK, BlockKey.baseFeePerGas)) {
    if (!fits64(tx + r.T_MAX_FEE) || !fits64(tx + r.T_MAX_TIP) || !fits64(r.B_BASE_FEE)) fail(77);
    const base = load<u64>(r.B_BASE_FEE);
    const tip = load<u64>(tx, r.T_MAX_TIP);
    if (base > MOST_PRICE || tip > MOST_PRICE) fail(77);
    price = min(base + tip, load<u64>(tx, r.T_MAX_FEE));
  }
  if (claimed != price) fail(77);
  if (!has(receipt, ReceiptKey.effectiveGasPrice)) return;
  if (!fits64(receipt + r.R_PRICE) || load<u64>(receipt, r.R_PRICE) != price) fail(77);
}

/** Where the next RLP goes; each item has room in front. */
let encoded: usize = 0;

function nextItem(at: usize, item: usize, length: usize): void {
  store<u32>(at, <u32>item);
  store<u32>(at, <u32>length, 4);
}

// Hashes by position of the transaction: of itself, of sender and nonce, of its input.
const HASH_SIZE: usize = 32;
let hashes: usize = 0;

/** Contracts created are found at addresses that follow from sender and nonce; asks for their hashes. */
function planCreated(count: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    const receipt = place.receipts + index * RECEIPT_SIZE;
    if (!has(receipt, ReceiptKey.contractAddress)) continue;
    const tx = place.transactions + index * TRANSACTION_SIZE;
    const contents = encoded + HEADROOM;
    const end = integer(string20(contents, tx + r.T_FROM), load<u64>(tx, r.T_NONCE));
    const start = listBefore(contents, end - contents);
    toHash(start, end - start, hashOf(index));
    encoded = end;
  }
}

function hashOf(index: u32): usize {
  return hashes + <usize>index * HASH_SIZE;
}

function checkCreated(count: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    const receipt = place.receipts + index * RECEIPT_SIZE;
    if (!has(receipt, ReceiptKey.contractAddress)) continue;
    if (!same20(hashOf(index) + 12, receipt + r.R_CONTRACT)) fail(75);
  }
}

/** Addresses of created contracts alone: what is checked where roots are not. */
export function checkCreatedOnly(): void {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  hashes = place.encoded;
  encoded = hashes + <usize>count * HASH_SIZE;
  planCreated(count);
  hashMessages();
  checkCreated(count);
}

const HEADER_HASH: usize = memory.data(32, 16);

/** Everything that a block proves about itself. */
export function checkProofs(logsEnd: usize): void {
  const count = load<u32>(r.B_TRANSACTIONS_COUNT);
  const withdrawn = load<u32>(r.B_WITHDRAWALS_COUNT);
  const proves = provesWithdrawals();
  const txItems = place.items;
  const receiptItems = txItems + <usize>count * 8;
  const withdrawalItems = receiptItems + <usize>count * 8;
  hashes = place.encoded;
  const txHashes = hashes + <usize>count * HASH_SIZE;
  encoded = txHashes + <usize>count * HASH_SIZE;

  for (let index: u32 = 0; index < count; index++) {
    const tx = place.transactions + index * TRANSACTION_SIZE;
    let end = encodeTransaction(tx, encoded + HEADROOM);
    nextItem(txItems + <usize>index * 8, begin, end - begin);
    toHash(begin, end - begin, txHashes + <usize>index * HASH_SIZE);
    const receipt = place.receipts + index * RECEIPT_SIZE;
    end = encodeReceipt(receipt, load<u64>(tx, r.T_TYPE), end + HEADROOM);
    nextItem(receiptItems + <usize>index * 8, begin, end - begin);
    encoded = end;
  }
  if (proves) {
    for (let index: u32 = 0; index < withdrawn; index++) {
      const end = encodeWithdrawal(place.withdrawals + index * WITHDRAWAL_SIZE, encoded + HEADROOM);
      nextItem(withdrawalItems + <usize>index * 8, begin, end - begin);
      encoded = end;
    }
  }
  const end = encodeHeader(encoded + HEADROOM);
  toHash(begin, end - begin, HEADER_HASH);
  encoded = end;
  planCreated(count);
  planBlooms(logsEnd);
  const txTrie = count > 0 ? plan(txItems, count) : 0;
  const receiptTrie = count > 0 ? plan(receiptItems, count) : 0;
  const withdrawalTrie = proves && withdrawn > 0 ? plan(withdrawalItems, withdrawn) : 0;
  hashMessages();

  if (!same32(HEADER_HASH, r.B_HASH)) fail(80);
  for (let index: u32 = 0; index < count; index++) {
    const tx = place.transactions + index * TRANSACTION_SIZE;
    if (!same32(txHashes + <usize>index * HASH_SIZE, tx + r.T_HASH)) fail(81);
  }
  checkCreated(count);
  checkBlooms(count);
  hashBranches();
  if (!same32(txTrie ? txTrie + 12 : EMPTY_ROOT, r.B_TRANSACTIONS_ROOT)) fail(82);
  if (!same32(receiptTrie ? receiptTrie + 12 : EMPTY_ROOT, r.B_RECEIPTS_ROOT)) fail(83);
  if (proves && !same32(withdrawalTrie ? withdrawalTrie + 12 : EMPTY_ROOT, r.B_WITHDRAWALS_ROOT)) fail(84);
}

/** Whether the node serves the list that the header's withdrawals root covers. */
export function provesWithdrawals(): bool {
  return has(r.BLOCK, BlockKey.withdrawalsRoot) && has(r.BLOCK, BlockKey.withdrawals);
}
