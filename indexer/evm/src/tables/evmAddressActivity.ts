import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS } from "./position.ts";

/** Sums over stretches of final blocks: what ten million transactions come to is a sum over few rows. */
export const evmAddressActivity = defineTable({
  name: "evm_address_activity",
  comment: "What addresses did in stretches of final blocks, counted: transactions, methods called, callers, events",
  orderBy: ["network", "address", "kind", "item", "height"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT item AS selector, sum(count) AS calls, sum(failed) / calls AS error_rate, sum(gas) / calls AS gas
FROM evm_address_activity
WHERE network = 'mainnet' AND address = '0xdac17f958d2ee523a2206206994597c13d831ec7' AND kind = 'method'
GROUP BY selector ORDER BY calls DESC LIMIT 10`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: {
      type: "UInt64",
      comment: "Last block of the stretch that it was in",
      codec: "DoubleDelta, ZSTD(1)",
    },
    time: { type: "DateTime64(3)", comment: "Time of that block, UTC", codec: "DoubleDelta, ZSTD(1)" },
    address: { type: "FixedString(20)", comment: "The address", hex: "0x" },
    kind: {
      type: "LowCardinality(String)",
      comment:
        "sent, received, created: transactions; method: calls of it by transactions, inner_method: by other calls; caller: calls " +
        "of it by sender; event: its logs; internal: calls inside transactions; transfer, token: token transfers; token_in, token_out: tokens received, sent; balance: value " +
        "after the stretch, where state diffs tell it; block: blocks as fee recipient; withdrawal",
    },
    item: {
      type: "String",
      comment:
        "method, inner_method: selector; caller: its address; event: first topic; token_in, token_out: contract of " +
        "the token, last two digits of the standard's number as a byte, then the id, big-endian without leading zeros; otherwise empty",
      hex: "0x",
    },
    count: { type: "UInt64", comment: "How many in the stretch" },
    failed: { type: "UInt64", comment: "Of these, how many failed" },
    gas: { type: "UInt64", comment: "Gas used by them, in gas" },
    value: {
      type: "UInt256",
      comment:
        "Their value together, in wei; balance: the balance, in wei; token_in, token_out: amounts, in the token's smallest unit",
    },
  },
});
