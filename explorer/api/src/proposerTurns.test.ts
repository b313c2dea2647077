import { describe, expect, it } from "vitest";
import { proposerTurns } from "./proposerTurns.ts";
import type { SealOfBlock } from "./queries/evm/seals.ts";

const validators = ["0xc", "0xa", "0xb"];

const seal = (height: number, proposer: string, round: number, more: Partial<SealOfBlock> = {}): SealOfBlock => ({
  ...{ height, timeMs: height, profile: "qbft", proposer, round, validators, committers: validators },
  ...{ vote: "", voteAddress: null, ...more },
});

const missedBy = (seals: readonly SealOfBlock[]): Record<string, number | null> =>
  Object.fromEntries(proposerTurns(seals).map(({ address, missed }) => [address, missed]));

describe("turns of proposers", () => {
  it("are missed by those between the last proposer and the one who decided, in the order of addresses", () => {
    // After a it is b's turn, then c's; c decides in round 1: b missed.
    expect(missedBy([seal(1, "0xa", 0), seal(2, "0xc", 1)])).toEqual({ "0xa": 0, "0xb": 1, "0xc": 0 });
    // Round 3 of three validators: everyone missed once, and b decides at its second turn.
    expect(missedBy([seal(1, "0xa", 0), seal(2, "0xb", 3)])).toEqual({ "0xa": 1, "0xb": 1, "0xc": 1 });
  });

  it("stay open over a gap, and where no rule says whose turn it is", () => {
    expect(missedBy([seal(1, "0xa", 0), seal(5, "0xc", 1)])).toEqual({ "0xa": 0, "0xb": 0, "0xc": 0 });
    const clique = { profile: "clique", round: null, validators: [], committers: [] };
    expect(missedBy([seal(1, "0xa", 0, clique), seal(2, "0xb", 0, clique)])).toEqual({ "0xa": null, "0xb": null });
  });

  it("count proposals and commits, the busiest proposer first", () => {
    const turns = proposerTurns([
      seal(1, "0xa", 0),
      seal(2, "0xb", 0, { committers: ["0xa", "0xb"] }),
      seal(3, "0xa", 1),
    ]);
    expect(turns[0]).toMatchObject({
      address: "0xa",
      proposed: 2,
      afterFailedRounds: 1,
      committed: 3,
      lastProposed: 3,
    });
    expect(turns.find(({ address }) => address === "0xc")).toMatchObject({ proposed: 0, committed: 2, couldCommit: 3 });
  });
});
