import { diagnosisKindEnum, langEnum } from "./enums.ts";
import { culpritRef, diagnosisRef, proofRowRef } from "./refs.ts";

diagnosisRef.implement({
  description: "Why a transaction failed, what caused it, and how that is known",
  fields: (t) => {
    const lang = t.arg({ type: langEnum, required: true });
    return {
      code: t.exposeString("code", { description: "Such as mvcc_read_conflict, evm_revert" }),
      subCause: t.exposeString("subCause", {
        nullable: true,
        description: "Which of the ways that lead there, such as hot_key_in_block; null where they are not told apart",
      }),
      subCauses: t.stringList({
        description: "All of these ways that apply, `subCause` first",
        resolve: ({ subCause, subCauses }) => [...new Set([...(subCause ? [subCause] : []), ...(subCauses ?? [])])],
      }),
      kind: t.field({ type: diagnosisKindEnum, resolve: ({ kind = "failure" }) => kind }),
      chainCode: t.exposeInt("chainCode", {
        nullable: true,
        description: "The chain's own number: validation code (Fabric), receipt status (EVM)",
      }),
      confidence: t.exposeFloat("confidence", { description: "0 to 1" }),
      title: t.string({ args: { lang }, resolve: ({ title }, args) => title[args.lang] }),
      summary: t.string({ args: { lang }, resolve: ({ summary }, args) => summary[args.lang] }),
      advice: t.string({ args: { lang }, resolve: ({ advice }, args) => advice[args.lang] }),
      runbook: t.field({
        type: ["String"],
        description: "What an operator does now, step by step",
        args: { lang },
        resolve: ({ runbook = [] }, args) => runbook.map((step) => step[args.lang]),
      }),
      culprits: t.field({
        type: [culpritRef],
        description: "Transactions that caused it, the first one first",
        resolve: ({ culprits }) => [...culprits],
      }),
      proof: t.field({ type: [proofRowRef], description: "What it rests on", resolve: ({ proof }) => [...proof] }),
      unseen: t.field({
        type: ["String"],
        description: "What could not be looked at",
        args: { lang },
        resolve: ({ unseen }, args) => unseen.map((text) => text[args.lang]),
      }),
    };
  },
});

culpritRef.implement({
  description: "A transaction that caused another one's failure",
  fields: (t) => ({
    id: t.exposeString("id", { description: "Transaction hash or id, as the chain prints it" }),
    height: t.exposeInt("height"),
    txIndex: t.exposeInt("txIndex"),
    namespace: t.exposeString("namespace", { nullable: true }),
    collection: t.exposeString("collection", { nullable: true }),
    key: t.exposeString("key", { nullable: true, description: "The key that both touched" }),
    readVersion: t.exposeString("readVersion", { nullable: true, description: "height:index that was read" }),
    writtenVersion: t.exposeString("writtenVersion", { nullable: true, description: "height:index that it wrote" }),
  }),
});

proofRowRef.implement({
  description: "One thing that a diagnosis rests on",
  fields: (t) => ({
    label: t.exposeString("label", { description: "What it is" }),
    value: t.exposeString("value", { description: "What was found" }),
  }),
});
