import { langEnum } from "../enums.ts";
import { laggardRef, leaderScoreRef, networkFindingsRef, passedOverRef, proofRowRef } from "../refs.ts";

networkFindingsRef.implement({
  description: "What is wrong with a network as a whole, rather than with one transaction",
  fields: (t) => ({
    laggards: t.field({
      type: [laggardRef],
      description: "Peers that were behind the others for a stretch of blocks",
      extensions: { cost: { items: 10 } },
      resolve: ({ laggards }) => [...laggards],
    }),
    leaders: t.field({
      type: [leaderScoreRef],
      description:
        "Leaders of the consensus, the most suspected first; empty where no orderer's log tells who cut the blocks",
      extensions: { cost: { items: 10 } },
      resolve: ({ leaders }) => [...leaders],
    }),
    passedOver: t.field({
      type: [passedOverRef],
      description: "Transactions that a leader passed over, at most 100: a suspicion, not a proof",
      extensions: { cost: { items: 20 } },
      resolve: ({ passedOver }) => passedOver.slice(0, 100),
    }),
  }),
});

laggardRef.implement({
  description: "A peer that was behind the others for a stretch of blocks",
  fields: (t) => {
    const lang = t.arg({ type: langEnum, required: true });
    return {
      node: t.exposeString("node"),
      fromHeight: t.exposeInt("fromHeight"),
      toHeight: t.exposeInt("toHeight"),
      since: t.field({
        type: "DateTime",
        description: "When the others had committed the first of these blocks",
        resolve: ({ sinceNs }) => Number(sinceNs / 1_000_000n),
      }),
      ongoing: t.exposeBoolean("ongoing", { description: "Still so at the last block that is known" }),
      confidence: t.exposeFloat("confidence", { description: "0 to 1" }),
      title: t.string({ args: { lang }, resolve: ({ title }, args) => title[args.lang] }),
      summary: t.string({ args: { lang }, resolve: ({ summary }, args) => summary[args.lang] }),
      advice: t.string({ args: { lang }, resolve: ({ advice }, args) => advice[args.lang] }),
      proof: t.field({ type: [proofRowRef], description: "What it rests on", resolve: ({ proof }) => [...proof] }),
    };
  },
});

leaderScoreRef.implement({
  description: "How a leader did over the blocks that it cut",
  fields: (t) => ({
    leader: t.exposeString("leader", { description: "Name of the leading orderer" }),
    blocks: t.exposeInt("blocks", { description: "Blocks that it cut" }),
    suspected: t.exposeInt("suspected", { description: "Of them, blocks that passed a known transaction over" }),
    score: t.exposeFloat("score", { description: "Mean of 10 for a block in order and 1 for a suspected one" }),
    share: t.exposeFloat("share", { description: "Its score's share of the scores of all leaders, 0 to 1" }),
  }),
});

passedOverRef.implement({
  description: "A transaction that nodes had, and that a leader did not order while it ordered later ones",
  fields: (t) => ({
    hash: t.exposeString("id", { description: "Its id" }),
    height: t.int({
      nullable: true,
      description: "Block in which it was ordered after all; null where it never was",
      resolve: ({ height }) => height ?? null,
    }),
    leaders: t.stringList({
      description: "Who cut the blocks that passed it over",
      resolve: ({ leaders }) => leaders.map(({ leader }) => leader),
    }),
    blocks: t.field({
      type: ["Int"],
      description: "Blocks that passed it over",
      resolve: ({ blocks }) => [...blocks],
    }),
    overtakenBy: t.exposeInt("overtakenBy", { description: "Transactions in them that had come later" }),
    passedOverNs: t.expose("passedOverNs", {
      type: "BigInt",
      description: "From when two nodes had it to the last block that passed it over, nanoseconds",
    }),
  }),
});
