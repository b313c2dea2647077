/**
 * How the times of a chart are written, in UTC: as short as the whole span allows (days, or hours and minutes,
 * or seconds), since an axis has no room for what does not change.
 */
export function axisTimeFormat(
  buckets: readonly { readonly from: string; readonly to: string }[],
  locale: string,
): AxisTimeFormat {
  const start = Date.parse(buckets[0]?.from ?? "");
  const end = Date.parse(buckets.at(-1)?.to ?? "");
  const bucketMs = (end - start) / Math.max(1, buckets.length);
  const days = end - start > 2 * 86_400_000;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const tick = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    ...(days ? { month: "short", day: "numeric" } : clock),
    ...(bucketMs < 60_000 && !days ? { second: "2-digit" } : {}),
  });
  const whole = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    ...clock,
    ...(bucketMs < 60_000 ? { second: "2-digit" } : {}),
  });
  return {
    tick: (iso) => tick.format(new Date(iso)),
    span: (from, to) => `${whole.formatRange(new Date(from), new Date(to))} UTC`,
  };
}

export interface AxisTimeFormat {
  /** A label on the axis. */
  tick(iso: string): string;
  /** A bucket in the tooltip. */
  span(from: string, to: string): string;
}
