import { builder } from "../builder.ts";
import { evidenceEnum, spanStatusEnum } from "./enums.ts";
import { traceSpanRef } from "./refs.ts";

export const traceAttributeRef = builder.objectRef<readonly [string, string]>("TraceAttribute").implement({
  fields: (t) => ({
    key: t.string({ resolve: ([key]) => key }),
    value: t.string({ resolve: ([, value]) => value }),
  }),
});

traceSpanRef.implement({
  fields: (t) => ({
    spanId: t.exposeString("spanId"),
    parentSpanId: t.exposeString("parentSpanId", { nullable: true, description: "Null for the root" }),
    name: t.exposeString("name", { description: "Stage, such as fabric.endorse" }),
    node: t.exposeString("node", { description: "Who acted; empty for what no single node did" }),
    startNs: t.expose("startNs", { type: "BigInt", description: "Unix nanoseconds" }),
    endNs: t.expose("endNs", { type: "BigInt", description: "Unix nanoseconds" }),
    evidence: t.expose("evidence", { type: evidenceEnum }),
    source: t.exposeString("source", { description: "Where the times were read" }),
    attributes: t.field({ type: [traceAttributeRef], resolve: ({ attributes }) => Object.entries(attributes) }),
    status: t.expose("status", { type: spanStatusEnum }),
  }),
});
