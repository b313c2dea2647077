import type { BlockDifference } from "../source/blockDifference.ts";
import type { FabricNode } from "./liveConfig.ts";

interface Voter {
  readonly feed: { readonly name: string; readonly node: Pick<FabricNode, "kind"> };
}

/**
 * Who is believed where nodes differ: a group that agrees and is more than half of all, else the group of the
 * first trusted node. Where only codes or commit hashes differ orderers have no vote: they know neither.
 * @returns the group and every orderer that agrees with it; undefined where nobody is believed.
 */
export function vote<T extends Voter>(
  all: readonly T[],
  difference: (a: T, b: T) => BlockDifference | undefined,
  trust: readonly string[],
): readonly T[] | undefined {
  const isOfHeader = all.some((a) => all.some((b) => difference(a, b)?.of === "header"));
  const voters = isOfHeader ? all : all.filter(({ feed }) => feed.node.kind === "peer");
  const groupOf = (one: T): readonly T[] => all.filter((other) => !difference(one, other));
  const votesOf = (group: readonly T[]): number => group.filter((one) => voters.includes(one)).length;
  const winner = voters.find((one) => votesOf(groupOf(one)) * 2 > voters.length);
  const trusted = trust.flatMap((name) => all.find(({ feed }) => feed.name === name) ?? [])[0];
  const believed = winner ?? trusted;
  return believed && groupOf(believed);
}
