import { builder } from "../../builder.ts";
import { decimal, hexDigits, openTexts, sealTexts, wholeNumber } from "../../cursor.ts";
import { apiError } from "../../errors.ts";
import { addressTransfers } from "../../evmAddressPages.ts";
import { readSealedPage } from "../../page.ts";
import { addressDigits } from "../../queries/evm/hex.ts";
import { isTooMuch, recentFrom, tokenHolders, tokenItems, tokensSince } from "../../queries/evm/tokens.ts";
import { networkToRead } from "../networkOf.ts";
import {
  evmAddressRef,
  evmTokenConnectionRef,
  evmTokenHolderConnectionRef,
  evmTokenHolderRef,
  evmTokenItemConnectionRef,
  evmTokenItemRef,
  evmTokenMetadataRef,
  evmTokenRef,
  evmTokenTransferConnectionRef,
  tokenStandardEnum,
} from "./refs.ts";

/** Transactions of the newest blocks whose transfers rank tokens. */
const RANKED_TRANSACTIONS = 500_000;

const tooMuch = () =>
  apiError("FILTER_TOO_BROAD", "This token has moved too often for its holders to be added up here: ask by SQL.");

/** 0x-hex of a cursor. @throws GraphQLError BAD_CURSOR */
const addressIn = (text: string): string => `0x${hexDigits(text.replace(/^0x/, ""), 20)}`;

builder.objectType(evmTokenRef, {
  description:
    "A token, as its transfers in what is stored show it; rebasing tokens, and those that are made without a transfer, hold something else",
  fields: (t) => ({
    address: t.field({
      type: evmAddressRef,
      description: "Its contract",
      resolve: ({ network, token }) => ({ network, address: token }),
    }),
    standard: t.expose("standard", { type: tokenStandardEnum, description: "Standard, by the shape of its transfers" }),
    metadata: t.field({
      type: evmTokenMetadataRef,
      nullable: true,
      description:
        "Its name, symbol and decimals, in its own words; null until it has moved in a final block, and where no node could be asked",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: ({ network, token }, _args, { loaders }) => loaders.evm.tokenMetadata.load({ network, address: token }),
    }),
    recentTransfers: t.int({
      nullable: true,
      description: "In a list of tokens: transfers in the newest blocks, by which they are ranked",
      resolve: ({ recentTransfers }) => recentTransfers,
    }),
    holders: t.field({
      type: "BigInt",
      nullable: true,
      description: "Addresses that hold some, in final blocks; null where there are too many to count here",
      extensions: { cost: { weight: 50 } },
      resolve: async (token, _args, { loaders }) => (await loaders.evm.tokenFigures.load(token)).holders,
    }),
    supply: t.field({
      type: "BigInt",
      nullable: true,
      description:
        "Made less destroyed in final blocks that are stored, in the smallest unit; null where nothing was; not the whole where blocks before are not stored",
      extensions: { cost: { weight: 20 } },
      resolve: async (token, _args, { loaders }) => (await loaders.evm.tokenFigures.load(token)).supply,
    }),
    items: t.field({
      type: "BigInt",
      nullable: true,
      description:
        "ERC-721 and ERC-1155: different items that somebody holds; null for ERC-20, and where there are too many to count here",
      extensions: { cost: { weight: 50 } },
      resolve: async (token, _args, { loaders }) =>
        token.standard === "erc20" ? null : (await loaders.evm.tokenFigures.load(token)).items,
    }),
    transfers: t.field({
      type: evmTokenTransferConnectionRef,
      description: "Its transfers, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      resolve: ({ network, token }, { first, after }, context) =>
        addressTransfers(context, { network, address: token }, "token", { first: first ?? 20, after }),
    }),
    topHolders: t.field({
      type: evmTokenHolderConnectionRef,
      description: "Who holds it in final blocks, those with most first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      extensions: { cost: { weight: 50 } },
      resolve: async ({ network, token }, { first, after }, { viewer, warehouse }) => {
        const of = { network, token: token.slice(2) };
        if (await isTooMuch(viewer, warehouse, of)) throw tooMuch();
        const list = `holders:${network}:${token}`;
        return readSealedPage(
          { first: first ?? 20, after },
          (limit, cursor) => {
            const [balance = "", holder = ""] = cursor ? openTexts(list, cursor, 2) : [];
            return tokenHolders(viewer, warehouse, of, {
              limit,
              ...(cursor && { after: [decimal(balance), addressIn(holder)] as const }),
            });
          },
          ({ balance, holder }) => sealTexts(list, [balance, holder]),
        );
      },
    }),
    itemsHeld: t.field({
      type: evmTokenItemConnectionRef,
      description: "ERC-721 and ERC-1155: items that somebody holds in final blocks, by id",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      extensions: { cost: { weight: 50 } },
      resolve: async ({ network, token }, { first, after }, { viewer, warehouse }) => {
        const of = { network, token: token.slice(2) };
        if (await isTooMuch(viewer, warehouse, of)) throw tooMuch();
        const list = `items:${network}:${token}`;
        return readSealedPage(
          { first: first ?? 20, after },
          (limit, cursor) =>
            tokenItems(viewer, warehouse, of, {
              limit,
              ...(cursor && { after: decimal(openTexts(list, cursor, 1)[0] as string) }),
            }),
          ({ tokenId }) => sealTexts(list, [tokenId]),
        );
      },
    }),
  }),
});

evmTokenHolderRef.implement({
  description: "Who holds a token",
  fields: (t) => ({
    holder: t.expose("holder", { type: "Hex", description: "Address" }),
    balance: t.expose("balance", { type: "BigInt", description: "In the token's smallest unit, over all its items" }),
    items: t.expose("items", { type: "BigInt", description: "Different items of it; 1 for ERC-20" }),
    share: t.exposeFloat("share", { description: "Of all that holders have, 0 to 1" }),
  }),
});

evmTokenItemRef.implement({
  description: "One item of an ERC-721 or ERC-1155 token",
  fields: (t) => ({
    tokenId: t.expose("tokenId", { type: "BigInt", description: "Id" }),
    holder: t.expose("holder", { type: "Hex", description: "Who holds it; of several, the one who holds most" }),
    holders: t.expose("holders", { type: "BigInt", description: "How many hold it; ERC-721: 1" }),
    amount: t.expose("amount", { type: "BigInt", description: "How much of it there is; ERC-721: 1" }),
  }),
});

builder.queryFields((t) => ({
  evmTokens: t.field({
    type: evmTokenConnectionRef,
    description: `Tokens of an EVM network by their transfers in the newest blocks (up to ${RANKED_TRANSACTIONS} transactions), the most moved first`,
    args: {
      network: t.arg.string({ required: true, description: "Name of the network" }),
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      standard: t.arg({ type: tokenStandardEnum, description: "Only those of this standard" }),
    },
    resolve: async (_root, { network, first, after, standard }, context) => {
      networkToRead(context, network);
      const { viewer, warehouse } = context;
      const list = `tokens:${network}:${standard ?? ""}`;
      const from = await recentFrom(viewer, warehouse, network, RANKED_TRANSACTIONS);
      return readSealedPage(
        { first: first ?? 20, after },
        (limit, cursor) => {
          const [transfers = "", token = ""] = cursor ? openTexts(list, cursor, 2) : [];
          return tokensSince(
            viewer,
            warehouse,
            { network, from, standard: standard ?? undefined },
            { limit, ...(cursor && { after: [wholeNumber(transfers), addressIn(token)] as const }) },
          );
        },
        ({ recentTransfers, token }) => sealTexts(list, [String(recentTransfers), token]),
      );
    },
  }),
  evmToken: t.field({
    type: evmTokenRef,
    nullable: true,
    description: "The token whose contract stands at an address; null where no transfer of one is stored",
    args: {
      network: t.arg.string({ required: true, description: "Name of the network" }),
      address: t.arg.string({ required: true, description: "40 hex digits, with or without 0x" }),
    },
    resolve: async (_root, { network, address }, context) => {
      networkToRead(context, network);
      const digits = addressDigits(address);
      if (!digits) throw apiError("BAD_INPUT", "`address` must be 40 hex digits, with or without 0x.");
      return context.loaders.evm.token.load({ network, address: `0x${digits}` });
    },
  }),
}));
