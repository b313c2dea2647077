import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface WarehouseMetrics {
  readonly registry: Registry;
  /** Notes one statement that has ended. */
  observe(kind: string, succeeded: boolean, seconds: number): void;
}

export function createMetrics(): WarehouseMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const queries = new Counter({
    name: "ledgerscope_warehouse_queries_total",
    help: "Statements that the warehouse has answered",
    labelNames: ["kind", "outcome"],
    registers: [registry],
  });
  const duration = new Histogram({
    name: "ledgerscope_warehouse_query_duration_seconds",
    help: "From the request to the end of its response",
    labelNames: ["kind"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10, 60, 300],
    registers: [registry],
  });
  return {
    registry,
    observe(kind, succeeded, seconds) {
      queries.inc({ kind, outcome: succeeded ? "ok" : "error" });
      duration.observe({ kind }, seconds);
    },
  };
}
