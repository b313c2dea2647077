import { builder } from "../../builder.ts";
import { apiError } from "../../errors.ts";
import { addressCalls, addressTransactions, addressTransfers, openPlace, sealPlace } from "../../evmAddressPages.ts";
import { proxyOf } from "../../evmProxies.ts";
import { checkedFirst } from "../../page.ts";
import {
  type ActivitySum,
  addressActivity,
  addressOverTime,
  balanceHistory,
  storedSpan,
} from "../../queries/evm/addressActivity.ts";
import { addressPlaces } from "../../queries/evm/addressPlaces.ts";
import { storageChangesAt } from "../../queries/evm/atPlaces.ts";
import { createdCode } from "../../queries/evm/contracts.ts";
import { addressDigits } from "../../queries/evm/hex.ts";
import { addressIndexTo } from "../../queries/evm/passIndex.ts";
import { txStatusEnum } from "../enums.ts";
import { networkOf, networkToRead } from "../networkOf.ts";
import { networkRef, transactionConnectionRef } from "../refs.ts";
import {
  type EvmAddress,
  type EvmHolding,
  evmActivityBucketRef,
  evmAddressRef,
  evmAddressTotalsRef,
  evmBalanceRef,
  evmCallConnectionRef,
  evmCallerRef,
  evmContractRef,
  evmEventKindRef,
  evmHoldingRef,
  evmMethodRef,
  evmProxyRef,
  evmStateChangeRef,
  evmTokenRef,
  evmTokenTransferConnectionRef,
} from "./refs.ts";

const MAX_POINTS = 200;
/** Transactions whose storage changes one page tells. */
const CHANGES_PAGE = 100;

const aggregate = { cost: { weight: 20 } };

const addressRoleEnum = builder.enumType("EvmAddressRole", {
  description: "What an address is in a transaction",
  values: {
    sent: { description: "It sent the transaction" },
    received: { description: "The transaction was sent to it" },
    created: { description: "The transaction created it" },
  },
});

const digitsOf = ({ address }: EvmAddress): string => address.slice(2);

builder.objectType(evmAddressRef, {
  description: "An address of an EVM network, and all that is stored of it; counts are of what is stored",
  fields: (t) => ({
    network: t.field({
      type: networkRef,
      description: "The network",
      resolve: ({ network }, _args, context) => networkOf(context, network),
    }),
    address: t.expose("address", { type: "Hex", description: "The address, in lower case" }),
    lookedUpTo: t.int({
      description: "Height below which everything is looked up by address; what stands above is read itself",
      resolve: ({ network }, _args, { viewer, warehouse }) => addressIndexTo(viewer, warehouse, network),
    }),
    totals: t.field({
      type: evmAddressTotalsRef,
      description: "How often it was seen, as what",
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, _args, { loaders }) => loaders.evm.totals.load(of),
    }),
    creation: t.field({
      type: evmContractRef,
      nullable: true,
      description: "How it came to be a contract; null for accounts, and for contracts older than what is stored",
      resolve: (of, _args, { loaders }) => loaders.evm.contract.load(of),
    }),
    isContract: t.boolean({
      nullable: true,
      description: "True where stored facts show that it has code; null where nothing tells",
      extensions: aggregate,
      resolve: async (of, _args, { loaders }) => {
        const [created, totals] = await Promise.all([loaders.evm.contract.load(of), loaders.evm.totals.load(of)]);
        const called = totals.get("event") ?? totals.get("token") ?? totals.get("inner_method");
        return created !== undefined || called !== undefined ? true : null;
      },
    }),
    balance: t.field({
      type: evmBalanceRef,
      nullable: true,
      description: "Balance after the newest stored change; null where no state diff tells one",
      extensions: { cost: { weight: 10, items: 1 } },
      resolve: async ({ network, address }, _args, { viewer, warehouse }) =>
        (await balanceHistory(viewer, warehouse, { network, address: address.slice(2), points: 1 })).at(-1),
    }),
    balanceHistory: t.field({
      type: [evmBalanceRef],
      description: "Balances over time, oldest first, as state diffs tell them; empty where none does",
      args: { points: t.arg.int({ defaultValue: 100, description: `At most so many: 1 to ${MAX_POINTS}` }) },
      extensions: { cost: { weight: 50, itemsArgument: "points" } },
      resolve: ({ network, address }, { points }, { viewer, warehouse }) =>
        balanceHistory(viewer, warehouse, {
          ...{ network, address: address.slice(2), points: checkedFirst(points ?? 100, MAX_POINTS) },
        }),
    }),
    nonce: t.field({
      type: "BigInt",
      nullable: true,
      description: "Nonce of its next transaction, by the newest stored one that it sent; null when it sent none",
      resolve: async (of, _args, { viewer, warehouse, loaders }) => {
        const [last] = await addressPlaces(viewer, warehouse, {
          ...{ network: of.network, address: digitsOf(of), roles: ["sent"], limit: 1 },
        });
        const sent = last && (await loaders.evmTransaction.load({ network: of.network, ...last }));
        return sent ? (BigInt(sent.nonce) + 1n).toString() : null;
      },
    }),
    activity: t.field({
      type: [evmActivityBucketRef],
      description:
        "Its transactions over time, in buckets of equal length over all that is stored; empty ones left out",
      args: { buckets: t.arg.int({ defaultValue: 48, description: `1 to ${MAX_POINTS}` }) },
      extensions: { cost: { weight: 50, itemsArgument: "buckets" } },
      resolve: async (of, args, { viewer, warehouse }) => {
        const buckets = checkedFirst(args.buckets ?? 48, MAX_POINTS);
        const span = await storedSpan(viewer, warehouse, of.network);
        if (!span) return [];
        const rows = await addressOverTime(viewer, warehouse, {
          ...{ network: of.network, address: digitsOf(of), span, buckets },
        });
        const stepMs = Math.max(1, Math.ceil((span.toMs - span.fromMs) / buckets));
        return rows.map((row) => ({ ...row, toMs: Number(row.fromMs) + stepMs }));
      },
    }),
    transactions: t.field({
      type: transactionConnectionRef,
      description: "Transactions that it sent or received, or that created it, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
        role: t.arg({ type: addressRoleEnum, description: "Only those in which it is this" }),
        status: t.arg({ type: txStatusEnum, description: "Only those that ended so" }),
      },
      resolve: (of, { first, after, role, status }, context) =>
        addressTransactions(
          context,
          {
            ...of,
            roles: role ? [role] : ["sent", "received", "created"],
            failed: status ? status === "failed" : undefined,
          },
          { first: first ?? 20, after },
        ),
    }),
    internalCalls: t.field({
      type: evmCallConnectionRef,
      description:
        "Calls inside transactions that it made or that were made of it, newest first, where nodes told them",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      resolve: (of, { first, after }, context) => addressCalls(context, of, { first: first ?? 20, after }),
    }),
    tokenTransfers: t.field({
      type: evmTokenTransferConnectionRef,
      description: "Tokens that it received or sent, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      },
      resolve: (of, { first, after }, context) =>
        addressTransfers(context, of, "transfer", { first: first ?? 20, after }),
    }),
    holdings: t.field({
      type: [evmHoldingRef],
      description: "Tokens that it holds, as their transfers add up; those that moved most first",
      args: { first: t.arg.int({ defaultValue: 50, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: (of, { first }, { viewer, warehouse }) => holdingsOf(of, checkedFirst(first ?? 50), viewer, warehouse),
    }),
    token: t.field({
      type: evmTokenRef,
      nullable: true,
      description: "The token whose contract it is; null where no transfer of one is stored",
      resolve: ({ network, address }, _args, { loaders }) => loaders.evm.token.load({ network, address }),
    }),
    methods: t.field({
      type: [evmMethodRef],
      description: "What transactions called of it, the most frequent first",
      args: { first: t.arg.int({ defaultValue: 50, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: async (of, args, { viewer, warehouse }) => {
        const first = checkedFirst(args.first ?? 50);
        const sums = await addressActivity(viewer, warehouse, {
          ...{ network: of.network, address: digitsOf(of), kinds: ["method", "inner_method"], first },
        });
        return methodsOf(of, sums).slice(0, first);
      },
    }),
    callers: t.field({
      type: [evmCallerRef],
      description: "Who called it by transactions with call data, the most frequent first",
      args: { first: t.arg.int({ defaultValue: 20, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: (of, { first }, { viewer, warehouse }) =>
        addressActivity(viewer, warehouse, {
          ...{ network: of.network, address: digitsOf(of), kinds: ["caller"], first: checkedFirst(first ?? 20) },
        }),
    }),
    events: t.field({
      type: [evmEventKindRef],
      description: "Events that it emitted, by kind, the most frequent first",
      args: { first: t.arg.int({ defaultValue: 50, description: "1 to 100" }) },
      extensions: { cost: { weight: 20 } },
      resolve: async (of, { first }, { viewer, warehouse }) =>
        (
          await addressActivity(viewer, warehouse, {
            ...{ network: of.network, address: digitsOf(of), kinds: ["event"], first: checkedFirst(first ?? 50) },
          })
        ).map((sum) => ({ ...sum, network: of.network, contract: of.address })),
    }),
    storageChanges: t.field({
      type: [evmStateChangeRef],
      description: `What its newest ${CHANGES_PAGE} transactions before \`before\` changed in its storage, newest first, at most 1000; empty where no state diff is stored`,
      args: { before: t.arg.string({ description: "`storageCursor` of the page before" }) },
      extensions: { cost: { weight: 20, items: 100 } },
      resolve: async (of, { before }, { viewer, warehouse }) =>
        storageChangesAt(viewer, warehouse, {
          ...{ network: of.network, address: digitsOf(of) },
          places: await changedPlaces(of, before, viewer, warehouse),
        }),
    }),
    storageCursor: t.string({
      nullable: true,
      description: "What `storageChanges` goes on from; null at its end",
      args: { before: t.arg.string({ description: "As given to `storageChanges`" }) },
      extensions: aggregate,
      resolve: async (of, { before }, { viewer, warehouse }) => {
        const places = await changedPlaces(of, before, viewer, warehouse);
        const last = places.at(-1);
        return last && places.length === CHANGES_PAGE ? sealPlace(`storage:${of.network}:${of.address}`, last) : null;
      },
    }),
    code: t.field({
      type: "Hex",
      nullable: true,
      description: "Its code when it was created, cut at 48 KiB; null where no node told it",
      resolve: async (of, _args, { loaders, viewer, warehouse }) => {
        const created = await loaders.evm.contract.load(of);
        return created && createdCode(viewer, warehouse, created);
      },
    }),
    proxy: t.field({
      type: evmProxyRef,
      nullable: true,
      description: "Whose code it runs in place of its own, as far as stored facts tell",
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (of, _args, { loaders, viewer, warehouse }) => {
        const created = await loaders.evm.contract.load(of);
        const code = created && (await createdCode(viewer, warehouse, created));
        return proxyOf({ viewer, warehouse }, { ...of, code });
      },
    }),
  }),
});

type Reading = Parameters<typeof addressActivity>;

async function holdingsOf(
  of: EvmAddress,
  first: number,
  viewer: Reading[0],
  warehouse: Reading[1],
): Promise<EvmHolding[]> {
  // What was received in full and sent away again stands among them: more are read than are told.
  const sums = await addressActivity(viewer, warehouse, {
    ...{ network: of.network, address: digitsOf(of), kinds: ["token_in", "token_out"], first: 1000 },
  });
  const byItem = new Map<string, { balance: bigint; transfers: bigint }>();
  for (const { kind, item, value, count } of sums) {
    const held = byItem.get(item) ?? { balance: 0n, transfers: 0n };
    held.balance += kind === "token_in" ? BigInt(value) : -BigInt(value);
    held.transfers += BigInt(count);
    byItem.set(item, held);
  }
  return [...byItem]
    .filter(([, { balance }]) => balance !== 0n)
    .sort(([, a], [, b]) => Number(b.transfers - a.transfers))
    .slice(0, first)
    .map(([item, { balance, transfers }]) => ({
      network: of.network,
      ...heldItem(item),
      balance: balance.toString(),
      transfers: transfers.toString(),
    }));
}

const standards = { "20": "erc20", "21": "erc721", "55": "erc1155" } as const;

/** Takes the item of `token_in` apart: contract, standard, id. */
function heldItem(item: string): Pick<EvmHolding, "token" | "standard" | "tokenId"> {
  const standard = standards[item.slice(42, 44) as keyof typeof standards] ?? "erc20";
  const id = item.slice(44);
  return {
    token: item.slice(0, 42),
    standard,
    tokenId: standard === "erc20" ? null : BigInt(`0x${id || "0"}`).toString(),
  };
}

function methodsOf({ network, address }: EvmAddress, sums: readonly ActivitySum[]) {
  const inside = new Map(sums.filter(({ kind }) => kind === "inner_method").map((sum) => [sum.item, sum]));
  const methods = sums.filter(({ kind }) => kind === "method");
  const called = new Set(methods.map(({ item }) => item));
  const nothing = { count: "0", failed: "0", gas: "0", value: "0" };
  const onlyInside = [...inside.values()]
    .filter(({ item }) => !called.has(item))
    .map((sum) => ({ ...sum, ...nothing }));
  return [...methods, ...onlyInside]
    .map((sum) => ({ ...sum, network, contract: address, inside: inside.get(sum.item) }))
    .sort((a, b) => Number(b.count) + Number(b.inside?.count ?? 0) - Number(a.count) - Number(a.inside?.count ?? 0));
}

const changedPlaces = (of: EvmAddress, before: string | null | undefined, viewer: Reading[0], warehouse: Reading[1]) =>
  addressPlaces(viewer, warehouse, {
    ...{ network: of.network, address: digitsOf(of), roles: ["state"], limit: CHANGES_PAGE },
    before: before ? openPlace(`storage:${of.network}:${of.address}`, before) : undefined,
  });

builder.queryField("evmAddress", (t) =>
  t.field({
    type: evmAddressRef,
    nullable: true,
    description: "An address of an EVM network, whether anything is stored of it or not; null for other families",
    args: {
      network: t.arg.string({ required: true, description: "Name of the network" }),
      address: t.arg.string({ required: true, description: "40 hex digits, with or without 0x" }),
    },
    resolve: (_root, { network, address }, context) => {
      if (networkToRead(context, network).family !== "evm") return null;
      const digits = addressDigits(address);
      if (!digits) throw apiError("BAD_INPUT", "`address` must be 40 hex digits, with or without 0x.");
      return { network, address: `0x${digits}` };
    },
  }),
);
