import { compareTraces } from "@ledgerscope/tracer-store";
import { builder } from "../../builder.ts";
import { networkToRead } from "../networkOf.ts";
import { comparedStageRef, traceComparisonRef, traceRef } from "../refs.ts";

traceComparisonRef.implement({
  description: "Two transactions, stage by stage",
  fields: (t) => ({
    a: t.expose("a", { type: traceRef, description: "The first transaction's" }),
    b: t.expose("b", { type: traceRef, description: "The second transaction's" }),
    stages: t.field({
      type: [comparedStageRef],
      description: "In the order of the first trace; what the second one has alone stands where it happened there",
      extensions: { cost: { items: 50 } },
      resolve: ({ stages }) => [...stages],
    }),
  }),
});

comparedStageRef.implement({
  description: "One stage at one node, in two transactions",
  fields: (t) => ({
    stage: t.exposeString("stage", { description: "Such as fabric.endorse" }),
    node: t.exposeString("node", { description: "Who acted; empty for what no single node did" }),
    aNs: t.field({
      type: "BigInt",
      nullable: true,
      description: "How long it took in the first one, nanoseconds; null where it has no such span",
      resolve: ({ aNs }) => aNs ?? null,
    }),
    bNs: t.field({
      type: "BigInt",
      nullable: true,
      description: "How long it took in the second one",
      resolve: ({ bNs }) => bNs ?? null,
    }),
  }),
});

builder.queryFields((t) => ({
  traceComparison: t.field({
    type: traceComparisonRef,
    nullable: true,
    description: "Two transactions of a network side by side; null when one of them is not known",
    args: {
      network: t.arg.string({ required: true }),
      a: t.arg.string({ required: true, description: "Hash or id in hex, with or without 0x" }),
      b: t.arg.string({ required: true, description: "Hash or id of the other transaction" }),
    },
    extensions: { cost: { weight: 100 } },
    resolve: async (_root, args, context) => {
      const { name: network } = networkToRead(context, args.network);
      const [a, b] = await Promise.all([args.a, args.b].map((id) => context.loaders.trace.load({ id, network })));
      return a && b ? { a, b, stages: compareTraces(a, b) } : null;
    },
  }),
}));
