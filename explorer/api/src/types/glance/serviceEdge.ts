import { edgeKindEnum } from "../enums.ts";
import { serviceEdgeRef } from "../refs.ts";

const CLIENT = "client:";

serviceEdgeRef.implement({
  description: "Calls between two participants of a network",
  fields: (t) => ({
    kind: t.expose("kind", { type: edgeKindEnum, description: "What travels along it" }),
    source: t.string({
      description: "A node, or the organisation of a client; empty for whichever orderer it was",
      resolve: ({ source }) => (source.startsWith(CLIENT) ? source.slice(CLIENT.length) : source),
    }),
    fromClient: t.boolean({
      description: "The source is a client, named by its organisation",
      resolve: ({ source }) => source.startsWith(CLIENT),
    }),
    target: t.exposeString("target", { description: "A node; empty for the leader, whichever orderer it was" }),
    calls: t.expose("calls", { type: "BigInt", description: "Calls; blocks where blocks are disseminated" }),
    errors: t.expose("errors", { type: "BigInt", description: "Of these, how many failed" }),
    p50Ns: t.exposeFloat("p50Ns", { description: "Half took no longer, nanoseconds" }),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 took no longer, nanoseconds" }),
  }),
});
