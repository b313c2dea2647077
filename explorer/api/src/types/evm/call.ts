import { decodedCall, decodedError } from "../../evmDecoding.ts";
import { escapeInvisible } from "../../printable.ts";
import { decodedCallRef, evmCallRef, evmCallTypeDescription } from "./refs.ts";

evmCallRef.implement({
  description: "A call inside a transaction, as a node traced it; no root of a block commits to it. Amounts in wei",
  fields: (t) => ({
    hash: t.expose("txHash", {
      type: "Hex",
      nullable: true,
      description: "Hash of the transaction; null for a block reward",
    }),
    height: t.int({ description: "Block number", resolve: ({ height }) => Number(height) }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    traceAddress: t.intList({
      description: "Positions of the calls down to this one, from 0; empty: the transaction itself",
      resolve: ({ traceAddress }) => [...traceAddress],
    }),
    subtraces: t.exposeInt("subtraces", { description: "Calls that it made itself" }),
    type: t.string({ description: evmCallTypeDescription, resolve: ({ type }) => escapeInvisible(type) }),
    from: t.expose("from", { type: "Hex", description: "Who called" }),
    to: t.expose("to", {
      type: "Hex",
      nullable: true,
      description: "Whose code ran, or the contract created; null when nothing was created",
    }),
    value: t.expose("value", {
      type: "BigInt",
      description: "Wei; what a delegatecall repeats of its caller is not moved",
    }),
    gas: t.expose("gas", { type: "BigInt", description: "Gas given" }),
    gasUsed: t.expose("gasUsed", { type: "BigInt", description: "Gas used, that of the calls it made included" }),
    input: t.expose("input", { type: "Hex", description: "Call data or init code, cut at 4 KiB" }),
    inputBytes: t.int({
      description: "Length of the whole input, in bytes",
      resolve: ({ inputBytes }) => Number(inputBytes),
    }),
    selector: t.expose("selector", {
      type: "Hex",
      nullable: true,
      description: "First four bytes of the call data; null when shorter, or a creation",
    }),
    output: t.expose("output", { type: "Hex", description: "What was returned, cut at 4 KiB" }),
    outputBytes: t.int({
      description: "Length of the whole output, in bytes",
      resolve: ({ outputBytes }) => Number(outputBytes),
    }),
    error: t.string({
      nullable: true,
      description: "The node's word for why it failed; null when it did not",
      resolve: ({ error }) => (error === "" ? null : escapeInvisible(error)),
    }),
    revertReason: t.string({
      nullable: true,
      description: "Text of Error(string), number of Panic(uint256), else the node's; null when none",
      resolve: ({ revertReason }) => (revertReason === "" ? null : escapeInvisible(revertReason)),
    }),
    reverted: t.exposeBoolean("reverted", {
      description: "This call, or one that it was made from, failed: what it did was undone",
    }),
    failureOrigin: t.exposeBoolean("failureOrigin", {
      description: "Here the failure of the transaction began; the calls above it hand it up",
    }),
    decoded: t.field({
      type: decodedCallRef,
      nullable: true,
      description: "What it asks for; null for plain transfers and creations, and where nothing known fits",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: (call, _args, context) => (call.type.startsWith("create") ? null : decodedCall(context, call)),
    }),
    decodedError: t.field({
      type: decodedCallRef,
      nullable: true,
      description: "What the bytes say that it failed with; null where nothing known fits",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: ({ network, to, error, output }, _args, context) =>
        error === "" ? null : decodedError(context, { network, to, data: output }),
    }),
  }),
});
