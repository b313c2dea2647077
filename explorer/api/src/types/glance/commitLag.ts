import { lagClockEnum } from "../enums.ts";
import { commitLagPointRef, commitLagRef } from "../refs.ts";

commitLagRef.implement({
  description: "How far a peer's commits lie behind the first peer's",
  fields: (t) => ({
    node: t.exposeString("node"),
    clock: t.expose("clock", { type: lagClockEnum }),
    blocks: t.expose("blocks", { type: "BigInt", description: "Blocks that it and another peer have committed" }),
    missing: t.expose("missing", {
      type: "BigInt",
      description: "Blocks that another peer has committed, and this one is not known to have",
    }),
    height: t.expose("height", { type: "BigInt", description: "Newest block known to be committed here" }),
    p50Ns: t.exposeFloat("p50Ns", { description: "Half of the blocks came no later, nanoseconds" }),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 blocks came no later, nanoseconds" }),
    maxNs: t.exposeFloat("maxNs", { description: "The latest, nanoseconds" }),
  }),
});

commitLagPointRef.implement({
  description: "How far a peer was behind over a stretch of blocks",
  fields: (t) => ({
    node: t.exposeString("node"),
    clock: t.expose("clock", { type: lagClockEnum }),
    fromHeight: t.exposeInt("fromHeight"),
    toHeight: t.exposeInt("toHeight"),
    p95Ns: t.exposeFloat("p95Ns", { description: "95 of 100 blocks came no later, nanoseconds" }),
  }),
});
