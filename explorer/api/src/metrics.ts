import type { Plugin } from "graphql-yoga";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Of names that clients make up so many are kept apart, the rest is counted together. */
const MAX_OTHERS = 100;

export interface ApiMetrics {
  readonly registry: Registry;
  /** Counts and times every operation. */
  readonly plugin: Plugin;
}

/** @param names of our own operations: what strangers send takes no place from them. */
export function createMetrics(names: Iterable<string> = []): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "ledgerscope_api_requests_total",
    help: "GraphQL operations by name and outcome (ok, error, stream)",
    labelNames: ["operation", "outcome"],
    registers: [registry],
  });
  const duration = new Histogram({
    name: "ledgerscope_api_request_duration_seconds",
    help: "Time from a parsed request to its result, by operation; for subscriptions until the stream stands",
    labelNames: ["operation"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  const own = new Set(names);
  const others = new Set<string>();
  function label(name: string | undefined): string {
    if (name === undefined) return "anonymous";
    if (own.has(name) || others.has(name)) return name;
    if (others.size >= MAX_OTHERS || !/^\w{1,64}$/.test(name)) return "other";
    others.add(name);
    return name;
  }

  const running = new WeakMap<Request, { operation: string; started: number }>();
  const plugin: Plugin = {
    onParams({ request, params }) {
      const name = params.operationName ?? /^\s*(?:query|subscription)\s+(\w+)/m.exec(params.query ?? "")?.[1];
      running.set(request, { operation: label(name), started: performance.now() });
    },
    onResultProcess({ request, result }) {
      const run = running.get(request);
      if (!run) return;
      const outcome = Symbol.asyncIterator in result ? "stream" : "errors" in result && result.errors ? "error" : "ok";
      requests.inc({ operation: run.operation, outcome });
      duration.observe({ operation: run.operation }, (performance.now() - run.started) / 1000);
    },
  };
  return { registry, plugin };
}
