import type { BlockDifference } from "../source/blockDifference.ts";
import type { FabricNode } from "./liveConfig.ts";

interface Voter {
  readonly node: Pick<FabricNode, "name" | "kind" | "isDiscovered">;
}

/**
 * Who is believed where nodes differ: a group that agrees and is more than half of all, and of those that are
 * configured (one node that tells of others could bring as many as it likes); else the group of the first trusted
 * node. Where only codes or commit hashes differ orderers have no vote: they know neither.
 * @param outstanding nodes that have not said anything yet, and whose votes could decide otherwise.
 * @returns the group and every orderer that agrees with it; "nobody" where nobody is believed, "open" where
 *   that depends on those who are outstanding.
 */
export function vote<T extends Voter>(
  all: readonly T[],
  difference: (a: T, b: T) => BlockDifference | undefined,
  trust: readonly string[],
  outstanding: readonly Voter[] = [],
): readonly T[] | "nobody" | "open" {
  const isOfHeader = all.some((a) => all.some((b) => difference(a, b)?.of === "header"));
  const mayVote = ({ node }: Voter): boolean => isOfHeader || node.kind === "peer";
  const voters = all.filter(mayVote);
  const open = outstanding.filter(mayVote).length;
  const groupOf = (one: T): readonly T[] => all.filter((other) => !difference(one, other));
  const isConfigured = ({ node }: Voter): boolean => !node.isDiscovered;
  const configured = [...voters, ...outstanding.filter(mayVote)].filter(isConfigured).length;
  const winner = voters.find((one) => {
    const group = groupOf(one).filter(mayVote);
    return group.length * 2 > voters.length + open && group.filter(isConfigured).length * 2 > configured;
  });
  if (winner) return groupOf(winner);
  if (open > 0) return "open";
  const trusted = trust.flatMap((name) => voters.find(({ node }) => node.name === name) ?? [])[0];
  return trusted ? groupOf(trusted) : "nobody";
}
