import type { View } from "@ledgerscope/schema";
import { network } from "./columns.ts";

/** Transfers tell of no other changes: what a rebasing token or one that mints in silence holds differs. */
export const evmTokenBalances: View = {
  name: "evm_token_balances",
  comment:
    "Balances of token holders as their transfers add up, in the final blocks that are stored and summed. " +
    "Not the contract's word: rebasing tokens, tokens that mint without a Transfer log (deposits of wrapped ether) " +
    "and blocks that are not stored make a difference, a negative balance among them",
  columns: [
    network,
    { name: "standard", type: "LowCardinality(String)", comment: "erc20, erc721 or erc1155" },
    { name: "token", type: "String", comment: "Contract of the token" },
    {
      name: "holder",
      type: "String",
      comment: "Who holds; the zero address: minus what was made, plus what was destroyed",
    },
    { name: "token_id", type: "UInt256", comment: "ERC-721 and ERC-1155: id of the token; 0 for ERC-20" },
    { name: "balance", type: "Int256", comment: "Received less sent, in the token's smallest unit" },
    { name: "received", type: "UInt256", comment: "Received, in the token's smallest unit" },
    { name: "sent", type: "UInt256", comment: "Sent, in the token's smallest unit" },
    { name: "transfers", type: "UInt64", comment: "Transfers in or out; one to oneself counts twice" },
    { name: "height", type: "UInt64", comment: "Last block of the stretch of blocks in which it changed last" },
  ],
  select: `SELECT network, standard, token, holder, token_id,
  reinterpretAsInt256(sum(m.received)) - reinterpretAsInt256(sum(m.sent)) AS balance,
  sum(m.received) AS received, sum(m.sent) AS sent, sum(m.transfers) AS transfers, max(m.height) AS height
FROM default.evm_token_movements AS m
GROUP BY network, standard, token, holder, token_id`,
  example: `SELECT holder, balance / 1e6 AS usdt FROM evm_token_balances
WHERE network = 'mainnet' AND token = '0xdac17f958d2ee523a2206206994597c13d831ec7' ORDER BY balance DESC LIMIT 10`,
};
