import { builder } from "../builder.ts";
import { formatNodeKey, parseNodeKey } from "../globalId.ts";
import { readPage } from "../page.ts";
import { type TransactionRow, transactionsById, transactionsPage } from "../queries/transactions.ts";
import { txStatusEnum } from "./enums.ts";
import { networkOf, networkToRead } from "./networkOf.ts";
import {
  blockRef,
  diagnosisRef,
  evmTransactionRef,
  fabricTransactionRef,
  networkRef,
  traceRef,
  transactionConnectionRef,
  transactionRef,
} from "./refs.ts";

/** Place and id: Fabric ids may repeat (DUPLICATE_TXID) or be absent, and places move in a reorg. */
const keyOf = ({ height, txIndex, hash }: TransactionRow): string => `${height}:${txIndex}:${hash}`;

builder.node(transactionRef, {
  description: "A transaction of any family; what only one family has is in `fabric` or `evm`",
  id: { resolve: (transaction) => formatNodeKey({ ...transaction, key: keyOf(transaction) }) },
  loadOne: async (id, { loaders }) => {
    const { network, channel, key } = parseNodeKey(id);
    const [height, txIndex] = key.split(":").map(Number);
    if (!Number.isSafeInteger(height) || !Number.isSafeInteger(txIndex)) return null;
    const found = await loaders.transaction.load({ network, height: height as number, txIndex: txIndex as number });
    return found && keyOf(found) === key && found.channel === channel ? found : null;
  },
  fields: (t) => ({
    network: t.field({ type: networkRef, resolve: ({ network }, _args, context) => networkOf(context, network) }),
    block: t.field({
      type: blockRef,
      nullable: true,
      resolve: (transaction, _args, { loaders }) => loaders.block.load(transaction),
    }),
    height: t.exposeInt("height", { nullable: true }),
    txIndex: t.exposeInt("txIndex", { nullable: true, description: "Position in the block, from 0" }),
    hash: t.exposeString("hash", { description: "Hash or id, as the chain prints it" }),
    time: t.field({
      type: "DateTime",
      nullable: true,
      description: "Time of the block (EVM), or the client's claim (Fabric)",
      resolve: ({ timeMs }) => timeMs || null,
    }),
    actor: t.exposeString("actor", { description: "Sender address (EVM) or MSP id of the creator (Fabric)" }),
    target: t.exposeString("target", { description: "Recipient or created contract (EVM), chaincode (Fabric)" }),
    method: t.exposeString("method", { description: "Four-byte selector (EVM), function (Fabric); empty when none" }),
    status: t.expose("status", { type: txStatusEnum }),
    statusText: t.exposeString("statusText", { description: "The chain's own word: reverted, MVCC_READ_CONFLICT" }),
    fee: t.expose("fee", { type: "BigInt", nullable: true, description: "Wei; null where the chain has no fees" }),
    trace: t.field({
      type: traceRef,
      nullable: true,
      description: "What happened to the transaction, step by step, as far as it was observed",
      extensions: { cost: { weight: 50, items: 1 } },
      resolve: ({ hash, network }, _args, { loaders }) => loaders.trace.load({ id: hash, network }),
    }),
    diagnosis: t.field({
      type: diagnosisRef,
      nullable: true,
      description: "Why it failed; null for what did not fail",
      extensions: { cost: { weight: 200, items: 1 } },
      resolve: async ({ hash, network, status }, _args, { loaders }) =>
        status === "failed" ? (await loaders.why.load({ id: hash, network }))?.diagnosis : null,
    }),
    fabric: t.field({
      type: fabricTransactionRef,
      nullable: true,
      resolve: (transaction, _args, { loaders }) =>
        transaction.family === "fabric" ? loaders.fabricTransaction.load(transaction) : null,
    }),
    evm: t.field({
      type: evmTransactionRef,
      nullable: true,
      resolve: (transaction, _args, { loaders }) =>
        transaction.family === "evm" ? loaders.evmTransaction.load(transaction) : null,
    }),
  }),
});

builder.queryFields((t) => ({
  transaction: t.field({
    type: transactionRef,
    nullable: true,
    description:
      "One transaction by its whole hash or id; where several networks have it, the successful and oldest one",
    args: {
      id: t.arg.string({ required: true, description: "Hex, with or without 0x" }),
      network: t.arg.string(),
    },
    resolve: async (_root, { id, network }, { viewer, warehouse, loaders }) => {
      const digits = id.trim().toLowerCase().replace(/^0x/, "");
      if (!/^[0-9a-f]{64}$/.test(digits)) return null;
      const [found] = await transactionsById(viewer, warehouse, digits, { network: network ?? undefined, limit: 1 });
      return found && loaders.transaction.load(found);
    },
  }),
  transactions: t.field({
    type: transactionConnectionRef,
    description: "Transactions of a network, newest first",
    args: {
      network: t.arg.string({ required: true }),
      first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
      after: t.arg.string({ description: "Cursor of the last row of the page before" }),
      status: t.arg({ type: txStatusEnum }),
    },
    resolve: async (_root, { network, first, after, status }, context) => {
      networkToRead(context, network);
      return readPage(
        `transactions:${network}:${status ?? ""}`,
        { first: first ?? 20, after },
        (slice) => transactionsPage(context.viewer, context.warehouse, { network, status: status ?? undefined }, slice),
        2,
        ({ height, txIndex }) => [height, txIndex],
      );
    },
  }),
}));
