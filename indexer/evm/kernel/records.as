// What is read of a block, at fixed places. Integers are little-endian, as WebAssembly and RowBinary have them.
// `HAS` holds one bit per key of the object that was there and not null.

export const HAS: usize = 0;

/** Keys of a block, in the order of `keys.ts`; a record has their values at the offsets below. */
export const enum BlockKey {
  number, hash, parentHash, sha3Uncles, miner, stateRoot, transactionsRoot, receiptsRoot, logsBloom, difficulty,
  gasLimit, gasUsed, timestamp, extraData, mixHash, nonce, size, baseFeePerGas, withdrawalsRoot, blobGasUsed,
  excessBlobGas, parentBeaconBlockRoot, requestsHash, uncles, withdrawals, transactions,
}

export const BLOCK: usize = memory.data(1024, 16);
export const B_NUMBER = BLOCK + 8;
export const B_HASH = BLOCK + 16;
export const B_PARENT = BLOCK + 48;
export const B_UNCLES_HASH = BLOCK + 80;
export const B_MINER = BLOCK + 112;
export const B_STATE_ROOT = BLOCK + 144;
export const B_TRANSACTIONS_ROOT = BLOCK + 176;
export const B_RECEIPTS_ROOT = BLOCK + 208;
export const B_BLOOM = BLOCK + 240;
export const B_DIFFICULTY = BLOCK + 496;
export const B_GAS_LIMIT = BLOCK + 528;
export const B_GAS_USED = BLOCK + 536;
export const B_TIMESTAMP = BLOCK + 544;
export const B_EXTRA_AT = BLOCK + 552;
export const B_EXTRA_LENGTH = BLOCK + 556;
export const B_MIX_HASH = BLOCK + 560;
export const B_NONCE = BLOCK + 592;
export const B_SIZE = BLOCK + 608;
export const B_BASE_FEE = BLOCK + 616;
export const B_WITHDRAWALS_ROOT = BLOCK + 648;
export const B_BLOB_GAS_USED = BLOCK + 680;
export const B_EXCESS_BLOB_GAS = BLOCK + 688;
export const B_BEACON_ROOT = BLOCK + 696;
export const B_REQUESTS_HASH = BLOCK + 728;
export const B_UNCLES_AT = BLOCK + 760;
export const B_UNCLES_COUNT = BLOCK + 764;
export const B_WITHDRAWALS_COUNT = BLOCK + 768;
export const B_TRANSACTIONS_COUNT = BLOCK + 772;
export const B_TEXT_LENGTH = BLOCK + 776;

export const enum TransactionKey {
  hash, blockHash, blockNumber, blockTimestamp, transactionIndex, type, chainId, from, to, nonce, value, gas,
  gasPrice, maxFeePerGas, maxPriorityFeePerGas, maxFeePerBlobGas, blobVersionedHashes, accessList,
  authorizationList, input, v, yParity, r, s,
}

export const T_TYPE: usize = 8;
export const T_INDEX: usize = 16;
export const T_INPUT_AT: usize = 24;
export const T_INPUT_LENGTH: usize = 28;
/** Entries one after the other: address (20), number of keys (u32), keys (32 each). */
export const T_ACCESS_AT: usize = 32;
export const T_ACCESS_COUNT: usize = 36;
/** Length of the list's contents in RLP. */
export const T_ACCESS_RLP: usize = 40;
export const T_BLOBS_AT: usize = 44;
export const T_BLOBS_COUNT: usize = 48;
/** 144 bytes each, see A_*. */
export const T_AUTHS_AT: usize = 52;
export const T_AUTHS_COUNT: usize = 56;
export const T_TEXT_AT: usize = 60;
export const T_TEXT_LENGTH: usize = 64;
export const T_BLOCK_TIME: usize = 72;
export const T_HASH: usize = 80;
export const T_BLOCK_HASH: usize = 112;
export const T_FROM: usize = 144;
export const T_TO: usize = 176;
export const T_BLOCK_NUMBER: usize = 208;
export const T_NONCE: usize = 216;
export const T_GAS: usize = 224;
export const T_CHAIN_ID: usize = 232;
export const T_Y_PARITY: usize = 240;
export const T_VALUE: usize = 248;
export const T_GAS_PRICE: usize = 280;
export const T_MAX_FEE: usize = 312;
export const T_MAX_TIP: usize = 344;
export const T_MAX_BLOB_FEE: usize = 376;
export const T_V: usize = 408;
export const T_R: usize = 440;
export const T_S: usize = 472;

/** An access list's entry. */
export const enum AccessKey { address, storageKeys }

export const enum AuthorizationKey { chainId, address, nonce, yParity, r, s }
export const AUTHORIZATION_SIZE: usize = 144;
export const A_CHAIN_ID: usize = 0;
export const A_R: usize = 32;
export const A_S: usize = 64;
export const A_NONCE: usize = 96;
export const A_Y_PARITY: usize = 104;
export const A_ADDRESS: usize = 112;

export const enum WithdrawalKey { index, validatorIndex, address, amount }
export const W_INDEX: usize = 0;
export const W_VALIDATOR: usize = 8;
export const W_AMOUNT: usize = 16;
export const W_ADDRESS: usize = 24;

export const enum ReceiptKey {
  transactionHash, transactionIndex, blockHash, blockNumber, blockTimestamp, from, to, type, status, root,
  cumulativeGasUsed, gasUsed, effectiveGasPrice, contractAddress, logsBloom, logs,
}

export const R_INDEX: usize = 8;
export const R_TYPE: usize = 16;
export const R_STATUS: usize = 24;
export const R_CUMULATIVE_GAS: usize = 32;
export const R_GAS_USED: usize = 40;
export const R_BLOCK_NUMBER: usize = 48;
export const R_BLOOM_AT: usize = 56;
export const R_LOGS_AT: usize = 60;
export const R_LOGS_COUNT: usize = 64;
/** Length of the logs' list's contents in RLP. */
export const R_LOGS_RLP: usize = 68;
export const R_TEXT_AT: usize = 72;
export const R_TEXT_LENGTH: usize = 76;
export const R_PRICE: usize = 80;
export const R_HASH: usize = 144;
export const R_FROM: usize = 176;
export const R_TO: usize = 200;
export const R_CONTRACT: usize = 224;

export const enum LogKey {
  address, topics, data, blockHash, blockNumber, blockTimestamp, transactionHash, transactionIndex, logIndex, removed,
}

export const L_ADDRESS_AT: usize = 0;
export const L_TOPICS_AT: usize = 4;
export const L_TOPICS_COUNT: usize = 8;
export const L_DATA_AT: usize = 12;
export const L_DATA_LENGTH: usize = 16;
export const L_INDEX: usize = 20;
/** Length of the log's list's contents in RLP. */
export const L_RLP: usize = 24;
/** The address and each topic among the values of bloom filters. */
export const L_VALUES: usize = 28;
