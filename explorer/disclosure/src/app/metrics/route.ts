import { metricsRegistry } from "../../data/metrics.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const registry = metricsRegistry();
  return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
}
