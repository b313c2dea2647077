import type { NodeClock, TraceSpan, TxTrace } from "../trace.ts";
import type { SlownessContext } from "./slownessContext.ts";

/** Offsets that are not bounded from both sides count only beyond this, nanoseconds. */
const UNBOUNDED_NS = 200_000_000n;

/** By how much to put a node's times back, nanoseconds; 0 where its clock is right as far as is known. */
export type Correction = (node: string) => bigint;

const magnitude = (ns: bigint): bigint => (ns < 0n ? -ns : ns);

/** Whether a clock is known to be off at all. */
export const isOff = ({ offsetNs, boundNs }: NodeClock): boolean => magnitude(offsetNs) > (boundNs ?? UNBOUNDED_NS);

export function correctionOf(clocks: readonly NodeClock[] = []): Correction {
  const offsets = new Map(clocks.filter(isOff).map(({ node, offsetNs }) => [node, offsetNs]));
  return (node) => offsets.get(node) ?? 0n;
}

/**
 * A trace with the times of all nodes on one clock, for comparing them. What is shown and stored keeps the times that
 * the nodes wrote.
 */
export function inOneClock(trace: TxTrace): TxTrace {
  if (!trace.clocks?.some(isOff)) return trace;
  const correction = correctionOf(trace.clocks);
  const spans = trace.spans.map((span) => corrected(span, correction));
  const root = spans.find(({ parentSpanId }) => parentSpanId === undefined);
  return { ...trace, spans, ...(root ? { startNs: root.startNs, endNs: root.endNs } : {}) };
}

function corrected(span: TraceSpan, correction: Correction): TraceSpan {
  const {
    "clock.node": one,
    "clock.start": first,
    "clock.end": last,
    "clock.disagreement_ms": apart,
  } = span.attributes;
  // A span that ended before it began was drawn as an instant.
  const startNs = apart === undefined ? span.startNs : span.endNs + BigInt(Math.round(Number(apart) * 1e6));
  const from = startNs - correction(one ?? first ?? span.node);
  const to = span.endNs - correction(one ?? last ?? span.node);
  return { ...span, startNs: from < to ? from : to, endNs: to };
}

/** The same for what was going on around it. */
export function contextInOneClock(context: SlownessContext, clocks: readonly NodeClock[] = []): SlownessContext {
  if (!clocks.some(isOff)) return context;
  const correction = correctionOf(clocks);
  return {
    ...context,
    events: context.events.map((event) => ({ ...event, atNs: event.atNs - correction(event.node) })),
    silences: context.silences.map(({ node, fromNs, toNs }) => ({
      node,
      fromNs: fromNs - correction(node),
      toNs: toNs - correction(node),
    })),
    commits: context.commits.map(({ startNs, endNs, state, ...commit }) => {
      const by = correction(commit.node);
      return {
        ...commit,
        ...(startNs === undefined ? {} : { startNs: startNs - by }),
        endNs: endNs - by,
        ...(state ? { state: { startNs: state.startNs - by, endNs: state.endNs - by } } : {}),
      };
    }),
    simulations: context.simulations.map((call) => ({
      ...call,
      startNs: call.startNs - correction(call.node),
      endNs: call.endNs - correction(call.node),
    })),
    blocks: context.blocks.map(({ orderedNs, ...block }) => ({
      ...block,
      ...(orderedNs === undefined ? {} : { orderedNs: orderedNs - correction(block.orderedBy ?? "") }),
    })),
  };
}
