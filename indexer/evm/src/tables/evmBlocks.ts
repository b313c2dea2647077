import { defineTable } from "@ledgerscope/schema";

/** Every header field of Ethereum up to Prague, so that the header hash can be recomputed from the row. */
export const evmBlocks = defineTable({
  name: "evm_blocks",
  comment: "EVM block headers, one row per block; the header hash can be recomputed from the row",
  reorgs: true,
  orderBy: ["network", "height"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, block_hash, time, gas_used / gas_limit AS fullness, base_fee_per_gas / 1e9 AS base_fee_gwei
FROM evm_blocks WHERE network = 'mainnet' ORDER BY height DESC LIMIT 10`,
  indexes: ["INDEX by_hash block_hash TYPE bloom_filter(0.001) GRANULARITY 1"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    block_hash: { type: "FixedString(32)", comment: "Keccak-256 of the RLP of the header", hex: "0x" },
    parent_hash: { type: "FixedString(32)", comment: "Hash of the block before", hex: "0x" },
    time: { type: "DateTime64(3)", comment: "Header timestamp, UTC", codec: "DoubleDelta, ZSTD(1)" },
    timestamp: {
      type: "UInt64",
      comment: "Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds",
      codec: "DoubleDelta, ZSTD(1)",
      default: "toUnixTimestamp(time)",
    },
    uncles_hash: {
      type: "FixedString(32)",
      comment: "Keccak-256 of the RLP of the uncles' headers (sha3Uncles)",
      hex: "0x",
    },
    miner: { type: "FixedString(20)", comment: "Beneficiary (coinbase) address", hex: "0x" },
    state_root: { type: "FixedString(32)", comment: "Root of the state trie", hex: "0x" },
    transactions_root: { type: "FixedString(32)", comment: "Root of the transactions trie", hex: "0x" },
    receipts_root: { type: "FixedString(32)", comment: "Root of the receipts trie", hex: "0x" },
    logs_bloom: {
      type: "FixedString(256)",
      comment: "Bloom filter of the logs' addresses and topics",
      hex: "0x",
      codec: "ZSTD(1)",
    },
    difficulty: { type: "UInt256", comment: "Difficulty, in expected hashes; 0 after the merge" },
    gas_limit: { type: "UInt64", comment: "Gas limit, in gas" },
    gas_used: { type: "UInt64", comment: "Gas used, in gas" },
    extra_data: { type: "String", comment: "Extra data of the block's producer", hex: "0x" },
    mix_hash: {
      type: "FixedString(32)",
      comment: "Proof-of-work mix (mixHash); the beacon chain's randomness (prevRandao) after the merge",
      hex: "0x",
    },
    nonce: { type: "FixedString(8)", comment: "Nonce of the header", hex: "0x" },
    base_fee_per_gas: { type: "Nullable(UInt256)", comment: "Base fee, in wei per gas; NULL before London" },
    withdrawals_root: {
      type: "Nullable(FixedString(32))",
      comment: "Root of the withdrawals; NULL before Shanghai",
      hex: "0x",
    },
    blob_gas_used: { type: "Nullable(UInt64)", comment: "Blob gas used, in gas; NULL before Cancun" },
    excess_blob_gas: { type: "Nullable(UInt64)", comment: "Excess blob gas, in gas; NULL before Cancun" },
    parent_beacon_block_root: {
      type: "Nullable(FixedString(32))",
      comment: "Root of the parent beacon block; NULL before Cancun",
      hex: "0x",
    },
    requests_hash: {
      type: "Nullable(FixedString(32))",
      comment: "Hash of the execution requests; NULL before Prague",
      hex: "0x",
    },
    size: { type: "UInt64", comment: "Size that the node reports, in bytes" },
    uncles: { type: "Array(FixedString(32))", comment: "Hashes of the uncles; empty after the merge", hex: "0x" },
    tx_count: { type: "UInt32", comment: "Transactions in the block" },
    withdrawal_count: {
      type: "Nullable(UInt32)",
      comment: "Withdrawals in the block; NULL where the node does not serve the list",
    },
    unknown_fields: {
      type: "String",
      comment: "JSON of block fields that no column holds; empty when none",
      codec: "ZSTD(1)",
    },
  },
});
