import { apiError } from "../../errors.ts";
import { readPage } from "../../page.ts";
import { escapeInvisible, printable } from "../../printable.ts";
import { keyFigures, keyValueAt, keyVersions, versionPosition } from "../../queries/fabric/keyHistory.ts";
import { keyConflictCount, keyConflicts, keyReads, keyUsers, USERS_OF_LAST } from "../../queries/fabric/keyUse.ts";
import { blockRef, transactionRef } from "../refs.ts";
import {
  fabricKeyConflictConnectionRef,
  fabricKeyConflictRef,
  fabricKeyFiguresRef,
  fabricKeyReadConnectionRef,
  fabricKeyReadRef,
  fabricKeyRef,
  fabricKeyUserRef,
  fabricKeyValueRef,
  fabricKeyVersionConnectionRef,
  fabricKeyVersionRef,
  type StateKey,
} from "./refs.ts";

const listOf = (name: string, { of, namespace, collection, keyHex }: StateKey): string =>
  [name, of.name, encodeURIComponent(namespace), encodeURIComponent(collection), keyHex].join(":");

function checkedHeight(name: string, height: number): number {
  if (height < 0) throw apiError("BAD_INPUT", `\`${name}\` must be a block number, got ${height}.`);
  return height;
}

fabricKeyRef.implement({
  description: "A key of the world state. Of a private collection it is a SHA-256 hash, and so is its value",
  fields: (t) => ({
    namespace: t.string({
      description: "Chaincode namespace",
      resolve: ({ namespace }) => escapeInvisible(namespace),
    }),
    collection: t.string({
      description: "Private data collection; empty for public state",
      resolve: ({ collection }) => escapeInvisible(collection),
    }),
    key: t.string({ description: "As text, or 0x-hex where it is none", resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex", description: "Its bytes" }),
    exists: t.boolean({
      nullable: true,
      description: "It has a value now; null where the world state has not been worked out for it",
      resolve: ({ state }) => (state ? !state.isDelete : null),
    }),
    value: t.string({
      nullable: true,
      description:
        "Value that it has now, as text or 0x-hex, cut at 64 KiB (at 2 KiB in lists); null where it has none",
      resolve: ({ state }) => (state && !state.isDelete ? printable(state.valueHex) : null),
    }),
    valueBytes: t.int({
      description: "Length of the whole value, in bytes",
      resolve: ({ state }) => Number(state?.valueBytes ?? 0),
    }),
    version: t.string({
      nullable: true,
      description: "Version in Fabric's words, block:index of the last write of value or metadata",
      resolve: ({ state }) => (state ? `${state.height}:${state.txIndex}` : null),
    }),
    policy: t.string({
      nullable: true,
      description: "Its own endorsement policy in words; null where the chaincode's (or the collection's) holds",
      resolve: ({ state }) => escapeInvisible(state?.policy ?? "") || null,
    }),
    writtenBy: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction that wrote (or deleted) the value",
      resolve: ({ of, state }, _args, { loaders }) =>
        state &&
        loaders.transaction.load({
          network: of.name,
          height: Number(state.valueHeight),
          txIndex: state.valueTxIndex,
        }),
    }),
    writtenIn: t.field({
      type: blockRef,
      nullable: true,
      description: "Its block",
      resolve: ({ of, state }, _args, { loaders }) =>
        state && loaders.block.load({ network: of.name, height: Number(state.valueHeight) }),
    }),
    figures: t.field({
      type: fabricKeyFiguresRef,
      description: "How often it was written, read, and fought over",
      extensions: { cost: { weight: 10, items: 1 } },
      resolve: async (key, _args, { viewer, warehouse }) => {
        const [figures, conflicts] = await Promise.all([
          keyFigures(viewer, warehouse, key.of, key),
          keyConflictCount(viewer, warehouse, key.of, key),
        ]);
        return { ...figures, conflictsRefused: conflicts.refused, conflictWriters: conflicts.writers };
      },
    }),
    valueAt: t.field({
      type: fabricKeyValueRef,
      nullable: true,
      description:
        "The value that it had once a block was committed; null where it had none then, as far as writes are stored",
      args: { height: t.arg.int({ required: true, description: "Block number" }) },
      extensions: { cost: { weight: 5, items: 1 } },
      resolve: (key, { height }, { viewer, warehouse }) =>
        keyValueAt(viewer, warehouse, key.of, key, checkedHeight("height", height)),
    }),
    history: t.field({
      type: fabricKeyVersionConnectionRef,
      description: "Its writes, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last write of the page before" }),
        refused: t.arg.boolean({ defaultValue: false, description: "Also those of transactions that were refused" }),
        upTo: t.arg.int({ description: "Only those in blocks up to this one" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (key, { first, after, refused, upTo }, { viewer, warehouse }) => {
        // Where a page would begin that follows everything above.
        const start = typeof upTo === "number" ? [checkedHeight("upTo", upTo) + 1, 0, 0, 0] : undefined;
        return readPage(
          listOf(refused ? "key-writes" : "key-history", key),
          { first: first ?? 20, after },
          (slice) =>
            keyVersions(viewer, warehouse, key.of, key, {
              limit: slice.limit,
              after: slice.after ?? start,
              refused: refused ?? false,
            }),
          4,
          versionPosition,
        );
      },
    }),
    reads: t.field({
      type: fabricKeyReadConnectionRef,
      description: "Its reads by transactions in blocks, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last read of the page before" }),
      },
      extensions: { cost: { weight: 5 } },
      resolve: (key, { first, after }, { viewer, warehouse }) =>
        readPage(
          listOf("key-reads", key),
          { first: first ?? 20, after },
          (slice) => keyReads(viewer, warehouse, key.of, key, slice),
          3,
          ({ height, txIndex, actionIndex }) => [height, txIndex, actionIndex],
        ),
    }),
    conflicts: t.field({
      type: fabricKeyConflictConnectionRef,
      description: "Transactions that were refused over it (codes 11 and 12), with who had written it, newest first",
      args: {
        first: t.arg.int({ defaultValue: 20, description: "1 to 100" }),
        after: t.arg.string({ description: "Cursor of the last conflict of the page before" }),
      },
      extensions: { cost: { weight: 20 } },
      resolve: (key, { first, after }, { viewer, warehouse }) =>
        readPage(
          listOf("key-conflicts", key),
          { first: first ?? 20, after },
          (slice) => keyConflicts(viewer, warehouse, key.of, key, slice),
          4,
          ({ height, txIndex, writerHeight, writerTxIndex }) => [height, txIndex, writerHeight, writerTxIndex],
        ),
    }),
    writers: t.field({
      type: [fabricKeyUserRef],
      description: `Who wrote it, or tried to: of the newest ${USERS_OF_LAST} transactions that did, most active first`,
      extensions: { cost: { weight: 20, items: 50 } },
      resolve: (key, _args, { viewer, warehouse }) => keyUsers(viewer, warehouse, key.of, key, "writes"),
    }),
    readers: t.field({
      type: [fabricKeyUserRef],
      description: `Who read it: of the newest ${USERS_OF_LAST} transactions that did, most active first`,
      extensions: { cost: { weight: 20, items: 50 } },
      resolve: (key, _args, { viewer, warehouse }) => keyUsers(viewer, warehouse, key.of, key, "reads"),
    }),
  }),
});

fabricKeyFiguresRef.implement({
  description: "How often a key was touched",
  fields: (t) => ({
    versions: t.expose("versions", { type: "BigInt", description: "Writes that took effect" }),
    refused: t.expose("refused", { type: "BigInt", description: "Writes of transactions that were refused" }),
    deletions: t.expose("deletions", { type: "BigInt", description: "Deletions that took effect" }),
    reads: t.expose("reads", { type: "BigInt", description: "Reads, range queries included" }),
    conflictsRefused: t.expose("conflictsRefused", {
      type: "BigInt",
      description: "Transactions that were refused because it had changed since they read it",
    }),
    conflictWriters: t.expose("conflictWriters", {
      type: "BigInt",
      description: "Transactions that had changed it so",
    }),
  }),
});

fabricKeyValueRef.implement({
  description: "A value that a key had",
  fields: (t) => ({
    value: t.string({
      description: "As text or 0x-hex, cut at 64 KiB",
      resolve: ({ valueHex }) => printable(valueHex),
    }),
    valueBytes: t.exposeInt("valueBytes", { description: "Length of the whole value, in bytes" }),
    height: t.exposeInt("height", { description: "Block of its transaction" }),
    txIndex: t.exposeInt("txIndex", { description: "Position of its transaction" }),
  }),
});

fabricKeyVersionRef.implement({
  description: "One write of a key",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Block number" }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    txId: t.exposeString("txId", { description: "Transaction id" }),
    effective: t.exposeBoolean("effective", { description: "Its transaction took effect" }),
    isDelete: t.exposeBoolean("isDelete", { description: "The key was deleted" }),
    isMetadata: t.exposeBoolean("isMetadata", {
      description: "Only the key's metadata was written, such as its endorsement policy",
    }),
    policy: t.string({
      nullable: true,
      description: "Of a write of metadata: the endorsement policy that it sets, in words; empty: it sets none",
      resolve: ({ policy }) => (policy === null ? null : escapeInvisible(policy)),
    }),
    value: t.string({
      description: "Value written, as text or 0x-hex, cut at 64 KiB",
      resolve: ({ valueHex }) => printable(valueHex),
    }),
    valueBytes: t.exposeInt("valueBytes", { description: "Length of the whole value, in bytes" }),
    before: t.field({
      type: fabricKeyValueRef,
      nullable: true,
      description: "The value that it replaced; null where there was none, or where that block is not stored",
      resolve: ({ before }) => before,
    }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height, txIndex }),
    }),
  }),
});

fabricKeyReadRef.implement({
  description: "One read of a key",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Block number" }),
    txIndex: t.exposeInt("txIndex", { description: "Position of the transaction in the block, from 0" }),
    effective: t.exposeBoolean("effective", { description: "Its transaction took effect" }),
    readAbsent: t.exposeBoolean("readAbsent", { description: "The key did not exist when it was read" }),
    version: t.string({
      nullable: true,
      description: "Version read, block:index of the write; null where the key did not exist",
      resolve: ({ readAbsent, readHeight, readTxIndex }) => (readAbsent ? null : `${readHeight}:${readTxIndex}`),
    }),
    inRange: t.exposeBoolean("inRange", { description: "By a range query only" }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height, txIndex }),
    }),
  }),
});

fabricKeyUserRef.implement({
  description: "Who touched a key",
  fields: (t) => ({
    msp: t.string({ description: "MSP id of the creators", resolve: ({ msp }) => escapeInvisible(msp) }),
    chaincode: t.string({
      description: "Chaincode that they called",
      resolve: ({ chaincode }) => escapeInvisible(chaincode),
    }),
    function: t.string({
      description: "Function that they called",
      resolve: ({ functionHex }) => printable(functionHex),
    }),
    count: t.expose("count", { type: "BigInt", description: "Transactions" }),
    failed: t.expose("failed", { type: "BigInt", description: "Of these, how many failed" }),
    lastHeight: t.int({ description: "Block of the newest", resolve: ({ lastHeight }) => Number(lastHeight) }),
  }),
});

fabricKeyConflictRef.implement({
  description: "A transaction that was refused over a key, and one that had written it since",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Block of the refused transaction" }),
    txIndex: t.exposeInt("txIndex", { description: "Its position, from 0" }),
    kind: t.exposeString("kind", {
      description: "read: the key was read; range: a range query had returned it, or would have since",
    }),
    evidence: t.exposeString("evidence", {
      description:
        "proved: from the version that was read; expired: private data that was purged since; inferred: from the range of a query whose result is a hash; incomplete: blocks below are not stored",
    }),
    readVersion: t.string({
      nullable: true,
      description: "Version read, block:index; null where the key did not exist, or where it is not known",
      resolve: ({ readAbsent, readHeight, readTxIndex, evidence }) =>
        readAbsent || evidence === "inferred" ? null : `${readHeight}:${readTxIndex}`,
    }),
    readAbsent: t.exposeBoolean("readAbsent", { description: "The key did not exist when it was read" }),
    writerDeleted: t.boolean({
      description: "The writer deleted the key",
      resolve: ({ writerIsDelete }) => writerIsDelete,
    }),
    withinBlock: t.exposeBoolean("withinBlock", { description: "The writer stands in the same block" }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "The refused transaction",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        loaders.transaction.load({ network, height, txIndex }),
    }),
    writer: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction that had written the key; null where none did",
      resolve: ({ network, writerHeight, writerTxIndex, writerTxId }, _args, { loaders }) =>
        writerTxId === "" ? null : loaders.transaction.load({ network, height: writerHeight, txIndex: writerTxIndex }),
    }),
  }),
});
