export { type DashboardFile, dashboardFiles } from "./dashboardFiles.ts";
export { type DashboardQueries, exportedMetrics, metricsIn, metricsInRules } from "./metricsIn.ts";
