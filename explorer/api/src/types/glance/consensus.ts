import { roundChangeKindEnum } from "../enums.ts";
import { leaderChangeRef, roundChangeRef } from "../refs.ts";

const toMs = (ns: string): number => Number(BigInt(ns) / 1_000_000n);

leaderChangeRef.implement({
  description: "A change of who leads the consensus, folded from what all nodes logged of it",
  fields: (t) => ({
    consensus: t.exposeString("consensus", { description: "raft or bft" }),
    number: t.string({
      nullable: true,
      description: "Raft's term or BFT's view; null where the nodes did not say",
      resolve: ({ number }) => number || null,
    }),
    leader: t.string({
      nullable: true,
      description: "The leading node's number in the consensus; null while there is none",
      resolve: ({ leader }) => leader || null,
    }),
    leaderNode: t.string({
      nullable: true,
      description: "The node that has this number; null where none has said so",
      resolve: ({ leaderNode }) => leaderNode || null,
    }),
    first: t.field({
      type: "DateTime",
      description: "First node's time of it",
      resolve: ({ firstNs }) => toMs(firstNs),
    }),
    last: t.field({ type: "DateTime", description: "Last node's time of it", resolve: ({ lastNs }) => toMs(lastNs) }),
    nodes: t.stringList({ description: "Nodes that saw it", resolve: ({ nodes }) => [...nodes] }),
  }),
});

roundChangeRef.implement({
  description: "A block on which the consensus did not agree as usual, as the block itself states",
  fields: (t) => ({
    height: t.exposeInt("height"),
    time: t.field({ type: "DateTime", resolve: ({ timeMs }) => timeMs }),
    kind: t.expose("kind", { type: roundChangeKindEnum }),
    number: t.exposeString("number", { description: "The view, or the round that succeeded" }),
    detail: t.string({
      nullable: true,
      description: "Nodes that the view has blacklisted, or the proposer of the round",
      resolve: ({ detail }) => detail || null,
    }),
  }),
});
