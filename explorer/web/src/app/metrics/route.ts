import { metricsResponse } from "@ledgerscope/ui/site/metrics.ts";

export const dynamic = "force-dynamic";

/** Prometheus metrics of this process. */
export function GET(): Promise<Response> {
  return metricsResponse("explorer");
}
