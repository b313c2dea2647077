import type { ActualHop, PlannedHop } from "../records.ts";
import type { ReasonCode } from "./reasonCodes.ts";

/** How a hop stands to the plan. */
export interface Conformity {
  readonly deviation: ReasonCode | null;
  /** Of the planned hop that this one is; for a deviation the last deadline of the plan. */
  readonly deadLine: string;
}

/**
 * Judges the next hop of a bill. Planned is the first hop of the plan that starts at the holder and was not
 * gone yet, so that a bill which comes back to its path is judged by the plan again.
 */
export function judgeHop(
  plan: readonly PlannedHop[],
  actual: readonly ActualHop[],
  holder: string,
  to: string,
): Conformity {
  const gone = (hop: PlannedHop) =>
    actual.some((done) => done.From === hop.From && done.To === hop.To && done.Deviation === null);
  const next = plan.findIndex((hop) => hop.From === holder && !gone(hop));
  const planned = plan[next];
  const last = plan.at(-1)?.DeadLine ?? "";
  if (planned?.To === to) return { deviation: null, deadLine: planned.DeadLine };
  const skips = planned !== undefined && plan.slice(next + 1).some((hop) => hop.To === to);
  return { deviation: skips ? "STAGE_SKIPPED" : "OFF_PATH", deadLine: last };
}

/** Each planned hop must begin where the one before ends, at a later deadline, and no unit comes twice. */
export function planProblem(plan: readonly PlannedHop[], issuer: string): string | undefined {
  if (plan.length === 0) return "PlanPath has no hop";
  if (plan[0]?.From !== issuer) return "PlanPath must begin at the issuer";
  const units = [issuer, ...plan.map((hop) => hop.To)];
  if (new Set(units).size !== units.length) return "PlanPath names a unit twice";
  for (const [i, hop] of plan.entries()) {
    const before = plan[i - 1];
    if (!before) continue;
    if (before.To !== hop.From) return `hop ${i + 1} of PlanPath must begin at ${before.To}`;
    if (before.DeadLine > hop.DeadLine) return `hop ${i + 1} of PlanPath ends before hop ${i}`;
  }
  return undefined;
}
