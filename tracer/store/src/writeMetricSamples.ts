import type { Row } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { metricSamples } from "./tables/metricSamples.ts";

/** One value of one metric of one node. */
export type MetricSample = Row<typeof metricSamples>;

/**
 * Stores scraped metrics.
 * @param token names this batch: the same one again changes nothing.
 */
export function writeMetricSamples(
  warehouse: Warehouse,
  samples: readonly MetricSample[],
  token: string,
): Promise<void> {
  return insertRows(warehouse, metricSamples, samples, token);
}
