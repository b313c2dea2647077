import { defineTable } from "@ledgerscope/schema";

/** Sums over stretches of final blocks, so that a balance is a sum over few rows; sorted by token, not by height. */
export const evmTokenMovements = defineTable({
  name: "evm_token_movements",
  comment: "What holders received and sent of tokens in stretches of final blocks, summed from evm_token_transfers",
  orderBy: ["network", "token", "holder", "token_id", "height"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, received, sent FROM evm_token_movements
WHERE network = 'mainnet' AND token = '0xdac17f958d2ee523a2206206994597c13d831ec7'
  AND holder = '0x75e89d5979e4f6fba9f97c104c2f0afb3f1dcb88' ORDER BY height`,
  indexes: [
    "INDEX by_token token TYPE bloom_filter(0.01) GRANULARITY 1",
    "INDEX by_holder holder TYPE bloom_filter(0.01) GRANULARITY 1",
  ],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: {
      type: "UInt64",
      comment: "Last block of the stretch in which the holder's tokens moved",
      codec: "DoubleDelta, ZSTD(1)",
    },
    standard: { type: "LowCardinality(String)", comment: "erc20, erc721 or erc1155" },
    token: { type: "FixedString(20)", comment: "Contract of the token", hex: "0x" },
    holder: {
      type: "FixedString(20)",
      comment: "Who received or sent; the zero address: made or destroyed",
      hex: "0x",
    },
    token_id: { type: "UInt256", comment: "ERC-721 and ERC-1155: id of the token; 0 for ERC-20" },
    received: { type: "UInt256", comment: "Received in the stretch, in the token's smallest unit" },
    sent: { type: "UInt256", comment: "Sent in the stretch, in the token's smallest unit" },
    transfers: { type: "UInt32", comment: "Transfers in the stretch, in or out; one to oneself counts twice" },
  },
});
