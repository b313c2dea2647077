import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/** Read out of logs of exactly the standards' shapes; a log that only looks like a transfer stays a log. */
export const evmTokenTransfers = defineTable({
  name: "evm_token_transfers",
  comment: "Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch",
  reorgs: true,
  orderBy: ["network", "height", "log_index", "batch_index"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT time, from, to, amount / 1e6 AS usdt FROM evm_token_transfers
WHERE network = 'mainnet' AND token = '0xdac17f958d2ee523a2206206994597c13d831ec7' ORDER BY height DESC LIMIT 10`,
  indexes: [
    "INDEX by_token token TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_from from TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_to to TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  columns: {
    ...position,
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    tx_hash: { type: "FixedString(32)", comment: "Transaction hash", hex: "0x" },
    log_index: { type: "UInt32", comment: "Position of the log in the block, from 0" },
    batch_index: { type: "UInt32", comment: "Position in an ERC-1155 batch, from 0; 0 for other transfers" },
    standard: { type: "LowCardinality(String)", comment: "erc20, erc721 or erc1155, by the shape of the log" },
    token: { type: "FixedString(20)", comment: "Contract of the token", hex: "0x" },
    operator: {
      type: "Nullable(FixedString(20))",
      comment: "ERC-1155: who made the transfer; NULL for other standards",
      hex: "0x",
    },
    from: { type: "FixedString(20)", comment: "Holder before; the zero address: tokens made (mint)", hex: "0x" },
    to: { type: "FixedString(20)", comment: "Holder after; the zero address: tokens destroyed (burn)", hex: "0x" },
    token_id: { type: "Nullable(UInt256)", comment: "ERC-721 and ERC-1155: id of the token; NULL for ERC-20" },
    amount: { type: "UInt256", comment: "Amount, in the token's smallest unit; 1 for ERC-721" },
  },
});
