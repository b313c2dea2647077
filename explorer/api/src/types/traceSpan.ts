import { builder } from "../builder.ts";
import { evidenceEnum, spanStatusEnum } from "./enums.ts";
import { traceSpanRef } from "./refs.ts";

export const traceAttributeRef = builder.objectRef<readonly [string, string]>("TraceAttribute").implement({
  description: "One thing that is known of a step",
  fields: (t) => ({
    key: t.string({ description: "Name", resolve: ([key]) => key }),
    value: t.string({ description: "Value, as text", resolve: ([, value]) => value }),
  }),
});

traceSpanRef.implement({
  description: "One step of a transaction: who did what, from when to when",
  fields: (t) => ({
    spanId: t.exposeString("spanId", { description: "W3C span id, 16 hex digits" }),
    parentSpanId: t.exposeString("parentSpanId", { nullable: true, description: "Null for the root" }),
    name: t.exposeString("name", { description: "Stage, such as fabric.endorse" }),
    node: t.exposeString("node", { description: "Who acted; empty for what no single node did" }),
    startNs: t.expose("startNs", { type: "BigInt", description: "Unix nanoseconds" }),
    endNs: t.expose("endNs", { type: "BigInt", description: "Unix nanoseconds" }),
    evidence: t.expose("evidence", { type: evidenceEnum }),
    source: t.exposeString("source", { description: "Where the times were read" }),
    attributes: t.field({ type: [traceAttributeRef], resolve: ({ attributes }) => Object.entries(attributes) }),
    status: t.expose("status", { type: spanStatusEnum, description: "How it ended" }),
  }),
});
