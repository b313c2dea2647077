import { evmSealRef, evmWithdrawalRef } from "./refs.ts";

evmWithdrawalRef.implement({
  description: "Funds of a validator paid out to an account (EIP-4895)",
  fields: (t) => ({
    position: t.exposeInt("position", { description: "Position in the block, from 0" }),
    index: t.expose("withdrawalIndex", {
      type: "BigInt",
      description: "Number of the withdrawal on its chain, from 0",
    }),
    validatorIndex: t.expose("validatorIndex", {
      type: "BigInt",
      description: "The validator: its number on the consensus chain, from 0",
    }),
    address: t.expose("address", { type: "Hex", description: "Who receives it" }),
    amount: t.expose("amount", { type: "BigInt", description: "Wei" }),
  }),
});

evmSealRef.implement({
  description: "Who sealed a block of a Clique, IBFT, QBFT or Raft chain, recovered from its header",
  fields: (t) => ({
    profile: t.exposeString("profile", { description: "Rule of the header: clique, ibft, ibft2, qbft or raft" }),
    proposer: t.expose("proposer", { type: "Hex", nullable: true, description: "Who proposed the block" }),
    round: t.exposeInt("round", {
      nullable: true,
      description: "Round that succeeded, from 0; null where there is none",
    }),
    validators: t.field({
      type: ["Hex"],
      description: "Who may seal the block, as the header lists them; empty where it lists none",
      resolve: ({ validators }) => [...validators],
    }),
    quorum: t.exposeInt("quorum", { description: "Validators who must commit; 0 where the header lists none" }),
    committers: t.field({
      type: ["Hex"],
      description: "Who committed to the block, in the order of the seals",
      resolve: ({ committers }) => [...committers],
    }),
    vote: t.string({
      nullable: true,
      description: "What the proposer votes: add or drop; null without a vote",
      resolve: ({ vote }) => vote || null,
    }),
    voteAddress: t.expose("voteAddress", { type: "Hex", nullable: true, description: "Whom the vote is about" }),
    raftId: t.exposeInt("raftId", { nullable: true, description: "Raft: id of the minter in its cluster" }),
  }),
});
