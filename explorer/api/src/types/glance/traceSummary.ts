import { escapeInvisible } from "../../printable.ts";
import { traceStatusEnum } from "../enums.ts";
import { findingRef, traceSummaryRef, transactionRef } from "../refs.ts";

traceSummaryRef.implement({
  description: "A transaction as its trace sums it up",
  fields: (t) => ({
    hash: t.exposeString("txId", { description: "Transaction id or hash in hex, without 0x" }),
    height: t.exposeInt("height", { nullable: true, description: "Null when it never reached a block" }),
    txIndex: t.exposeInt("txIndex", { nullable: true }),
    time: t.field({
      type: "DateTime",
      description: "The client's claim (Fabric), or the block's (EVM)",
      resolve: ({ timeNs }) => Number(BigInt(timeNs) / 1_000_000n),
    }),
    durationNs: t.expose("durationNs", {
      type: "BigInt",
      description: "From the first span's start to the last one's end",
    }),
    unknownNs: t.expose("unknownNs", {
      type: "BigInt",
      nullable: true,
      description: "Of these, time in which nobody was seen at work; null where that is not known",
    }),
    status: t.expose("status", { type: traceStatusEnum }),
    chaincode: t.string({ resolve: ({ chaincode }) => escapeInvisible(chaincode) }),
    function: t.string({ resolve: (row) => escapeInvisible(row.function) }),
    organisation: t.exposeString("creatorMsp", { description: "MSP id of the creator (Fabric), sender (EVM)" }),
    gateway: t.string({
      nullable: true,
      description: "Peer whose gateway the client used; null when unknown",
      resolve: ({ gateway }) => gateway || null,
    }),
    gaps: t.stringList({
      description: "What could not be seen: stage, or stage@node",
      resolve: ({ gaps }) => [...gaps],
    }),
    findings: t.field({
      type: [findingRef],
      description: "Why it failed or was slow, surest first",
      extensions: { cost: { weight: 2, items: 3 } },
      resolve: async ({ network, txId, height }, _args, { loaders }) =>
        (await loaders.findings.load({ network, txId })).filter((finding) => finding.height === height),
    }),
    transaction: t.field({
      type: transactionRef,
      nullable: true,
      description: "Null for what never reached a block",
      resolve: ({ network, height, txIndex }, _args, { loaders }) =>
        height === null || txIndex === null ? null : loaders.transaction.load({ network, height, txIndex }),
    }),
  }),
});
