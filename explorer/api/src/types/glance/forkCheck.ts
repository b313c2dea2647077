import { forkCheckRef, forkRef, forkSideRef } from "../refs.ts";

forkCheckRef.implement({
  description: "Whether peers have the same state, by the commit hashes that they state",
  fields: (t) => ({
    compared: t.exposeInt("compared", { description: "Blocks whose commit hash is known from at least two places" }),
    differing: t.exposeInt("differing", { description: "Of these, blocks where they differ" }),
    first: t.field({
      type: forkRef,
      nullable: true,
      description: "Where the states parted: the first block that differs",
      resolve: ({ first }) => first ?? null,
    }),
  }),
});

forkRef.implement({
  description: "A block after which peers do not have the same state",
  fields: (t) => ({
    channel: t.exposeString("channel"),
    height: t.exposeInt("height"),
    sides: t.field({
      type: [forkSideRef],
      description: "Who states which hash, the most nodes first",
      extensions: { cost: { items: 4 } },
      resolve: ({ sides }) => [...sides],
    }),
  }),
});

forkSideRef.implement({
  description: "Nodes that state the same commit hash",
  fields: (t) => ({
    commitHash: t.expose("commitHash", { type: "Hex" }),
    nodes: t.stringList({ description: "`ledger` is the stored block itself", resolve: ({ nodes }) => [...nodes] }),
  }),
});
