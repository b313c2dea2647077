import { printable } from "../printable.ts";
import { fabricWriteRef } from "./refs.ts";

fabricWriteRef.implement({
  description: "A key as it was written",
  fields: (t) => ({
    namespace: t.exposeString("namespace"),
    collection: t.exposeString("collection", { description: "Private data collection; empty for public state" }),
    key: t.string({ resolve: ({ keyHex }) => printable(keyHex) }),
    keyHex: t.expose("keyHex", { type: "Hex" }),
    isDelete: t.exposeBoolean("isDelete"),
    isMetadata: t.exposeBoolean("isMetadata", {
      description: "Only the key's metadata, such as its endorsement policy",
    }),
    value: t.string({ description: "Cut at 64 KiB", resolve: ({ valueHex }) => printable(valueHex) }),
    valueBytes: t.int({
      description: "Length of the whole value, in bytes",
      resolve: ({ valueBytes }) => Number(valueBytes),
    }),
  }),
});
