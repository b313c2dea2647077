import { retryChainOf, type TransactionRef } from "@ledgerscope/tracer-store";
import { builder } from "../builder.ts";
import { apiError } from "../errors.ts";
import { formatNodeKey, parseNodeKey } from "../globalId.ts";
import type { Loaders } from "../loaders.ts";
import { transactionsNeverInBlock } from "../queries/neverInBlock.ts";
import type { Position } from "../queries/positions.ts";
import { rawTransaction } from "../queries/rawTransaction.ts";
import { type TransactionRow, transactionsById } from "../queries/transactions.ts";
import { transactionKey } from "../transactionKey.ts";
import { txStatusEnum } from "./enums.ts";
import { declaredNameRef } from "./evm/refs.ts";
import { networkOf } from "./networkOf.ts";
import {
  blockRef,
  diagnosisRef,
  evmTransactionRef,
  fabricTransactionRef,
  findingRef,
  networkRef,
  rawBytesRef,
  retryChainRef,
  traceRef,
  transactionRef,
} from "./refs.ts";

/** Where it stands; undefined when it never reached a block. */
const positionOf = ({ network, height, txIndex }: TransactionRow): Position | undefined =>
  height === null || txIndex === null ? undefined : { network, height, txIndex };

/** What the tracer is asked for: Fabric ids may repeat, places do not. */
const tracerRef = (transaction: TransactionRow): TransactionRef => {
  const place = positionOf(transaction);
  return { id: transaction.hash, network: transaction.network, ...(place && { place }) };
};

function neighbour(transaction: TransactionRow, step: number, loaders: Loaders) {
  const place = positionOf(transaction);
  if (!place || place.txIndex + step < 0) return null;
  return loaders.transaction.load({ ...place, txIndex: place.txIndex + step });
}

builder.node(transactionRef, {
  description: "A transaction of any family; what only one family has is in `fabric` or `evm`",
  id: { resolve: (transaction) => formatNodeKey({ ...transaction, key: transactionKey(transaction) }) },
  loadOne: async (id, { loaders, viewer, warehouse }) => {
    const { network, channel, key } = parseNodeKey(id);
    const isThis = (row: TransactionRow): boolean => transactionKey(row) === key && row.channel === channel;
    const [, hash] = /^::(?:0x)?([0-9a-f]{64})$/.exec(key) ?? [];
    if (hash) {
      const rows = await transactionsNeverInBlock(viewer, warehouse, { id: hash, network, limit: 10 });
      return rows.find(isThis) ?? null;
    }
    const [, height, txIndex] = /^(\d{1,15}):(\d{1,9}):/.exec(key) ?? [];
    if (height === undefined) return null;
    const found = await loaders.transaction.load({ network, height: Number(height), txIndex: Number(txIndex) });
    return found && isThis(found) ? found : null;
  },
  fields: (t) => ({
    network: t.field({ type: networkRef, resolve: ({ network }, _args, context) => networkOf(context, network) }),
    block: t.field({
      type: blockRef,
      nullable: true,
      description: "Null when it never reached one",
      resolve: ({ network, height }, _args, { loaders }) =>
        height === null ? null : loaders.block.load({ network, height }),
    }),
    height: t.exposeInt("height", { nullable: true, description: "Null when it never reached a block" }),
    txIndex: t.exposeInt("txIndex", { nullable: true, description: "Position in the block, from 0" }),
    hash: t.exposeString("hash", { description: "Hash or id, as the chain prints it" }),
    time: t.field({
      type: "DateTime",
      nullable: true,
      description:
        "Time of the block (EVM), or the client's claim (Fabric); of one that never reached a block, when it was seen to fail",
      resolve: ({ timeMs }) => timeMs || null,
    }),
    actor: t.exposeString("actor", {
      description: "Sender address (EVM) or MSP id of the creator (Fabric); empty when unknown",
    }),
    target: t.exposeString("target", { description: "Recipient or created contract (EVM), chaincode (Fabric)" }),
    method: t.exposeString("method", { description: "Four-byte selector (EVM), function (Fabric); empty when none" }),
    methodName: t.field({
      type: declaredNameRef,
      nullable: true,
      description:
        "EVM: what the selector stands for; null where nothing known has it, and for families whose methods are names",
      extensions: { cost: { weight: 2, items: 1 } },
      resolve: async ({ network, family, target, method }, _args, { decoderOf }) =>
        family === "evm" && method !== ""
          ? (await decoderOf(network))?.nameOf({ kind: "function", address: target, key: method })
          : undefined,
    }),
    status: t.expose("status", { type: txStatusEnum }),
    statusText: t.exposeString("statusText", {
      description: "The chain's own word: reverted, MVCC_READ_CONFLICT; or `never in a block`",
    }),
    fee: t.expose("fee", { type: "BigInt", nullable: true, description: "Wei; null where the chain has no fees" }),
    previousInBlock: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction before it in its block",
      resolve: (transaction, _args, { loaders }) => neighbour(transaction, -1, loaders),
    }),
    nextInBlock: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction after it in its block",
      resolve: (transaction, _args, { loaders }) => neighbour(transaction, 1, loaders),
    }),
    sameId: t.field({
      type: [transactionRef],
      description: "Others of the network with the same id: a Fabric client may submit one twice; at most 20",
      extensions: { cost: { weight: 5, items: 20 } },
      resolve: async ({ network, hash, height, txIndex, family }, _args, { loaders }) => {
        if (family !== "fabric" || hash === "") return [];
        const places = await loaders.places.load({ network, id: hash });
        const others = places.filter((place) => place.height !== height || place.txIndex !== txIndex);
        const found = await Promise.all(others.map((place) => loaders.transaction.load(place)));
        return found.filter((transaction) => transaction !== undefined);
      },
    }),
    raw: t.field({
      type: rawBytesRef,
      nullable: true,
      description:
        "The transaction as the chain or its node gave it: the envelope (Fabric), the node's JSON (EVM); null where it was not kept",
      args: {
        offset: t.arg.int({ defaultValue: 0, description: "First byte, from 0" }),
        length: t.arg.int({ defaultValue: 4096, description: "1 to 65536" }),
      },
      extensions: { cost: { weight: 20, items: 1 } },
      resolve: async (transaction, { offset, length }, { viewer, warehouse }) => {
        const place = positionOf(transaction);
        if (!place) return null;
        const part = { offset: offset ?? 0, length: length ?? 4096 };
        if (part.offset < 0) throw apiError("BAD_INPUT", "`offset` must not be negative.");
        if (part.length < 1 || part.length > 65_536) throw apiError("BAD_INPUT", "`length` must be 1 to 65536.");
        return (await rawTransaction(viewer, warehouse, transaction.family, place, part)) ?? null;
      },
    }),
    trace: t.field({
      type: traceRef,
      nullable: true,
      description: "What happened to the transaction, step by step, as far as it was observed",
      extensions: { cost: { weight: 50, items: 1 } },
      resolve: (transaction, _args, { loaders }) => loaders.trace.load(tracerRef(transaction)),
    }),
    diagnosis: t.field({
      type: diagnosisRef,
      nullable: true,
      description: "Why it failed; null for what did not fail",
      extensions: { cost: { weight: 200, items: 1 } },
      resolve: async (transaction, _args, { loaders }) =>
        transaction.status === "failed" ? await loaders.diagnosis.load(tracerRef(transaction)) : null,
    }),
    findings: t.field({
      type: [findingRef],
      description:
        "What was found when it was explained: why it failed, why it was slow, what is suspected; surest first",
      extensions: { cost: { weight: 2, items: 3 } },
      resolve: async ({ network, hash, height }, _args, { loaders }) =>
        (await loaders.findings.load({ network, txId: hash.replace(/^0x/, "") })).filter(
          (finding) => finding.height === height,
        ),
    }),
    retryChain: t.field({
      type: retryChainRef,
      nullable: true,
      description:
        "The attempts that it is one of, where its client made the same call again after a failure; null where it did not",
      extensions: { cost: { weight: 50, items: 1 } },
      resolve: async (transaction, _args, { loaders, viewer, warehouse }) => {
        const { network, channel, hash: id } = transaction;
        const place = positionOf(transaction);
        const call = place && transaction.family === "fabric" && (await loaders.fabricTransaction.load(place));
        if (!call) return null;
        const { creatorCertSha256: certSha256, chaincode, callHash } = call;
        const retried = { network, channel, id, height: place.height, certSha256, chaincode, callHash };
        return await retryChainOf(warehouse, viewer, retried);
      },
    }),
    fabric: t.field({
      type: fabricTransactionRef,
      nullable: true,
      description: "What only a Fabric transaction has; null for other families, and for what never reached a block",
      resolve: (transaction, _args, { loaders }) => {
        const position = positionOf(transaction);
        return position && transaction.family === "fabric" ? loaders.fabricTransaction.load(position) : null;
      },
    }),
    evm: t.field({
      type: evmTransactionRef,
      nullable: true,
      description: "What only an EVM transaction has; null for other families, and for what never reached a block",
      resolve: (transaction, _args, { loaders }) => {
        const position = positionOf(transaction);
        return position && transaction.family === "evm" ? loaders.evmTransaction.load(position) : null;
      },
    }),
  }),
});

builder.queryFields((t) => ({
  transaction: t.field({
    type: transactionRef,
    nullable: true,
    description:
      "One transaction by its whole hash or id; where several networks have it, the successful and oldest one. Also one that failed before it reached a block, where the nodes' logs tell of it. Within a network also by its place, `height:index`: ids of Fabric may repeat, or be empty",
    args: {
      id: t.arg.string({ required: true, description: "Hex, with or without 0x; or the place, such as 20:3" }),
      network: t.arg.string({ description: "Needed with a place" }),
    },
    resolve: async (_root, { id, network }, { viewer, warehouse, loaders }) => {
      const [, height, txIndex] = /^(\d{1,15}):(\d{1,9})$/.exec(id.trim()) ?? [];
      if (height !== undefined && txIndex !== undefined) {
        if (!network) throw apiError("BAD_INPUT", "A place such as 20:3 needs its `network`.");
        return loaders.wholeTransaction.load({ network, height: Number(height), txIndex: Number(txIndex) });
      }
      const digits = id.trim().toLowerCase().replace(/^0x/, "");
      if (!/^[0-9a-f]{64}$/.test(digits)) return null;
      const [found] = network
        ? await loaders.places.load({ network, id: digits })
        : await transactionsById(viewer, warehouse, digits, { limit: 1 });
      if (found) return network ? loaders.transaction.load(found) : loaders.wholeTransaction.load(found);
      const of = { id: digits, limit: 1, ...(network ? { network } : {}) };
      return (await transactionsNeverInBlock(viewer, warehouse, of))[0];
    },
  }),
}));
