import type { WaterfallRow } from "./layoutWaterfall.ts";
import { type Phase, phaseOf } from "./phaseOf.ts";
import type { TraceSpan } from "./traceSpan.ts";

/** How much of a transaction's time one phase takes; `unseen` is what no stage tells of. */
export interface PhaseShare {
  readonly phase: Phase | "unseen";
  readonly ns: bigint;
  /** 0..1 of the whole. */
  readonly share: number;
}

/**
 * Where the time went. Each moment belongs to one phase, so that the shares add up to the whole: to the innermost stage
 * at work, of several to the one that began last. Moments in which only the transaction itself is at work are unseen.
 * In the order in which the phases first appear, what is unseen last.
 */
export function phaseShares(
  rows: readonly WaterfallRow<TraceSpan>[],
  { startNs, endNs }: { readonly startNs: bigint; readonly endNs: bigint },
): PhaseShare[] {
  if (endNs <= startNs) return [];
  const clamp = (ns: bigint): bigint => (ns < startNs ? startNs : ns > endNs ? endNs : ns);
  const stages = rows
    .filter(({ span }) => phaseOf(span.name) !== "transaction" && span.endNs > span.startNs)
    .map(({ span, depth }) => ({ phase: phaseOf(span.name), depth, from: clamp(span.startNs), to: clamp(span.endNs) }));
  const moments = [...new Set([startNs, endNs, ...stages.flatMap(({ from, to }) => [from, to])])].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const sums = new Map<Phase | "unseen", bigint>();
  for (let i = 0; i + 1 < moments.length; i++) {
    const [from, to] = [moments[i] as bigint, moments[i + 1] as bigint];
    let inner: (typeof stages)[number] | undefined;
    for (const stage of stages) {
      if (stage.from > from || stage.to < to) continue;
      if (!inner || stage.depth > inner.depth || (stage.depth === inner.depth && stage.from >= inner.from))
        inner = stage;
    }
    const phase = inner?.phase ?? "unseen";
    sums.set(phase, (sums.get(phase) ?? 0n) + to - from);
  }
  const whole = Number(endNs - startNs);
  return [...sums]
    .map(([phase, ns]) => ({ phase, ns, share: Number(ns) / whole }))
    .sort((a, b) => Number(a.phase === "unseen") - Number(b.phase === "unseen"));
}
