import { nodeClockRef } from "./refs.ts";

nodeClockRef.implement({
  description:
    "How far a node's clock is from the one that its trace is drawn by; times of spans are never shifted by it",
  fields: (t) => ({
    node: t.exposeString("node"),
    offsetNs: t.expose("offsetNs", { type: "BigInt", description: "Nanoseconds ahead; negative: behind" }),
    boundNs: t.field({
      type: "BigInt",
      nullable: true,
      description: "The true offset lies within ± this; null where messages were seen in one direction only",
      resolve: ({ boundNs }) => boundNs ?? null,
    }),
  }),
});
