/** One transaction as an attempt at something: who called what, and what became of it. */
export interface Attempt {
  readonly id: string;
  readonly height: number;
  readonly txIndex: number;
  /** Validation code; 0 is VALID. */
  readonly code: number;
  readonly codeName: string;
  /** The client's own time of the proposal, Unix nanoseconds. */
  readonly proposedNs: bigint;
  /** When its outcome could first be known, Unix nanoseconds. */
  readonly knownNs: bigint;
  /** The first peer's commit; where no peer was observed, its block's time, which is too early. */
  readonly knownFrom: "commit" | "block";
}

/** The same call by the same client, again after it had failed. */
export interface RetryChain {
  readonly network: string;
  readonly channel: string;
  readonly creatorMsp: string;
  readonly chaincode: string;
  readonly function: string;
  /** At least two, in order of the client's time; all but the last one failed. */
  readonly attempts: readonly Attempt[];
  readonly outcome: "succeeded" | "failed";
}

/** What is called by whom: calls with the same key are the same call. */
export interface RepeatedCall {
  readonly network: string;
  readonly channel: string;
  readonly creatorMsp: string;
  readonly chaincode: string;
  readonly function: string;
  /** Every transaction with this creator, chaincode, function and arguments, in any order. */
  readonly attempts: readonly Attempt[];
}

/** A call that comes later than this after a failure is not taken for its repetition, nanoseconds. */
export const RETRY_WINDOW_NS = 60_000_000_000n;

/**
 * Links each failed attempt with the next one that the client made once it could know of the failure. What it proposed
 * before that is a race or a double submission, not a retry; what it proposes after a success is a new call.
 */
export function retryChains({ attempts, ...call }: RepeatedCall, windowNs = RETRY_WINDOW_NS): readonly RetryChain[] {
  const ordered = [...attempts].sort(byProposal);
  const open = new Map<Attempt, Attempt[]>();
  const chains: Attempt[][] = [];
  for (const attempt of ordered) {
    const failed = [...open.keys()]
      .filter(({ knownNs }) => knownNs <= attempt.proposedNs && attempt.proposedNs - knownNs <= windowNs)
      .sort((a, b) => (a.knownNs === b.knownNs ? byProposal(b, a) : a.knownNs > b.knownNs ? -1 : 1))[0];
    const chain = failed ? (open.get(failed) as Attempt[]) : [];
    if (failed) open.delete(failed);
    if (chain.length === 1) chains.push(chain);
    chain.push(attempt);
    if (attempt.code !== 0) open.set(attempt, chain);
  }
  return chains.map((chain) => ({
    ...call,
    attempts: chain,
    outcome: chain.at(-1)?.code === 0 ? "succeeded" : "failed",
  }));
}

function byProposal(a: Attempt, b: Attempt): number {
  if (a.proposedNs !== b.proposedNs) return a.proposedNs < b.proposedNs ? -1 : 1;
  return a.height - b.height || a.txIndex - b.txIndex;
}
