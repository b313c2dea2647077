import { printable } from "../printable.ts";
import { fabricValueRef } from "./fabricValue.ts";
import { fabricWriteRef } from "./refs.ts";

fabricWriteRef.implement({
  description: "A key as it was written",
  fields: (t) => ({
    namespace: t.exposeString("namespace", { description: "Chaincode namespace" }),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({ description: "In printable form", resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex", description: "The key's bytes" }),
    before: t.field({
      type: fabricValueRef,
      nullable: true,
      description: "The value that the key had before this transaction; null where it was never written",
      extensions: { cost: { weight: 3, items: 1 } },
      resolve: (write, _args, { loaders }) => loaders.fabricValueBefore.load(write),
    }),
    isDelete: t.exposeBoolean("isDelete", { description: "The key was deleted" }),
    isMetadata: t.exposeBoolean("isMetadata", {
      description: "Only the key's metadata, such as its endorsement policy",
    }),
    value: t.string({
      description: "Cut at 64 KiB, or where `valueBytes` of the list says",
      resolve: ({ valueHex }) => printable(valueHex),
    }),
    valueBytes: t.int({
      description: "Length of the whole value, in bytes",
      resolve: ({ valueBytes }) => Number(valueBytes),
    }),
  }),
});
