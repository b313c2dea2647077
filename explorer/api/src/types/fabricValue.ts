import { builder } from "../builder.ts";
import { printable } from "../printable.ts";
import type { FabricValueRow } from "../queries/fabricState.ts";

export const fabricValueRef = builder.objectRef<FabricValueRow>("FabricValue").implement({
  description: "A value of a key of the world state, and the valid transaction that wrote it",
  fields: (t) => ({
    value: t.string({ description: "Cut at 64 KiB", resolve: ({ valueHex }) => printable(valueHex) }),
    valueBytes: t.int({
      description: "Length of the whole value, in bytes",
      resolve: ({ valueBytes }) => Number(valueBytes),
    }),
    isDelete: t.exposeBoolean("isDelete", { description: "The key was deleted: there is no value" }),
    height: t.int({ description: "Version: block of the writer", resolve: ({ height }) => Number(height) }),
    txIndex: t.exposeInt("txIndex", { description: "Version: position of the writer in its block" }),
    txId: t.exposeString("txId", { description: "Id of the writer" }),
  }),
});
