import { stagePlace } from "@ledgerscope/core";
import { escapeInvisible } from "../../printable.ts";
import { stageLatencyRef } from "../refs.ts";

stageLatencyRef.implement({
  description: "How long one stage took, over many transactions; percentiles within about 1 %",
  fields: (t) => ({
    stage: t.exposeString("stage", { description: "Such as fabric.endorse" }),
    place: t.int({
      description: "Where the stage stands on a transaction's way, from 0; its parts follow it",
      resolve: ({ stage }) => stagePlace(stage),
    }),
    name: t.string({
      description: "Of the group asked for; empty for the whole network and where it is not known",
      resolve: ({ name }) => escapeInvisible(name),
    }),
    count: t.expose("count", { type: "BigInt", description: "Spans: a transaction has one per node" }),
    p50Ns: t.exposeFloat("p50Ns", { description: "Half took no longer, nanoseconds" }),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 took no longer, nanoseconds" }),
    p99Ns: t.exposeFloat("p99Ns", { description: "99 of 100 took no longer, nanoseconds" }),
    maxNs: t.exposeFloat("maxNs", { description: "The longest, nanoseconds" }),
  }),
});
