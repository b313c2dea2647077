import { printable } from "../printable.ts";
import { fabricValueRef } from "./fabricValue.ts";
import { fabricReadRef } from "./refs.ts";

fabricReadRef.implement({
  description: "A key as it was read: the version is the place of the transaction that had written it",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode namespace" }),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({ description: "In printable form", resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex", description: "The key's bytes" }),
    readHeight: t.int({
      nullable: true,
      description: "Version read: height; null when the key did not exist",
      resolve: ({ readAbsent, readHeight }) => (readAbsent ? null : Number(readHeight)),
    }),
    readTxIndex: t.int({
      nullable: true,
      description: "Version read: position in that block; null when the key did not exist",
      resolve: ({ readAbsent, readTxIndex }) => (readAbsent ? null : Number(readTxIndex)),
    }),
    value: t.field({
      type: fabricValueRef,
      nullable: true,
      description:
        "The value at the version that was read; null when the key did not exist, or its writer is not stored",
      extensions: { cost: { weight: 3, items: 1 } },
      resolve: (read, _args, { loaders }) => (read.readAbsent ? null : loaders.fabricValueAt.load(read)),
    }),
    readAbsent: t.exposeBoolean("readAbsent", { description: "The key did not exist when it was read" }),
    inRange: t.exposeBoolean("inRange", { description: "Part of a range query" }),
  }),
});
