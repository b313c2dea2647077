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

/** Checks of one name with the same outcome, other than `verified`, over neighbouring heights. */
export interface CheckException {
  readonly check: string;
  readonly state: Exclude<CheckState, "verified">;
  /** First height. */
  readonly from: number;
  /** One past the last height. */
  readonly to: number;
  /** Checks made, at least one for each height. */
  readonly count: number;
  /** That of the checks; empty where they have none. */
  readonly detail: string;
}

/** Which heights were not fully verified, and why: what {@link tallyChecks} counts away. Ascending by height. */
export function listExceptions(checks: Iterable<Check>): readonly CheckException[] {
  const groups = new Map<string, { -readonly [Key in keyof CheckException]: CheckException[Key] }[]>();
  const rest = [...checks].filter((check) => check.state !== "verified").sort((a, b) => a.height - b.height);
  for (const { check, state, height, detail = "" } of rest) {
    const key = JSON.stringify([check, state, detail]);
    const runs = groups.get(key) ?? [];
    groups.set(key, runs);
    const last = runs.at(-1);
    if (last && last.to >= height) {
      last.to = height + 1;
      last.count++;
    } else {
      runs.push({
        check,
        state: state as CheckException["state"],
        from: height,
        to: height + 1,
        count: 1,
        detail,
      });
    }
  }
  return [...groups.values()].flat().sort((a, b) => a.from - b.from);
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
