import { defineTable } from "@ledgerscope/schema";

export const evmLogs = defineTable({
  name: "evm_logs",
  comment: "EVM logs from the receipts, one row per log",
  reorgs: true,
  orderBy: ["network", "height", "log_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, tx_hash, topics, data FROM evm_logs
WHERE network = 'mainnet' AND address = '0xdac17f958d2ee523a2206206994597c13d831ec7' ORDER BY height DESC LIMIT 10`,
  indexes: [
    "INDEX by_address address TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_topics topics TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    block_hash: { type: "FixedString(32)", comment: "Hash of the block", hex: "0x" },
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    tx_hash: { type: "FixedString(32)", comment: "Transaction hash", hex: "0x" },
    log_index: { type: "UInt32", comment: "Position of the log in the block, from 0" },
    address: { type: "FixedString(20)", comment: "Contract that emitted the log", hex: "0x" },
    topics: {
      type: "Array(FixedString(32))",
      comment: "Topics; the first is the hash of the event's signature unless anonymous",
      hex: "0x",
    },
    data: { type: "String", comment: "Unindexed data", hex: "0x", codec: "ZSTD(1)" },
  },
});
