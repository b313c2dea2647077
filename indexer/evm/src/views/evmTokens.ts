import type { View } from "@ledgerscope/schema";
import { network } from "./columns.ts";

const ZERO = "0x0000000000000000000000000000000000000000";

export const evmTokens: View = {
  name: "evm_tokens",
  comment:
    "Tokens with their holders and supply, as their transfers add up (see evm_token_balances for what that means), and what they call themselves",
  columns: [
    network,
    { name: "standard", type: "LowCardinality(String)", comment: "erc20, erc721 or erc1155" },
    { name: "token", type: "String", comment: "Contract of the token" },
    { name: "holders", type: "UInt64", comment: "Addresses with a balance above zero, the zero address left out" },
    { name: "supply", type: "Int256", comment: "Made less destroyed, in the token's smallest unit; over all ids" },
    { name: "transfers", type: "UInt64", comment: "Transfers" },
    { name: "height", type: "UInt64", comment: "Last block of the stretch of blocks in which it moved last" },
    { name: "name", type: "Nullable(String)", comment: "What it calls itself; NULL: not known" },
    { name: "symbol", type: "Nullable(String)", comment: "Its sign, in its own words; NULL: not known" },
    { name: "decimals", type: "Nullable(UInt8)", comment: "One whole is 10^decimals of supply; NULL: not known" },
  ],
  select: `SELECT t.network AS network, t.standard AS standard, t.token AS token, t.holders AS holders,
  t.supply AS supply, t.transfers AS transfers, t.height AS height, m.name AS name, m.symbol AS symbol,
  m.decimals AS decimals
FROM (
  SELECT network, standard, token,
    uniqExactIf(holder, balance > 0 AND holder != '${ZERO}') AS holders,
    -sumIf(balance, holder = '${ZERO}') AS supply, intDiv(sum(b.transfers), 2) AS transfers, max(b.height) AS height
  FROM default.evm_token_balances AS b
  GROUP BY network, standard, token
) AS t
LEFT JOIN (
  SELECT * FROM default.evm_token_metadata ORDER BY height DESC LIMIT 1 BY network, token
) AS m ON m.network = t.network AND m.token = t.token`,
  example: `SELECT token, symbol, standard, holders, supply, transfers FROM evm_tokens
WHERE network = 'mainnet' ORDER BY transfers DESC LIMIT 10`,
};
