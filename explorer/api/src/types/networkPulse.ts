import { builder } from "../builder.ts";
import { blockInterval, type RecentLatency, recentLatency } from "../queries/networkPulse.ts";
import { networkRef } from "./refs.ts";

const recentLatencyRef = builder.objectRef<RecentLatency>("RecentLatency").implement({
  description: "How long the newest explained transactions of a network took, from their first span to their last",
  fields: (t) => ({
    transactions: t.exposeInt("transactions", { description: "How many the figures are of, at most 1000" }),
    p50Ns: t.expose("p50Ns", { type: "BigInt", description: "Half of them took no longer, nanoseconds" }),
    p95Ns: t.expose("p95Ns", { type: "BigInt", description: "95 of 100 took no longer, nanoseconds" }),
  }),
});

builder.objectFields(networkRef, (t) => ({
  blockIntervalSeconds: t.float({
    nullable: true,
    description: "Seconds between two blocks: the median over the newest 64; null while there are none to compare",
    extensions: { cost: { weight: 20 } },
    resolve: async ({ name }, _args, { viewer, warehouse, loaders }) => {
      const head = await loaders.head.load(name);
      return head ? ((await blockInterval(viewer, warehouse, head)) ?? null) : null;
    },
  }),
  recentLatency: t.field({
    type: recentLatencyRef,
    nullable: true,
    description: "How long the newest explained transactions took; null while none is explained",
    extensions: { cost: { weight: 20 } },
    resolve: async ({ name, channel }, _args, { viewer, warehouse }) =>
      (await recentLatency(viewer, warehouse, name, channel ?? "")) ?? null,
  }),
}));
