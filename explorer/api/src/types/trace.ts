import { nodeClockRef, traceGapRef, traceRef, traceSpanRef } from "./refs.ts";

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
    gaps: t.field({ type: [traceGapRef], description: "What could not be seen", resolve: ({ gaps }) => [...gaps] }),
    clocks: t.field({
      type: [nodeClockRef],
      description: "Clocks of the nodes that took part, as far as their messages tell how far they are apart",
      resolve: ({ clocks = [] }) => [...clocks],
    }),
    unknownNs: t.field({
      type: "BigInt",
      nullable: true,
      description: "Time of the whole in which nobody was seen at work, nanoseconds; null where that is not known",
      resolve: ({ unknownNs }) => unknownNs ?? null,
    }),
  }),
});
