import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/** One schema for what geth's callTracer (a tree) and parity's trace_block (a list) tell. */
export const evmTraces = defineTable({
  name: "evm_traces",
  comment:
    "Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them",
  reorgs: true,
  orderBy: ["network", "height", "tx_index", "trace_address"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT trace_address, type, from, to, value, gas_used, error FROM evm_traces
WHERE network = 'mainnet' AND height = 17686110 AND tx_index = 0 ORDER BY trace_address`,
  indexes: [
    "INDEX by_from from TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_to to TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  columns: {
    ...position,
    tx_index: {
      type: "UInt32",
      comment: "Position of the transaction in the block, from 0; one past the last for a block reward",
    },
    tx_hash: { type: "Nullable(FixedString(32))", comment: "Transaction hash; NULL for a block reward", hex: "0x" },
    trace_address: {
      type: "Array(UInt32)",
      comment: "Positions of the calls down to this one, from 0; empty: the transaction itself",
    },
    subtraces: { type: "UInt32", comment: "Calls that this call made itself" },
    type: {
      type: "LowCardinality(String)",
      comment: "call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node's word",
    },
    from: { type: "FixedString(20)", comment: "Who called; zero for a block reward", hex: "0x" },
    to: {
      type: "Nullable(FixedString(20))",
      comment: "Whose code ran, the contract created, or who received; NULL when nothing was created",
      hex: "0x",
    },
    value: { type: "UInt256", comment: "Value, in wei; what a delegatecall repeats of its caller is not moved" },
    gas: { type: "UInt64", comment: "Gas given, in gas; the first call of callTracer has the transaction's limit" },
    gas_used: { type: "UInt64", comment: "Gas used, in gas; the first call of callTracer has the transaction's" },
    input: { type: "String", comment: "Call data or init code", hex: "0x", codec: "ZSTD(1)" },
    selector: { type: "String", comment: "First four bytes of call data; empty when shorter or a creation", hex: "0x" },
    output: {
      type: "String",
      comment: "What was returned; the code of a created contract",
      hex: "0x",
      codec: "ZSTD(1)",
    },
    error: { type: "String", comment: "The node's word for why it failed; empty when it did not" },
    revert_reason: {
      type: "String",
      comment: "Text of Error(string), number of Panic(uint256) in the output, else the node's; empty when none",
    },
    reverted: {
      type: "Bool",
      comment: "This call, or one that it was made from, failed: what it did was undone",
    },
    tracer: { type: "LowCardinality(String)", comment: "Which tracer told: callTracer or trace_block" },
    unknown_fields: {
      type: "String",
      comment: "JSON of fields that no column holds; empty when none",
      codec: "ZSTD(1)",
    },
  },
});
