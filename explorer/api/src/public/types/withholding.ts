import { withholdingRef } from "./refs.ts";

withholdingRef.implement({
  description: "How many transactions are withheld for one reason",
  fields: (t) => ({
    reason: t.exposeString("reason", { description: "Such as counts_only" }),
    count: t.field({ type: "BigInt", resolve: ({ count }) => count }),
  }),
});
