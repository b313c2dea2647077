import { traceGapRef, traceRef, traceSpanRef } from "./refs.ts";

traceRef.implement({
  description: "Spans of one transaction, with the evidence for each and the gaps named",
  fields: (t) => ({
    traceId: t.exposeString("traceId", {
      description: "W3C trace id, 32 hex digits: the start of the transaction's hash",
    }),
    startNs: t.expose("startNs", { type: "BigInt", description: "Unix nanoseconds" }),
    endNs: t.expose("endNs", { type: "BigInt", description: "Unix nanoseconds" }),
    closed: t.exposeBoolean("closed", { description: "Nothing more is expected" }),
    spans: t.field({
      type: [traceSpanRef],
      description: "Parents before children",
      resolve: ({ spans }) => [...spans],
    }),
    gaps: t.field({ type: [traceGapRef], resolve: ({ gaps }) => [...gaps] }),
  }),
});
