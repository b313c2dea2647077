import { printable } from "../printable.ts";
import { fabricReadRef } from "./refs.ts";

fabricReadRef.implement({
  description: "A key as it was read: the version is the place of the transaction that had written it",
  fields: (t) => ({
    namespace: t.exposeString("namespace"),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({ resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex" }),
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
    readAbsent: t.exposeBoolean("readAbsent"),
    inRange: t.exposeBoolean("inRange", { description: "Part of a range query" }),
  }),
});
