/**
 * - `verified`: recomputed and equal.
 * - `unverified`: no rule covers it (nothing on chain commits to it).
 * - `unchecked`: the rule exists, but the node did not serve the part that it needs.
 * - `failed`: recomputed and different.
 */
export type CheckState = "verified" | "unverified" | "unchecked" | "failed";

/** The outcome of one check on one block. */
export interface Check {
  /** Stable name, such as `header_hash`, `data_hash`, `orderer_signatures`. */
  readonly check: string;
  readonly state: CheckState;
  readonly height: number;
  /** For `failed`: what was expected and what was found. Otherwise the reason, if there is one. */
  readonly detail?: string;
}

/** Counts per check name and state; what a stored range carries about how it was checked. */
export type CheckTally = Readonly<Record<string, Readonly<Partial<Record<CheckState, number>>>>>;

export function tallyChecks(checks: Iterable<Check>): CheckTally {
  const tally: Record<string, Partial<Record<CheckState, number>>> = {};
  for (const { check, state } of checks) {
    const counts = tally[check] ?? {};
    tally[check] = counts;
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return tally;
}

export function mergeTallies(tallies: Iterable<CheckTally>): CheckTally {
  const merged: Record<string, Partial<Record<CheckState, number>>> = {};
  for (const tally of tallies) {
    for (const [check, counts] of Object.entries(tally)) {
      const into = merged[check] ?? {};
      merged[check] = into;
      for (const [state, count] of Object.entries(counts) as [CheckState, number][]) {
        into[state] = (into[state] ?? 0) + count;
      }
    }
  }
  return merged;
}
