import type { Viewer } from "@ledgerscope/core";
import { failuresOverTime, type Glance, latencyOverTime } from "@ledgerscope/tracer-store";
import type { Reader } from "../readable.ts";
import { assembleChart, type Cell, largestFirst, MAX_SERIES, type NetworkChart } from "./assembleChart.ts";
import type { TracedChartId } from "./chartId.ts";

const NS_PER_SECOND = 1e9;

/**
 * A chart over explained transactions, in stretches of equal length. They count at the time that their client claims
 * (EVM: at their block's).
 */
export async function tracedChart(
  viewer: Viewer,
  reader: Reader,
  id: TracedChartId,
  glance: Glance,
  buckets: number,
): Promise<NetworkChart> {
  if (id === "latency") {
    const points = await latencyOverTime(reader, viewer, glance, {}, buckets);
    const cells = points.flatMap(({ bucket, p50Ns, p95Ns }): Cell[] => [
      { bucket, name: "p50", value: p50Ns / NS_PER_SECOND },
      { bucket, name: "p95", value: p95Ns / NS_PER_SECOND },
    ]);
    return assembleChart({ id, unit: "seconds", stacks: false }, glance, buckets, ["p50", "p95"], cells);
  }
  const failures = await failuresOverTime(reader, viewer, glance, buckets);
  const all = failures.map(({ bucket, code, count }): Cell => ({ bucket, name: code, value: count }));
  const names = largestFirst(all);
  const own = new Set(names.slice(0, MAX_SERIES));
  const rest = new Map<string, number>();
  for (const { bucket, name, value } of all)
    if (!own.has(name)) rest.set(`${bucket}`, (rest.get(`${bucket}`) ?? 0) + Number(value));
  const cells = [
    ...all.filter(({ name }) => own.has(name)),
    ...[...rest].map(([bucket, value]) => ({ bucket, name: "", value })),
  ];
  return assembleChart(
    { id, unit: "count", stacks: true },
    glance,
    buckets,
    [...own, ...(rest.size > 0 ? [""] : [])],
    cells,
  );
}
