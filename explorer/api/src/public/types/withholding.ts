import { withholdingRef } from "./refs.ts";

withholdingRef.implement({
  fields: (t) => ({
    reason: t.exposeString("reason", { description: "Such as counts_only" }),
    count: t.field({ type: "BigInt", resolve: ({ count }) => count }),
  }),
});
