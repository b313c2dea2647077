import { hotKeyRef } from "../refs.ts";

hotKeyRef.implement({
  description: "A key over which transactions failed",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode" }),
    collection: t.string({
      nullable: true,
      description: "Private data collection, whose key is a hash; null for public state",
      resolve: ({ collection }) => collection || null,
    }),
    key: t.exposeString("key", { description: "In printable form" }),
    failed: t.expose("failed", { type: "BigInt", description: "Transactions that failed over it" }),
    writers: t.expose("writers", { type: "BigInt", description: "Transactions that had written it in between" }),
  }),
});
