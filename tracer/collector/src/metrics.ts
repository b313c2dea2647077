import { Counter } from "prom-client";

/** Served by whichever process collects, from prom-client's default registry. */
export const factsTotal = new Counter({
  name: "ledgerscope_collector_facts_total",
  help: "Stage facts written, by where they were read",
  labelNames: ["network", "source"],
});

export const linesTotal = new Counter({
  name: "ledgerscope_collector_lines_total",
  help: "Log lines, read or malformed",
  labelNames: ["network", "outcome"],
});

export const samplesTotal = new Counter({
  name: "ledgerscope_collector_samples_total",
  help: "Samples of nodes' metrics stored",
  labelNames: ["network"],
});
