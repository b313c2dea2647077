import { defineTable } from "@ledgerscope/schema";

/** A transaction merged with its receipt. */
export const evmTransactions = defineTable({
  name: "evm_transactions",
  comment: "EVM transactions merged with their receipts, one row per transaction",
  reorgs: true,
  orderBy: ["network", "height", "tx_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, from, to, value / 1e18 AS ether, gas_used * effective_gas_price / 1e18 AS fee_ether, status
FROM evm_transactions WHERE hash = '0x8a0cbf9cc2a9d8a5f4b8f0d6b5f2c3a1e7d4c9b8a7f6e5d4c3b2a1908f7e6d5c'`,
  indexes: [
    "INDEX by_hash hash TYPE bloom_filter(0.001) GRANULARITY 1",
    "INDEX by_from from TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_to to TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  projections: [
    "PROJECTION outcomes (SELECT network, height, status, error, count() GROUP BY network, height, status, error)",
  ],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    block_hash: { type: "FixedString(32)", comment: "Hash of the block", hex: "0x" },
    tx_index: { type: "UInt32", comment: "Position in the block, from 0" },
    hash: { type: "FixedString(32)", comment: "Transaction hash", hex: "0x" },
    time: { type: "DateTime64(3)", comment: "Time of the block, UTC", codec: "DoubleDelta, ZSTD(1)" },
    type: { type: "UInt8", comment: "EIP-2718 type; 0 for legacy" },
    from: { type: "FixedString(20)", comment: "Sender address, as the node reports it", hex: "0x" },
    to: { type: "Nullable(FixedString(20))", comment: "Recipient address; NULL for a contract creation", hex: "0x" },
    nonce: { type: "UInt64", comment: "Transactions that the sender had sent before" },
    value: { type: "UInt256", comment: "Value, in wei" },
    gas_limit: { type: "UInt64", comment: "Gas limit of the transaction, in gas" },
    gas_price: { type: "UInt256", comment: "gasPrice as the node reports it, in wei per gas" },
    max_fee_per_gas: { type: "Nullable(UInt256)", comment: "Fee cap, in wei per gas; NULL before type 2" },
    max_priority_fee_per_gas: { type: "Nullable(UInt256)", comment: "Tip cap, in wei per gas; NULL before type 2" },
    max_fee_per_blob_gas: {
      type: "Nullable(UInt256)",
      comment: "Blob fee cap, in wei per blob gas; NULL unless type 3",
    },
    chain_id: { type: "Nullable(UInt64)", comment: "Chain id that a typed transaction is signed for; NULL for legacy" },
    input: { type: "String", comment: "Call data or init code", hex: "0x", codec: "ZSTD(1)" },
    selector: {
      type: "String",
      comment: "First four bytes of the call data; empty when shorter or a creation",
      hex: "0x",
    },
    access_list: {
      type: "String",
      comment: "EIP-2930 access list, JSON [{address, storageKeys}]; empty when none",
      codec: "ZSTD(1)",
    },
    blob_versioned_hashes: { type: "Array(FixedString(32))", comment: "EIP-4844 blob hashes", hex: "0x" },
    authorization_list: {
      type: "String",
      comment: "EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none",
      codec: "ZSTD(1)",
    },
    v: { type: "UInt256", comment: "Signature v, or parity" },
    r: { type: "UInt256", comment: "Signature r" },
    s: { type: "UInt256", comment: "Signature s" },
    status: { type: "Nullable(UInt8)", comment: "Receipt status: 1 success, 0 failed; NULL before Byzantium" },
    post_state: {
      type: "Nullable(FixedString(32))",
      comment: "State root after the transaction; NULL since Byzantium",
      hex: "0x",
    },
    gas_used: { type: "UInt64", comment: "Gas used, in gas" },
    cumulative_gas_used: {
      type: "UInt64",
      comment: "Gas used in the block up to and including this transaction, in gas",
    },
    effective_gas_price: { type: "UInt256", comment: "Price paid, in wei per gas" },
    contract_address: { type: "Nullable(FixedString(20))", comment: "Contract created; NULL when none", hex: "0x" },
    log_count: { type: "UInt32", comment: "Logs emitted" },
    error: {
      type: "String",
      comment: "Failed: the node's word for it from callTracer; empty when not offered. No root commits to it",
    },
    revert_data: {
      type: "String",
      comment: "Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it",
      hex: "0x",
    },
    unknown_fields: {
      type: "String",
      comment: "JSON {tx, receipt} of fields that no column holds; empty when none",
      codec: "ZSTD(1)",
    },
  },
});
