import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/** One schema for geth's prestateTracer in diff mode and parity's stateDiff. */
export const evmStateDiffs = defineTable({
  name: "evm_state_diffs",
  comment: "What transactions changed in the state, one row per change, as a node traces it. No root commits to it",
  reorgs: true,
  orderBy: ["network", "height", "tx_index", "address", "kind", "slot"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT height, tx_index, before, after FROM evm_state_diffs
WHERE network = 'mainnet' AND address = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2' AND kind = 'storage' LIMIT 10`,
  indexes: ["INDEX by_address address TYPE bloom_filter(0.01) GRANULARITY 1"],
  columns: {
    ...position,
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    tx_hash: { type: "FixedString(32)", comment: "Transaction hash", hex: "0x" },
    address: { type: "FixedString(20)", comment: "The account", hex: "0x" },
    kind: { type: "LowCardinality(String)", comment: "balance, nonce, code or storage" },
    slot: { type: "FixedString(32)", comment: "Storage: the slot; otherwise zero", hex: "0x" },
    before: {
      type: "String",
      comment: "Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account",
      hex: "0x",
      codec: "ZSTD(3)",
    },
    after: { type: "String", comment: "After the transaction, likewise", hex: "0x", codec: "ZSTD(3)" },
    tracer: { type: "LowCardinality(String)", comment: "Which tracer told: prestateTracer or stateDiff" },
  },
});
