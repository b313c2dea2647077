import type { Evidence, Stage } from "@ledgerscope/core";
import type { ClockMatrix } from "./clocks/clockMatrix.ts";
import { spanIdOf, traceIdOf } from "./ids.ts";
import { type Instant, weaker } from "./timing.ts";
import type { TraceSpan } from "./trace.ts";

/** Names a span within its trace. */
export interface SpanKey {
  readonly stage: Stage;
  readonly node: string;
  /** Number of the try, or of the call among several of one node. @default 0 */
  readonly attempt?: number;
}

export interface SpanParts {
  readonly parent?: SpanKey;
  readonly start: Instant | undefined;
  readonly end: Instant | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly status?: TraceSpan["status"];
  /** No better than this, whatever the times rest on. */
  readonly atBest?: Evidence;
}

/** Collects the spans of one trace and puts them in order. */
export class SpanTree {
  readonly #traceId: string;
  readonly #spans = new Map<string, TraceSpan>();

  readonly #clocks: ClockMatrix | undefined;

  /** @param clocks how far the clocks of the spans' ends are known to differ. */
  constructor(txId: string, clocks?: ClockMatrix) {
    this.#traceId = traceIdOf(txId);
    this.#clocks = clocks;
  }

  /**
   * Adds a span where at least one of its times is known. Times are never shifted: an end that lies
   * before the start (two clocks) makes the span an instant at its end, with the difference as an attribute.
   */
  add({ stage, node, attempt }: SpanKey, parts: SpanParts): void {
    const start = parts.start ?? parts.end;
    const end = parts.end ?? parts.start;
    if (!start || !end) return;
    const backwards = end.ns < start.ns;
    let evidence = weaker(start.evidence, end.evidence);
    // Two nodes' clocks: how far they agree is not known.
    if (start.clock !== end.clock) evidence = weaker(evidence, "inferred");
    if (parts.atBest) evidence = weaker(evidence, parts.atBest);
    const spanId = spanIdOf(this.#traceId, stage, node, attempt);
    this.#spans.set(spanId, {
      spanId,
      ...(parts.parent ? { parentSpanId: this.#idOf(parts.parent) } : {}),
      name: stage,
      node,
      startNs: backwards ? end.ns : start.ns,
      endNs: end.ns,
      evidence,
      source: [...new Set([start.source, end.source])].sort().join(", "),
      attributes: {
        ...parts.attributes,
        ...clockNames(start, end),
        ...boundOf(start, end),
        ...this.#acrossClocks(start, end),
        ...(backwards ? { "clock.disagreement_ms": (Number(start.ns - end.ns) / 1e6).toFixed(3) } : {}),
      },
      status: parts.status ?? "unset",
    });
  }

  /** Between two clocks: how far they may differ, and how far they do where that is more. */
  #acrossClocks(start: Instant, end: Instant): { "clock.offset_bound_ms"?: string; "clock.offset_ms"?: string } {
    const known = start.clock === end.clock ? undefined : this.#clocks?.difference(start.clock, end.clock);
    if (!known) return {};
    const { offsetNs, boundNs } = known;
    const certain = offsetNs > boundNs || offsetNs < -boundNs;
    return {
      "clock.offset_bound_ms": (Number(boundNs) / 1e6).toFixed(3),
      ...(certain ? { "clock.offset_ms": (Number(offsetNs) / 1e6).toFixed(3) } : {}),
    };
  }

  #idOf({ stage, node, attempt }: SpanKey): string {
    return spanIdOf(this.#traceId, stage, node, attempt);
  }

  /** Parents before children, siblings by time. A span whose parent is absent hangs on the root. */
  ordered(root: SpanKey): readonly TraceSpan[] {
    const rootId = this.#idOf(root);
    const children = new Map<string, TraceSpan[]>();
    for (const span of this.#spans.values()) {
      if (span.spanId === rootId) continue;
      const parentSpanId = span.parentSpanId && this.#spans.has(span.parentSpanId) ? span.parentSpanId : rootId;
      children.set(parentSpanId, [...(children.get(parentSpanId) ?? []), { ...span, parentSpanId }]);
    }
    const ordered: TraceSpan[] = [];
    const visit = (span: TraceSpan): void => {
      ordered.push(span);
      for (const child of (children.get(span.spanId) ?? []).sort(byTime)) visit(child);
    };
    const rootSpan = this.#spans.get(rootId);
    if (rootSpan) visit(rootSpan);
    return ordered;
  }
}

/** Whose clock the times are of. */
function clockNames(start: Instant, end: Instant): Record<string, string> {
  if (start.clock === end.clock) return start.clock === "" ? {} : { "clock.node": start.clock };
  return {
    ...(start.clock === "" ? {} : { "clock.start": start.clock }),
    ...(end.clock === "" ? {} : { "clock.end": end.clock }),
  };
}

/** How far off an estimated edge may be: of two the wider one. */
function boundOf(start: Instant, end: Instant): { "time.bound_ms"?: string } {
  const [a, b] = [start.boundNs ?? 0n, end.boundNs ?? 0n];
  const bound = a > b ? a : b;
  return bound === 0n ? {} : { "time.bound_ms": (Number(bound) / 1e6).toFixed(3) };
}

/** Of siblings at the same times the one that was added first stays first: the order of the stages. */
function byTime(a: TraceSpan, b: TraceSpan): number {
  if (a.startNs !== b.startNs) return a.startNs < b.startNs ? -1 : 1;
  if (a.endNs !== b.endNs) return a.endNs < b.endNs ? -1 : 1;
  return 0;
}
