import type { charts as en } from "../en/charts.ts";

/** 中文：独立成页的图表。 */
export const charts: Readonly<Record<keyof typeof en, string>> = {};
