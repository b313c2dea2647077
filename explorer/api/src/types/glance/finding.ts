import { diagnosisKindEnum, langEnum } from "../enums.ts";
import { findingRef, proofRowRef, transactionRef } from "../refs.ts";

findingRef.implement({
  description: "A diagnosis as it was stored when its transaction was explained",
  fields: (t) => {
    const lang = t.arg({ type: langEnum, required: true });
    return {
      kind: t.expose("kind", { type: diagnosisKindEnum }),
      code: t.exposeString("code", { description: "Such as mvcc_read_conflict" }),
      subCause: t.string({
        description: "Which of the ways that lead there; null where they are not told apart",
        nullable: true,
        resolve: ({ subCause }) => subCause || null,
      }),
      confidence: t.exposeFloat("confidence", { description: "0 to 1" }),
      title: t.string({ args: { lang }, resolve: ({ title }, args) => title[args.lang] }),
      summary: t.string({ args: { lang }, resolve: ({ summary }, args) => summary[args.lang] }),
      proof: t.field({ type: [proofRowRef], description: "What it rests on", resolve: ({ proof }) => [...proof] }),
      hash: t.exposeString("txId", { description: "The transaction's id, in hex without 0x" }),
      time: t.field({
        type: "DateTime",
        description: "The transaction's",
        resolve: ({ timeNs }) => Number(BigInt(timeNs) / 1_000_000n),
      }),
      transaction: t.field({
        type: transactionRef,
        nullable: true,
        description: "Null for what never reached a block",
        resolve: ({ network, height, txIndex }, _args, { loaders }) =>
          height === null || txIndex === null ? null : loaders.transaction.load({ network, height, txIndex }),
      }),
    };
  },
});
