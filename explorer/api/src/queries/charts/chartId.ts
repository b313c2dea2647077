import type { StoredChartId } from "./chartSql.ts";

/** Charts over explained transactions. */
export const TRACED_CHARTS = ["latency", "causes"] as const;

export type TracedChartId = (typeof TRACED_CHARTS)[number];

export type ChartId = StoredChartId | TracedChartId;

export const isTraced = (id: ChartId): id is TracedChartId => TRACED_CHARTS.some((one) => one === id);
