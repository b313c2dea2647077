import type { LedBlock, Overtaken } from "./overtaken.ts";

/** How a leader of the consensus did over some blocks. */
export interface LeaderScore {
  readonly leader: string;
  readonly blocks: number;
  /** Of them, blocks that passed a known transaction over. */
  readonly suspected: number;
  /** S: mean of 10 for a block in order and 1 for a suspected one. */
  readonly score: number;
  /** P: its score's share of the scores of all leaders, 0 to 1. */
  readonly share: number;
}

const IN_ORDER = 10;
const SUSPECTED = 1;

/**
 * Scores leaders by the blocks that they cut: S is the mean over their blocks, P = S / ΣS. Judged on the times at which
 * nodes saw transactions, not on those that clients claim, and full blocks are innocent. A round that brought no block
 * has no leader to blame here: changes of the leader are shown as such.
 */
export function leaderScores(blocks: readonly LedBlock[], overtaken: readonly Overtaken[]): readonly LeaderScore[] {
  const guilty = new Set(overtaken.flatMap((passed) => passed.blocks));
  const byLeader = new Map<string, { blocks: number; suspected: number }>();
  for (const { leader, height } of blocks) {
    const held = byLeader.get(leader) ?? { blocks: 0, suspected: 0 };
    held.blocks++;
    if (guilty.has(height)) held.suspected++;
    byLeader.set(leader, held);
  }
  const scored = [...byLeader].map(([leader, { blocks: count, suspected }]) => ({
    leader,
    blocks: count,
    suspected,
    score: (IN_ORDER * (count - suspected) + SUSPECTED * suspected) / count,
  }));
  const sum = scored.reduce((total, { score }) => total + score, 0);
  return scored
    .map((one) => ({ ...one, share: sum === 0 ? 0 : one.score / sum }))
    .sort((a, b) => a.score - b.score || (a.leader < b.leader ? -1 : 1));
}
