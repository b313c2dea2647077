import { defineTable } from "@ledgerscope/schema";

/** What no log says and no root commits to: a contract's own words about its token, asked of a node once. */
export const evmTokenMetadata = defineTable({
  name: "evm_token_metadata",
  comment:
    "Name, symbol and decimals of tokens, as their contracts answered a node once they had moved in a final block: claims of whoever wrote the contract",
  orderBy: ["network", "token", "height"],
  example: `SELECT token, symbol, decimals FROM evm_token_metadata
WHERE network = 'mainnet' AND symbol = 'USDT' ORDER BY height`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    token: { type: "FixedString(20)", comment: "Contract of the token", hex: "0x" },
    height: {
      type: "UInt64",
      comment: "Last block of the stretch in which it was met; of several rows the one with the highest holds",
      codec: "T64, ZSTD(1)",
    },
    name: { type: "Nullable(String)", comment: "Answer to name(), at most 256 bytes; NULL: it has none" },
    symbol: { type: "Nullable(String)", comment: "Answer to symbol(), at most 64 bytes; NULL: it has none" },
    decimals: {
      type: "Nullable(UInt8)",
      comment: "Answer to decimals(): one whole is 10^decimals of the smallest unit; NULL: it has none",
    },
    asked_at: { type: "DateTime64(3)", comment: "When the node was asked, UTC" },
  },
});
