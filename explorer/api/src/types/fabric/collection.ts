import { escapeInvisible } from "../../printable.ts";
import { fabricCollectionDefinitionRef, fabricCollectionRef, fabricLifecycleStepRef } from "./refs.ts";

fabricCollectionRef.implement({
  description: "A private data collection: what its definition says, and what the ledger shows of it, which is hashes",
  fields: (t) => ({
    chaincode: t.string({ description: "Chaincode", resolve: ({ chaincode }) => escapeInvisible(chaincode) }),
    name: t.string({ description: "Name", resolve: ({ name }) => escapeInvisible(name) }),
    implicitOf: t.string({
      nullable: true,
      description:
        "MSP id of the organisation whose implicit collection it is (_implicit_org_…); null for a defined one",
      resolve: ({ name }) => /^_implicit_org_(.+)$/.exec(name)?.[1] ?? null,
    }),
    definition: t.field({
      type: fabricCollectionDefinitionRef,
      nullable: true,
      description: "As the definition in force states it; null for an implicit one, and one that is no longer stated",
      resolve: ({ definition }) => definition ?? null,
    }),
    statedBy: t.field({
      type: [fabricLifecycleStepRef],
      description: "Definitions that have stated it, oldest first",
      extensions: { cost: { items: 5 } },
      resolve: ({ steps }) => steps.map(({ step }) => step),
    }),
    writes: t.field({ type: "BigInt", description: "Hashed writes", resolve: ({ figures }) => figures?.writes ?? "0" }),
    deletes: t.field({
      type: "BigInt",
      description: "Hashed deletions",
      resolve: ({ figures }) => figures?.deletes ?? "0",
    }),
    purges: t.field({
      type: "BigInt",
      description: "Keys whose history was purged from the peers (since Fabric 2.5)",
      resolve: ({ figures }) => figures?.purges ?? "0",
    }),
    reads: t.field({ type: "BigInt", description: "Hashed reads", resolve: ({ figures }) => figures?.reads ?? "0" }),
    keys: t.field({
      type: "BigInt",
      description: "About how many keys were written",
      resolve: ({ figures }) => figures?.keys ?? "0",
    }),
    transactions: t.field({
      type: "BigInt",
      description: "About how many transactions touched it",
      resolve: ({ figures }) => figures?.transactions ?? "0",
    }),
    firstHeight: t.int({
      nullable: true,
      description: "First block that touches it",
      resolve: ({ figures }) => (figures ? Number(figures.firstHeight) : null),
    }),
    lastHeight: t.int({
      nullable: true,
      description: "Last block that touches it",
      resolve: ({ figures }) => (figures ? Number(figures.lastHeight) : null),
    }),
  }),
});
