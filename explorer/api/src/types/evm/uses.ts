import { builder } from "../../builder.ts";
import { escapeInvisible } from "../../printable.ts";
import type { ActivitySum } from "../../queries/evm/addressActivity.ts";
import {
  declaredNameRef,
  decodingSourceEnum,
  evmActivityBucketRef,
  evmAddressTotalsRef,
  evmBalanceRef,
  evmCallerRef,
  evmEventKindRef,
  evmHoldingRef,
  evmMethodRef,
  evmProxyRef,
  evmTokenRef,
  tokenStandardEnum,
} from "./refs.ts";

const countOf = (totals: ReadonlyMap<string, ActivitySum>, kind: string): string => totals.get(kind)?.count ?? "0";

evmAddressTotalsRef.implement({
  description: "How often an address was seen in what is stored, as what",
  fields: (t) => ({
    sent: t.field({
      type: "BigInt",
      description: "Transactions that it sent",
      resolve: (totals) => countOf(totals, "sent"),
    }),
    received: t.field({
      type: "BigInt",
      description: "Transactions sent to it",
      resolve: (totals) => countOf(totals, "received"),
    }),
    failed: t.field({
      type: "BigInt",
      description: "Of the transactions that it sent, how many failed",
      resolve: (totals) => totals.get("sent")?.failed ?? "0",
    }),
    receivedFailed: t.field({
      type: "BigInt",
      description: "Of the transactions sent to it, how many failed",
      resolve: (totals) => totals.get("received")?.failed ?? "0",
    }),
    gasSpent: t.field({
      type: "BigInt",
      description: "Gas used by the transactions that it sent",
      resolve: (totals) => totals.get("sent")?.gas ?? "0",
    }),
    internal: t.field({
      type: "BigInt",
      description: "Calls inside transactions that it made or that were made of it, where nodes told them",
      resolve: (totals) => countOf(totals, "internal"),
    }),
    tokenTransfers: t.field({
      type: "BigInt",
      description: "Token transfers from or to it",
      resolve: (totals) => countOf(totals, "transfer"),
    }),
    transfersOfToken: t.field({
      type: "BigInt",
      description: "Transfers of the token whose contract it is",
      resolve: (totals) => countOf(totals, "token"),
    }),
    events: t.field({
      type: "BigInt",
      description: "Logs that it emitted",
      resolve: (totals) => countOf(totals, "event"),
    }),
    blocks: t.field({
      type: "BigInt",
      description: "Blocks whose fee recipient it is",
      resolve: (totals) => countOf(totals, "block"),
    }),
    withdrawals: t.field({
      type: "BigInt",
      description: "Withdrawals of a validator's funds to it",
      resolve: (totals) => countOf(totals, "withdrawal"),
    }),
    withdrawn: t.field({
      type: "BigInt",
      description: "These together, in wei",
      resolve: (totals) => totals.get("withdrawal")?.value ?? "0",
    }),
  }),
});

evmBalanceRef.implement({
  description: "A balance in the chain's own currency, as a node's state diff tells it",
  fields: (t) => ({
    wei: t.expose("wei", { type: "BigInt", description: "The balance, in wei" }),
    height: t.int({ description: "Block after whose transactions it is", resolve: ({ height }) => Number(height) }),
    time: t.field({ type: "DateTime", description: "Time of that block", resolve: ({ timeMs }) => Number(timeMs) }),
  }),
});

evmActivityBucketRef.implement({
  description: "Transactions of an address in one stretch of time",
  fields: (t) => ({
    from: t.field({ type: "DateTime", description: "Begin", resolve: ({ fromMs }) => Number(fromMs) }),
    to: t.field({ type: "DateTime", description: "First moment after it", resolve: ({ toMs }) => toMs }),
    sent: t.expose("sent", { type: "BigInt", description: "Transactions that it sent" }),
    received: t.expose("received", { type: "BigInt", description: "Transactions sent to it" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of both, how many failed" }),
  }),
});

declaredNameRef.implement({
  description: "What a selector or a topic stands for",
  fields: (t) => ({
    signature: t.string({
      description: "With types: `transfer(address,uint256)`",
      resolve: ({ signature }) => escapeInvisible(signature),
    }),
    source: t.expose("source", { type: decodingSourceEnum, description: "How sure it is" }),
  }),
});

evmMethodRef.implement({
  description: "A function of a contract, by how it is called",
  fields: (t) => ({
    selector: t.expose("item", { type: "Hex", description: "First four bytes of the call data" }),
    name: t.field({
      type: declaredNameRef,
      nullable: true,
      description: "What it is called; null where nothing known has this selector",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: async ({ network, contract, item }, _args, { decoderOf }) =>
        (await decoderOf(network))?.nameOf({ kind: "function", address: contract, key: item }),
    }),
    calls: t.expose("count", { type: "BigInt", description: "Transactions that called it" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
    gas: t.expose("gas", { type: "BigInt", description: "Gas used by these transactions together" }),
    innerCalls: t.field({
      type: "BigInt",
      description: "Calls by other contracts, where nodes told them",
      resolve: ({ inside }) => inside?.count ?? "0",
    }),
    innerFailed: t.field({
      type: "BigInt",
      description: "Of these, how many failed",
      resolve: ({ inside }) => inside?.failed ?? "0",
    }),
  }),
});

evmEventKindRef.implement({
  description: "A kind of event of a contract",
  fields: (t) => ({
    topic: t.expose("item", { type: "Hex", description: "First topic; `0x` for anonymous ones" }),
    name: t.field({
      type: declaredNameRef,
      nullable: true,
      description: "What it is called; null where nothing known has this topic",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: async ({ network, contract, item }, _args, { decoderOf }) =>
        (await decoderOf(network))?.nameOf({ kind: "event", address: contract, key: item }),
    }),
    count: t.expose("count", { type: "BigInt", description: "Logs" }),
  }),
});

evmCallerRef.implement({
  description: "Who called a contract",
  fields: (t) => ({
    address: t.expose("item", { type: "Hex", description: "Sender of the transactions" }),
    calls: t.expose("count", { type: "BigInt", description: "Transactions" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
    gas: t.expose("gas", { type: "BigInt", description: "Gas used by them together" }),
  }),
});

const proxyKindEnum = builder.enumType("EvmProxyKind", {
  description: "How it is known that a contract runs the code of another",
  values: {
    eip1167: { description: "Its code is nothing but a call of the other (EIP-1167)" },
    eip1967: { description: "The other stands in the slot of its storage that EIP-1967 names" },
    eip1967_beacon: { description: "A contract that tells the other stands in the beacon's slot of EIP-1967" },
    delegates: { description: "It was last seen to delegate its calls to the other: a guess" },
  },
});

evmProxyRef.implement({
  description: "Whose code a contract runs in place of its own",
  fields: (t) => ({
    kind: t.expose("kind", { type: proxyKindEnum, description: "How it is known" }),
    implementation: t.expose("implementation", { type: "Hex", description: "The other contract, or its beacon" }),
  }),
});

evmHoldingRef.implement({
  description: "What an address holds of a token, as transfers in what is stored add up",
  fields: (t) => ({
    token: t.field({
      type: evmTokenRef,
      description: "The token",
      resolve: ({ network, token, standard }) => ({ network, token, standard }),
    }),
    standard: t.expose("standard", { type: tokenStandardEnum, description: "Standard of the token" }),
    tokenId: t.expose("tokenId", { type: "BigInt", nullable: true, description: "Id of the item; null for ERC-20" }),
    balance: t.expose("balance", {
      type: "BigInt",
      description:
        "Received less sent, in the token's smallest unit; below zero where it had some before what is stored begins",
    }),
    transfers: t.expose("transfers", { type: "BigInt", description: "Transfers in or out" }),
  }),
});
