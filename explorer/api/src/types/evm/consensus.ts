import { builder } from "../../builder.ts";
import { checkedFirst } from "../../page.ts";
import { proposerTurns } from "../../proposerTurns.ts";
import { newestSeals } from "../../queries/evm/seals.ts";
import { networkToRead } from "../networkOf.ts";
import { evmConsensusRef, evmRoundRef, evmValidatorRef, evmVoteRef } from "./refs.ts";

const MAX_BLOCKS = 10_000;

evmConsensusRef.implement({
  description: "Who sealed the newest blocks of a Clique, IBFT, QBFT or Raft chain, as their headers prove it",
  fields: (t) => ({
    profile: t.string({
      description: "Rule of the newest header: clique, ibft, ibft2, qbft or raft",
      resolve: ({ seals }) => seals.at(-1)?.profile ?? "",
    }),
    from: t.int({ description: "First block that is counted", resolve: ({ seals }) => seals[0]?.height ?? 0 }),
    to: t.int({ description: "Last block that is counted", resolve: ({ seals }) => seals.at(-1)?.height ?? 0 }),
    fromTime: t.field({ type: "DateTime", description: "Its time", resolve: ({ seals }) => seals[0]?.timeMs ?? 0 }),
    toTime: t.field({ type: "DateTime", description: "Its time", resolve: ({ seals }) => seals.at(-1)?.timeMs ?? 0 }),
    blocks: t.int({ description: "Blocks counted", resolve: ({ seals }) => seals.length }),
    validatorCount: t.int({
      description: "Validators that the newest header lists; 0 where it lists none",
      resolve: ({ seals }) => seals.at(-1)?.validators.length ?? 0,
    }),
    faultsTolerated: t.int({
      description: "How many of them may be faulty at once: (n - 1) / 3, rounded down",
      resolve: ({ seals }) => Math.max(0, Math.floor(((seals.at(-1)?.validators.length ?? 0) - 1) / 3)),
    }),
    validators: t.field({
      type: [evmValidatorRef],
      description: "Whoever proposed, committed or might have, the most proposals first",
      resolve: ({ turns, seals }) => turns.map((turn) => ({ ...turn, blocks: seals.length })),
    }),
    rounds: t.field({
      type: [evmRoundRef],
      description: "Blocks by the round that decided them, 0 first; empty where headers have none",
      resolve: ({ seals }) => {
        const counts = new Map<number, number>();
        for (const { round } of seals) if (round !== null) counts.set(round, (counts.get(round) ?? 0) + 1);
        return [...counts].sort(([a], [b]) => a - b).map(([round, blocks]) => ({ round, blocks }));
      },
    }),
    lateBlocks: t.field({
      type: [evmVoteRef],
      description: "Blocks that a later round than the first decided, newest first, at most 50",
      extensions: { cost: { weight: 1, items: 50 } },
      resolve: ({ seals }) =>
        seals
          .filter(({ round }) => (round ?? 0) > 0)
          .slice(-50)
          .reverse(),
    }),
    votes: t.field({
      type: [evmVoteRef],
      description: "Blocks whose proposer voted about a validator, newest first, at most 50",
      extensions: { cost: { weight: 1, items: 50 } },
      resolve: ({ seals }) =>
        seals
          .filter(({ vote }) => vote !== "")
          .slice(-50)
          .reverse(),
    }),
  }),
});

evmValidatorRef.implement({
  description: "What a validator did in these blocks",
  fields: (t) => ({
    address: t.exposeString("address", { description: "Its address" }),
    proposed: t.exposeInt("proposed", { description: "Blocks that it proposed" }),
    share: t.float({
      description: "Of all, 0 to 1",
      resolve: ({ proposed, blocks }) => proposed / Math.max(1, blocks),
    }),
    afterFailedRounds: t.exposeInt("afterFailedRounds", {
      description: "Of these, how many were decided in a later round than the first",
    }),
    missed: t.exposeInt("missed", {
      nullable: true,
      description:
        "Turns that it let pass: it was to propose, and its round failed; null where no rule says whose turn it was",
    }),
    committed: t.exposeInt("committed", { description: "Blocks whose seals it is among" }),
    couldCommit: t.exposeInt("couldCommit", { description: "Blocks whose header lists it" }),
    lastProposed: t.exposeInt("lastProposed", { nullable: true, description: "The newest block that it proposed" }),
  }),
});

evmRoundRef.implement({
  description: "How many blocks a round decided",
  fields: (t) => ({
    round: t.exposeInt("round", { description: "Round, from 0" }),
    blocks: t.exposeInt("blocks", { description: "Blocks" }),
  }),
});

evmVoteRef.implement({
  description: "A sealed block, in short",
  fields: (t) => ({
    height: t.exposeInt("height", { description: "Block number" }),
    time: t.field({ type: "DateTime", description: "Time of the block", resolve: ({ timeMs }) => timeMs }),
    proposer: t.expose("proposer", { type: "Hex", nullable: true, description: "Who proposed it" }),
    round: t.exposeInt("round", { nullable: true, description: "Round that decided it, from 0" }),
    vote: t.string({
      nullable: true,
      description: "add or drop; null without a vote",
      resolve: ({ vote }) => vote || null,
    }),
    voteAddress: t.expose("voteAddress", { type: "Hex", nullable: true, description: "Whom the vote is about" }),
  }),
});

builder.queryField("evmConsensus", (t) =>
  t.field({
    type: evmConsensusRef,
    nullable: true,
    description: "Who sealed the newest blocks of a permissioned EVM network; null where blocks have no seals",
    args: {
      network: t.arg.string({ required: true, description: "Name of the network" }),
      blocks: t.arg.int({ defaultValue: 1000, description: `So many of the newest: 1 to ${MAX_BLOCKS}` }),
    },
    extensions: { cost: { weight: 50, items: 30 } },
    resolve: async (_root, { network, blocks }, context) => {
      networkToRead(context, network);
      const { viewer, warehouse } = context;
      const seals = await newestSeals(viewer, warehouse, { network, blocks: checkedFirst(blocks ?? 1000, MAX_BLOCKS) });
      return seals.length === 0 ? null : { seals, turns: proposerTurns(seals) };
    },
  }),
);
