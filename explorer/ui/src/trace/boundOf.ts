import type { TraceSpan } from "./traceSpan.ts";

/** Attributes that say how well a span's times are known; they are shown in words of their own. */
const CLOCK = "clock.node";
const BOUNDS = ["clock.offset_bound_ms", "time.bound_ms"] as const;

const attributeOf = (span: TraceSpan, key: string): string | undefined =>
  span.attributes.find((attribute) => attribute.key === key)?.value;

/** The node whose clock both times of a span were read from; undefined where they come from two. */
export const clockOf = (span: TraceSpan): string | undefined => attributeOf(span, CLOCK);

/** The times are right within ± this, nanoseconds: how far two clocks may be apart and how good an estimate is, together. */
export function boundOf(span: TraceSpan): bigint | undefined {
  const bounds = BOUNDS.map((key) => Number(attributeOf(span, key) ?? Number.NaN)).filter((ms) => ms >= 0);
  if (bounds.length === 0) return undefined;
  return BigInt(Math.round(bounds.reduce((sum, ms) => sum + ms, 0) * 1e6));
}

/** The rest of what is known of a span. */
export const otherAttributes = (span: TraceSpan): TraceSpan["attributes"] =>
  span.attributes.filter(({ key }) => key !== CLOCK && !BOUNDS.some((bound) => bound === key));
