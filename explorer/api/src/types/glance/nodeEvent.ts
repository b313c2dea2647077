import { nodeEventRef } from "../refs.ts";
import { traceAttributeRef } from "../traceSpan.ts";

nodeEventRef.implement({
  description: "What befell a node, or the consensus as the node saw it",
  fields: (t) => ({
    stage: t.exposeString("stage", { description: "Such as fabric.node.started, fabric.node.unreachable" }),
    node: t.exposeString("node"),
    at: t.field({
      type: "DateTime",
      description: "When it ended, or began where that is all that is known",
      resolve: ({ atNs }) => Number(BigInt(atNs) / 1_000_000n),
    }),
    durationNs: t.expose("durationNs", { type: "BigInt", nullable: true, description: "Null for an instant" }),
    source: t.exposeString("source", { description: "Where it was read" }),
    attributes: t.field({ type: [traceAttributeRef], resolve: ({ attributes }) => Object.entries(attributes) }),
  }),
});
