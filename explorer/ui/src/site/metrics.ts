import { Counter, collectDefaultMetrics, Registry } from "prom-client";

interface SiteMetrics {
  readonly registry: Registry;
  readonly requests: Counter<"app">;
}

/** Next bundles the proxy and each route apart, all in one process: what they count has one home on it. */
const home = globalThis as typeof globalThis & { ledgerscopeSiteMetrics?: SiteMetrics };

function siteMetrics(): SiteMetrics {
  if (home.ledgerscopeSiteMetrics === undefined) {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const requests = new Counter({
      name: "ledgerscope_web_requests_total",
      help: "Requests for pages, by site",
      labelNames: ["app"],
      registers: [registry],
    });
    home.ledgerscopeSiteMetrics = { registry, requests };
  }
  return home.ledgerscopeSiteMetrics;
}

/** Counts one request for a page of the site `app`. */
export function countRequest(app: string): void {
  siteMetrics().requests.inc({ app });
}

/** `GET /metrics` in Prometheus' text format. */
export async function metricsResponse(app: string): Promise<Response> {
  const { registry, requests } = siteMetrics();
  requests.inc({ app }, 0);
  return new Response(await registry.metrics(), { headers: { "Content-Type": registry.contentType } });
}
