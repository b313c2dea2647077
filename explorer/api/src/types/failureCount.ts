import { failureCountRef } from "./refs.ts";

failureCountRef.implement({
  description: "How many transactions failed for one reason",
  fields: (t) => ({
    reason: t.exposeString("reason", { description: "The chain's own word, such as MVCC_READ_CONFLICT" }),
    count: t.expose("count", { type: "BigInt" }),
  }),
});
