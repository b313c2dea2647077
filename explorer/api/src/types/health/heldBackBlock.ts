import { builder } from "../../builder.ts";
import type { HeldBackBlock } from "../../queries/health.ts";

export const heldBackBlockRef = builder.objectRef<HeldBackBlock>("HeldBackBlock").implement({
  description: "A block that failed a check when it came: its bytes are kept, it is not stored",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Height that it came for" }),
    check: t.exposeString("check", { description: "Name of the check that failed" }),
    detail: t.exposeString("detail", { description: "What was expected and what was found" }),
    at: t.field({
      type: "DateTime",
      description: "When it failed last",
      resolve: ({ atNs }) => Number(BigInt(atNs) / 1_000_000n),
    }),
    all: t.expose("all", { type: "BigInt", description: "Blocks of the network that are held back, listed or not" }),
  }),
});
