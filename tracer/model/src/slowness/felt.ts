import type { TraceSpan, TxTrace } from "../trace.ts";
import { type Baselines, outerFenceNs } from "./baseline.ts";

/** Less than this is not worth a word, nanoseconds. */
const LEAST_NS = 50_000_000;
/** Nor is less than this share of the whole transaction. */
const LEAST_SHARE = 0.1;

export const durationOf = ({ startNs, endNs }: { readonly startNs: bigint; readonly endNs: bigint }): number =>
  Number(endNs - startNs);

/** Whether so much time, nanoseconds, is worth explaining beside all that the transaction took. */
export const isFelt = (trace: TxTrace, costNs: number): boolean =>
  costNs >= LEAST_NS && costNs >= LEAST_SHARE * durationOf(trace);

export const spansOf = (trace: TxTrace, ...names: readonly TraceSpan["name"][]): readonly TraceSpan[] =>
  trace.spans.filter(({ name }) => names.includes(name));

/** A span that took longer than is usual at its node. */
export interface Unusual {
  readonly span: TraceSpan;
  /** Beyond the usual, nanoseconds. */
  readonly costNs: number;
  readonly usualNs: number;
}

/** How long a span took at least, nanoseconds: one whose ends are estimates may have been shorter by their bound. */
export const surelyNs = (span: TraceSpan): number => {
  const bound = Number(span.attributes["time.bound_ms"] ?? 0);
  return Math.max(0, durationOf(span) - (Number.isFinite(bound) ? bound * 1e6 : 0));
};

/** How far a span lies beyond what is usual at its node at least; undefined while it does not, or too little is known. */
export function unusual(span: TraceSpan, baselines: Baselines): Unusual | undefined {
  const baseline = baselines.of(span.name, span.node);
  if (!baseline) return undefined;
  const taken = surelyNs(span);
  if (taken <= outerFenceNs(baseline)) return undefined;
  return { span, costNs: taken - baseline.medianNs, usualNs: baseline.medianNs };
}

/** Of spans the one that is furthest beyond the usual, if any of them matters to the transaction. */
export function mostUnusual(trace: TxTrace, spans: readonly TraceSpan[], baselines: Baselines): Unusual | undefined {
  return spans
    .flatMap((span) => unusual(span, baselines) ?? [])
    .filter(({ costNs }) => isFelt(trace, costNs))
    .sort((a, b) => b.costNs - a.costNs)[0];
}

export const overlaps = (
  a: { readonly startNs: bigint; readonly endNs: bigint },
  b: { readonly startNs: bigint; readonly endNs: bigint },
): boolean => a.startNs < b.endNs && b.startNs < a.endNs;
