import { CLIENT_CLOCK } from "../clocks/fabricMessages.ts";
import type { NodeClock, TraceSpan, TxTrace } from "../trace.ts";
import type { Observed } from "./observed.ts";

/** Offsets that are not bounded from both sides count only beyond this, nanoseconds. */
const UNBOUNDED_NS = 200_000_000n;

/** By how much to put a node's times back, nanoseconds; 0 where its clock is right as far as is known. */
export type Correction = (node: string) => bigint;

const magnitude = (ns: bigint): bigint => (ns < 0n ? -ns : ns);

/** Whether a clock is known to be off at all. */
export const isOff = ({ offsetNs, boundNs }: NodeClock): boolean => magnitude(offsetNs) > (boundNs ?? UNBOUNDED_NS);

export function correctionOf(clocks: readonly NodeClock[]): Correction {
  const offsets = new Map(clocks.filter(isOff).map(({ node, offsetNs }) => [node, offsetNs]));
  return (node) => offsets.get(node) ?? 0n;
}

/** What is known of the clocks of a trace's nodes: from the whole range, and for the rest from its own messages. */
export function clocksFor({ clocks = [] }: TxTrace, known: readonly NodeClock[]): readonly NodeClock[] {
  // Clients are many, and each has a clock of its own.
  const shared = known.filter(({ node }) => node !== CLIENT_CLOCK);
  const nodes = new Set(shared.map(({ node }) => node));
  return [...shared, ...clocks.filter(({ node }) => !nodes.has(node))];
}

/**
 * A trace with the times of all nodes on one clock, for comparing them; how far a correction may be wrong is added to
 * the bounds of the spans' times. What is shown and stored keeps the times that the nodes wrote.
 */
export function inOneClock(trace: TxTrace, clocks: readonly NodeClock[]): TxTrace {
  if (!clocks.some(isOff)) return { ...trace, clocks };
  const off = new Map(clocks.filter(isOff).map((clock) => [clock.node, clock]));
  const spans = trace.spans.map((span) => corrected(span, off));
  // Which peer was the last one may be another one then.
  const children = spans.filter(({ parentSpanId }) => parentSpanId !== undefined);
  const endNs = children.reduce(
    (last, span) => (span.endNs > last ? span.endNs : last),
    children[0]?.endNs ?? trace.endNs,
  );
  const whole = spans.map((span) => (span.parentSpanId === undefined ? { ...span, endNs } : span));
  const root = whole.find(({ parentSpanId }) => parentSpanId === undefined);
  return { ...trace, clocks, spans: whole, ...(root ? { startNs: root.startNs, endNs } : {}) };
}

function corrected(span: TraceSpan, off: ReadonlyMap<string, NodeClock>): TraceSpan {
  const {
    "clock.node": one,
    "clock.start": first,
    "clock.end": last,
    "clock.disagreement_ms": apart,
  } = span.attributes;
  const [start, end] = [off.get(one ?? first ?? ""), off.get(one ?? last ?? "")];
  if (!start && !end) return span;
  // A span that ended before it began was drawn as an instant.
  const startNs = apart === undefined ? span.startNs : span.endNs + BigInt(Math.round(Number(apart) * 1e6));
  const from = startNs - (start?.offsetNs ?? 0n);
  const to = span.endNs - (end?.offsetNs ?? 0n);
  const unsure = one === undefined ? Number((start?.boundNs ?? 0n) + (end?.boundNs ?? 0n)) / 1e6 : 0;
  const bound = Number(span.attributes["time.bound_ms"] ?? 0) + unsure;
  return {
    ...span,
    startNs: from < to ? from : to,
    endNs: to,
    attributes: bound > 0 ? { ...span.attributes, "time.bound_ms": bound.toFixed(3) } : span.attributes,
  };
}

/** How far a node's time may still be wrong after its correction, nanoseconds. */
export const boundOf = (clocks: readonly NodeClock[] | undefined, node: string): number => {
  const clock = clocks?.find((one) => one.node === node);
  return clock && isOff(clock) ? Number(clock.boundNs ?? UNBOUNDED_NS) : 0;
};

/** The same for what was going on around it. */
export function contextInOneClock<C extends Observed>(context: C, clocks: readonly NodeClock[]): C {
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
