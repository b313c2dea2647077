import type { TraceSpan } from "../trace.ts";
import type { BlockCommit } from "./observed.ts";
import type { SlownessContext } from "./slownessContext.ts";

/** A commit begins so soon after the one before it when it had been waiting, nanoseconds. */
const AT_ONCE_NS = 30_000_000n;

/** Blocks that a peer still had to commit when another one had been ordered. */
export interface Backlog {
  /** The first of them. */
  readonly since: number;
  /** The last of them: the block before. */
  readonly until: number;
  /** From the block's ordering to the end of the last of them, nanoseconds. */
  readonly waitedNs: bigint;
  /** Of them the one that took longest. */
  readonly longest: BlockCommit;
}

/** What a peer had to commit before it came to a block; undefined where it had nothing to do. */
export function backlogOf(
  { node, startNs }: TraceSpan,
  height: number,
  { commits, blocks }: SlownessContext,
): Backlog | undefined {
  const commitOf = (at: number): BlockCommit | undefined =>
    commits.find((commit) => commit.node === node && commit.height === at);
  const orderedNs = (at: number): bigint | undefined => blocks.find((block) => block.height === at)?.orderedNs;
  const waited: BlockCommit[] = [];
  for (let [at, start] = [height, startNs as bigint | undefined]; ; ) {
    const before = commitOf(at - 1);
    const ordered = orderedNs(at);
    if (!before || ordered === undefined || start === undefined) break;
    if (before.endNs <= ordered || start - before.endNs > AT_ONCE_NS) break;
    waited.push(before);
    [at, start] = [at - 1, before.startNs];
  }
  const [last, first] = [waited[0], waited.at(-1)];
  const ordered = orderedNs(height);
  if (!last || !first || ordered === undefined) return undefined;
  const taken = ({ startNs: from, endNs }: BlockCommit): bigint => (from === undefined ? 0n : endNs - from);
  const longest = waited.reduce((most, commit) => (taken(commit) > taken(most) ? commit : most), last);
  return { since: first.height, until: last.height, waitedNs: last.endNs - ordered, longest };
}
