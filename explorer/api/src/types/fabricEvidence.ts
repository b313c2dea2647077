import { builder } from "../builder.ts";
import { checkedFirst } from "../page.ts";
import { escapeInvisible, printable } from "../printable.ts";
import {
  type FabricConflictRow,
  type FabricPolicyRow,
  type FabricPrivateHashRow,
  type FabricRangeQueryRow,
  MAX_CONFLICTS,
  MAX_POLICIES,
} from "../queries/fabricEvidence.ts";
import { fabricTransactionRef, transactionRef } from "./refs.ts";

const policyStateEnum = builder.enumType("FabricPolicyState", {
  description: "Whether a transaction met an endorsement policy",
  values: {
    satisfied: { description: "The endorsements fulfil the policy" },
    unsatisfied: { description: "They do not" },
    unsupported: { description: "It rests on something that is not covered" },
  } as const,
});

const policySourceEnum = builder.enumType("FabricPolicySource", {
  description: "Whose endorsement policy it is",
  values: {
    chaincode: { description: "The chaincode's own policy" },
    collection: { description: "Of a private data collection" },
    key: { description: "Of one key of the world state" },
    lifecycle: { description: "Of the channel, for the lifecycle of chaincodes" },
    system: { description: "Of a system chaincode of Fabric 1.x" },
  } as const,
});

const fabricPolicyRef = builder.objectRef<FabricPolicyRow>("FabricPolicyEvaluation").implement({
  description: "An endorsement policy that the transaction had to meet, evaluated again from the signatures it carries",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode that was called or whose state was written" }),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({
      nullable: true,
      description: "Key whose own policy it is; null for any other",
      resolve: ({ keyHex }) => (keyHex === "" ? null : printable(keyHex)),
    }),
    source: t.field({
      type: policySourceEnum,
      description: "Where the policy comes from",
      resolve: ({ source }) => source as never,
    }),
    policy: t.string({
      description: "In words: AND('Org1MSP.peer', 'Org2MSP.peer')",
      resolve: ({ policy }) => escapeInvisible(policy),
    }),
    state: t.field({
      type: policyStateEnum,
      description: "Whether the endorsements fulfil it",
      resolve: ({ state }) => state as never,
    }),
    endorsedBy: t.stringList({
      description: "MSP ids of the endorsers whose signature and certificate are good",
      resolve: ({ endorsedBy }) => endorsedBy.map(escapeInvisible),
    }),
    missing: t.stringList({
      description: "What would have to be added, all of it",
      resolve: ({ missing }) => missing.map(escapeInvisible),
    }),
    detail: t.string({
      nullable: true,
      description: "Why it is not satisfied where no endorsement is missing, or not supported",
      resolve: ({ detail }) => escapeInvisible(detail) || null,
    }),
  }),
});

const fabricConflictRef = builder.objectRef<FabricConflictRow>("FabricConflict").implement({
  description: "A read that was out of date when its block was validated",
  fields: (t) => ({
    kind: t.exposeString("kind", {
      description: "read: a key that was read; range: a key that a range query had returned, or would have",
    }),
    evidence: t.exposeString("evidence", { description: "proved, expired, inferred or incomplete" }),
    namespace: t.exposeString("namespace", { description: "Chaincode namespace" }),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({ description: "The key, in printable form", resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex", description: "The key's bytes" }),
    readVersion: t.string({
      nullable: true,
      description: "Version that was read, height:index; null when the key did not exist, or where it is not known",
      resolve: ({ readAbsent, readHeight, readTxIndex, evidence }) =>
        readAbsent || evidence !== "proved" ? null : `${readHeight}:${readTxIndex}`,
    }),
    writerHeight: t.int({ description: "Block of the writer", resolve: ({ writerHeight }) => Number(writerHeight) }),
    writerTxIndex: t.exposeInt("writerTxIndex", { description: "Its position there" }),
    writerTxId: t.exposeString("writerTxId", { description: "Its id; empty where none wrote the key" }),
    writerIsDelete: t.exposeBoolean("writerIsDelete", { description: "It deleted the key" }),
    withinBlock: t.exposeBoolean("withinBlock", { description: "It stands in the same block" }),
    writer: t.field({
      type: transactionRef,
      nullable: true,
      description: "The transaction that had written the key since; null where none did",
      resolve: ({ network, writerHeight, writerTxIndex, writerTxId }, _args, { loaders }) =>
        writerTxId === ""
          ? null
          : loaders.transaction.load({ network, height: Number(writerHeight), txIndex: writerTxIndex }),
    }),
  }),
});

const fabricPrivateHashRef = builder.objectRef<FabricPrivateHashRow>("FabricPrivateHash").implement({
  description: "A read or write of private data as the ledger shows it: hashes of key and value",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode namespace" }),
    collection: t.exposeString("collection", { description: "Private data collection" }),
    operation: t.exposeString("operation", { description: "read, write, delete, purge, metadata or none" }),
    keyHash: t.expose("keyHash", { type: "Hex", description: "SHA-256 of the key" }),
    valueHash: t.expose("valueHash", { type: "Hex", nullable: true, description: "SHA-256 of the value written" }),
    readVersion: t.string({
      nullable: true,
      description: "Version read, height:index; null for what is no read, and where the key did not exist",
      resolve: ({ operation, readAbsent, readHeight, readTxIndex }) =>
        operation !== "read" || readAbsent ? null : `${readHeight}:${readTxIndex}`,
    }),
    privateSetHash: t.expose("privateSetHash", {
      type: "Hex",
      description: "SHA-256 of the private read-write set that the peers of the collection hold",
    }),
  }),
});

const fabricRangeQueryRef = builder.objectRef<FabricRangeQueryRow>("FabricRangeQuery").implement({
  description: "A range query over public state; the keys that it returned are reads `inRange`",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode namespace" }),
    startKey: t.string({
      description: "First key; empty: from the first",
      resolve: (row) => printable(row.startKeyHex),
    }),
    endKey: t.string({
      description: "End of the range, exclusive when exhausted, else the last key read; empty: to the last key",
      resolve: (row) => printable(row.endKeyHex),
    }),
    exhausted: t.exposeBoolean("exhausted", { description: "The query was read to its end" }),
    form: t.exposeString("form", { description: "How its result is recorded: raw_reads, or merkle_hashes" }),
    readCount: t.exposeInt("readCount", { description: "Keys recorded one by one" }),
  }),
});

const at = (row: { network: string; height: number | string; txIndex: number }) => ({
  ...{ network: row.network, height: Number(row.height), txIndex: row.txIndex },
});

builder.objectFields(fabricTransactionRef, (t) => ({
  policies: t.field({
    type: [fabricPolicyRef],
    description: `Endorsement policies that it had to meet; empty before they were evaluated, at most ${MAX_POLICIES}`,
    extensions: { cost: { items: 5 } },
    resolve: async (transaction, _args, { loaders }) => [...(await loaders.fabricPolicies.load(at(transaction)))],
  }),
  conflicts: t.field({
    type: [fabricConflictRef],
    description: `Why it was refused with code 11 or 12: reads that were out of date, at most ${MAX_CONFLICTS}`,
    resolve: async (transaction, _args, { loaders }) =>
      transaction.validationCode === 0 ? [] : [...(await loaders.fabricConflicts.load(at(transaction)))],
  }),
  rangeQueries: t.field({
    type: [fabricRangeQueryRef],
    description: `Range queries over public state, at most ${MAX_CONFLICTS}`,
    resolve: async (transaction, _args, { loaders }) => [...(await loaders.fabricRangeQueries.load(at(transaction)))],
  }),
  privateHashes: t.field({
    type: [fabricPrivateHashRef],
    description: "What it read and wrote of private data, as hashes",
    args: { first: t.arg.int({ defaultValue: 100, description: "1 to 1000" }) },
    resolve: async (transaction, { first }, { loaders }) => [
      ...(await loaders.fabricPrivateHashes.load({ ...at(transaction), first: checkedFirst(first ?? 100, 1000) })),
    ],
  }),
}));
