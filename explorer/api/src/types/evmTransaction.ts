import { decodedCall, decodedError } from "../evmDecoding.ts";
import { checkedFirst } from "../page.ts";
import { escapeInvisible } from "../printable.ts";
import type { EvmTransactionRow } from "../queries/evm.ts";
import { withFailureOrigin } from "./evm/failureOrigin.ts";
import {
  decodedCallRef,
  type EvmAccess,
  type EvmAuthorization,
  evmAccessRef,
  evmAuthorizationRef,
  evmCallRef,
  evmStateChangeRef,
  evmTokenTransferRef,
} from "./evm/refs.ts";
import { evmLogRef, evmTransactionRef } from "./refs.ts";

const MAX_LOGS = 1000;
const MAX_CALLS = 1000;
const MAX_LISTED = 100;

const placeOf = ({ network, height, txIndex }: EvmTransactionRow) => ({ network, height: Number(height), txIndex });

/** A list out of a column of JSON; empty where it is not one, or was too long to be read whole. */
function listIn<T>(json: string): T[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? (list.slice(0, MAX_LISTED) as T[]) : [];
  } catch {
    return [];
  }
}

evmAccessRef.implement({
  description: "An account whose use a transaction announces (EIP-2930)",
  fields: (t) => ({
    address: t.expose("address", { type: "Hex", description: "The account" }),
    storageKeys: t.field({
      type: ["Hex"],
      description: `Slots of its storage, the first ${MAX_LISTED}`,
      resolve: ({ storageKeys }) => storageKeys.slice(0, MAX_LISTED),
    }),
  }),
});

evmAuthorizationRef.implement({
  description: "An account's word that the code of a contract is to be its own (EIP-7702)",
  fields: (t) => ({
    chainId: t.field({
      type: "BigInt",
      description: "Chain that it is for; 0: any",
      resolve: ({ chainId }) => BigInt(chainId).toString(),
    }),
    address: t.expose("address", { type: "Hex", description: "Contract whose code is taken; zero: none any more" }),
    nonce: t.field({
      type: "BigInt",
      description: "Nonce of the account that gives its word",
      resolve: ({ nonce }) => BigInt(nonce).toString(),
    }),
  }),
});

evmTransactionRef.implement({
  description: "What only an EVM transaction has; amounts in wei",
  fields: (t) => ({
    type: t.exposeInt("type", { description: "EIP-2718 type; 0 for legacy" }),
    nonce: t.expose("nonce", { type: "BigInt", description: "Transactions that the sender had sent before" }),
    from: t.expose("from", { type: "Hex", description: "Sender" }),
    to: t.expose("to", { type: "Hex", nullable: true, description: "Null for a contract creation" }),
    value: t.expose("value", { type: "BigInt", description: "Wei" }),
    gasLimit: t.expose("gasLimit", { type: "BigInt", description: "Gas that it may use" }),
    gasUsed: t.expose("gasUsed", { type: "BigInt", description: "Gas that it used" }),
    cumulativeGasUsed: t.expose("cumulativeGasUsed", {
      type: "BigInt",
      description: "Gas used in the block up to and including it",
    }),
    gasPrice: t.expose("gasPrice", { type: "BigInt", description: "Wei per gas, as the node reports it" }),
    maxFeePerGas: t.expose("maxFeePerGas", {
      type: "BigInt",
      nullable: true,
      description: "Most that it would pay, wei per gas (EIP-1559); null for earlier types",
    }),
    maxPriorityFeePerGas: t.expose("maxPriorityFeePerGas", {
      type: "BigInt",
      nullable: true,
      description: "Most that it would tip, wei per gas (EIP-1559); null for earlier types",
    }),
    maxFeePerBlobGas: t.expose("maxFeePerBlobGas", {
      type: "BigInt",
      nullable: true,
      description: "Most that it would pay per blob gas, in wei (EIP-4844); null for other types",
    }),
    chainId: t.expose("chainId", {
      type: "BigInt",
      nullable: true,
      description: "Chain that it is signed for; null for legacy ones",
    }),
    blobHashes: t.field({
      type: ["Hex"],
      description: "Versioned hashes of its blobs (EIP-4844)",
      resolve: ({ blobHashes }) => [...blobHashes],
    }),
    accessList: t.field({
      type: [evmAccessRef],
      description: `Accounts and slots whose use it announces (EIP-2930), the first ${MAX_LISTED}`,
      resolve: ({ accessList }) => listIn<EvmAccess>(accessList),
    }),
    authorizations: t.field({
      type: [evmAuthorizationRef],
      description: `Accounts that take the code of a contract by it (EIP-7702), the first ${MAX_LISTED}`,
      resolve: ({ authorizationList }) => listIn<EvmAuthorization>(authorizationList),
    }),
    effectiveGasPrice: t.expose("effectiveGasPrice", { type: "BigInt", description: "Wei per gas" }),
    input: t.expose("input", { type: "Hex", description: "Call data or init code, cut at 64 KiB" }),
    inputBytes: t.int({
      description: "Length of the whole input, in bytes",
      resolve: ({ inputBytes }) => Number(inputBytes),
    }),
    selector: t.expose("selector", { type: "Hex", nullable: true, description: "First four bytes of the call data" }),
    contractAddress: t.expose("contractAddress", { type: "Hex", nullable: true, description: "Contract created" }),
    error: t.string({
      nullable: true,
      description: "The node's word for a failure; no root commits to it",
      resolve: ({ error }) => error && escapeInvisible(error),
    }),
    revertData: t.expose("revertData", {
      type: "Hex",
      nullable: true,
      description: "What the reverting frame returned; no root commits to it",
    }),
    call: t.field({
      type: decodedCallRef,
      nullable: true,
      description: "What it asks for; null for plain transfers and creations, and where nothing known fits",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: (transaction, _args, context) => decodedCall(context, transaction),
    }),
    failure: t.field({
      type: decodedCallRef,
      nullable: true,
      description: "What the returned bytes say that it failed with; null where nothing known fits",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: ({ network, to, revertData }, _args, context) =>
        decodedError(context, { network, to, data: revertData }),
    }),
    callCount: t.int({
      description: "Calls stored of it, itself included; 0 where no node told them",
      resolve: async (transaction, _args, { loaders }) => loaders.evm.callCount.load(placeOf(transaction)),
    }),
    calls: t.field({
      type: [evmCallRef],
      description: "The call itself and those inside it, each before those that it made; empty where no node told them",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_CALLS}` }) },
      resolve: async (transaction, { first }, { loaders }) => {
        const cut = { ...placeOf(transaction), first: checkedFirst(first ?? 100, MAX_CALLS) };
        return withFailureOrigin(await loaders.evm.calls.load(cut));
      },
    }),
    stateChanges: t.field({
      type: [evmStateChangeRef],
      description: "What it changed of accounts, by account; empty where no node told it",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_CALLS}` }) },
      resolve: async (transaction, { first }, { loaders }) => [
        ...(await loaders.evm.stateChanges.load({
          ...placeOf(transaction),
          first: checkedFirst(first ?? 100, MAX_CALLS),
        })),
      ],
    }),
    tokenTransfers: t.field({
      type: [evmTokenTransferRef],
      description: "Tokens that it moved, in the order of its logs",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_CALLS}` }) },
      resolve: async (transaction, { first }, { loaders }) => {
        const cut = { ...placeOf(transaction), first: checkedFirst(first ?? 100, MAX_CALLS) };
        return [...(await loaders.evm.tokenTransfers.load(cut))];
      },
    }),
    logCount: t.exposeInt("logCount", { description: "Logs that it left" }),
    logs: t.field({
      type: [evmLogRef],
      description: "Its logs, in their order",
      args: { first: t.arg.int({ defaultValue: 100, description: `1 to ${MAX_LOGS}` }) },
      resolve: async (transaction, { first }, { loaders }) => {
        const cut = { ...placeOf(transaction), first: checkedFirst(first ?? 100, MAX_LOGS) };
        return [...(await loaders.evmLogs.load(cut))];
      },
    }),
  }),
});
