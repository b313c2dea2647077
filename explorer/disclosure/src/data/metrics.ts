import { Counter, collectDefaultMetrics, Registry } from "prom-client";

interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<"app">;
}

/** Next bundles the proxy and the routes apart: what they count together lives on the process. */
const shared = globalThis as { ledgerscopeMetrics?: Metrics };

function metrics(): Metrics {
  if (!shared.ledgerscopeMetrics) {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const requests = new Counter({
      name: "ledgerscope_web_requests_total",
      help: "Pages and files that visitors asked for",
      labelNames: ["app"],
      registers: [registry],
    });
    shared.ledgerscopeMetrics = { registry, requests };
  }
  return shared.ledgerscopeMetrics;
}

export const countRequest = (): void => metrics().requests.inc({ app: "disclosure" });

export const metricsRegistry = (): Registry => metrics().registry;
