/** What the waterfall needs of a span; times in Unix nanoseconds. */
export interface WaterfallSpan {
  readonly spanId: string;
  readonly parentSpanId?: string | null | undefined;
  readonly startNs: bigint;
  readonly endNs: bigint;
}

export interface WaterfallRow<Span extends WaterfallSpan> {
  readonly span: Span;
  /** 0 for a root. */
  readonly depth: number;
  /** Where the bar starts and how long it is, as shares (0..1) of the whole. */
  readonly offset: number;
  readonly width: number;
}

/**
 * Spans in the order of a waterfall: children under their parent, siblings by start. A span whose parent is
 * unknown stands at the root, and so does a circle of parents: whatever arrives is shown once.
 */
export function layoutWaterfall<Span extends WaterfallSpan>(
  spans: readonly Span[],
  whole: { readonly startNs: bigint; readonly endNs: bigint },
): WaterfallRow<Span>[] {
  const total = Number(whole.endNs - whole.startNs);
  const share = (ns: bigint): number => (total <= 0 ? 0 : Math.min(1, Math.max(0, Number(ns - whole.startNs) / total)));
  const ids = new Set(spans.map((span) => span.spanId));
  const children = new Map<string | undefined, Span[]>();
  for (const span of [...spans].sort(byTime)) {
    const parent = span.parentSpanId != null && ids.has(span.parentSpanId) ? span.parentSpanId : undefined;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const rows: WaterfallRow<Span>[] = [];
  const placed = new Set<Span>();
  const place = (span: Span, depth: number): void => {
    if (placed.has(span)) return;
    placed.add(span);
    const offset = share(span.startNs);
    rows.push({ span, depth, offset, width: share(span.endNs) - offset });
    for (const child of children.get(span.spanId) ?? []) place(child, depth + 1);
  };
  for (const root of children.get(undefined) ?? []) place(root, 0);
  for (const span of spans) place(span, 0);
  return rows;
}

function byTime(a: WaterfallSpan, b: WaterfallSpan): number {
  if (a.startNs !== b.startNs) return a.startNs < b.startNs ? -1 : 1;
  return a.endNs === b.endNs ? 0 : a.endNs > b.endNs ? -1 : 1;
}
