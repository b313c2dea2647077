/** Round moments (nanoseconds after the start) to draw an axis at: 1, 2 or 5 times a power of ten, `count` at most. */
export function axisTicks(durationNs: bigint, count = 5): bigint[] {
  if (durationNs <= 0n) return [0n];
  const rough = Number(durationNs) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = BigInt(Math.max(1, [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? power * 10));
  const ticks: bigint[] = [];
  for (let at = 0n; at <= durationNs; at += step) ticks.push(at);
  return ticks;
}
