import { activityBucketRef } from "./refs.ts";

activityBucketRef.implement({
  description: "Half-open interval of time: from <= time of the block < to",
  fields: (t) => ({
    from: t.field({ type: "DateTime", resolve: ({ fromMs }) => fromMs }),
    to: t.field({ type: "DateTime", resolve: ({ toMs }) => toMs }),
    transactions: t.exposeInt("transactions", { description: "Successful and failed" }),
    failed: t.exposeInt("failed", { description: "Transactions without effect" }),
  }),
});
