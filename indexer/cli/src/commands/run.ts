import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addRun(program: Command): void {
  program
    .command("run")
    .description(
      "index every network live, run its passes, collect evidence, publish what the policy allows, until stopped",
    )
    .option("--metrics-port <port>", "serve Prometheus metrics on this port of the loopback interface")
    .addHelpText(
      "after",
      `
What needs stored blocks (passes: signatures, senders…) is done by a process of its own, at low priority.

On a terminal: per network the newest block, how far it is behind, rates, time left, and what the pipeline
waits for; otherwise JSON log lines on standard error (LOG_LEVEL: trace, debug, info, warn, error).

Examples:
  ledgerscope run
  ledgerscope run --config ledgerscope.yaml --metrics-port 9464`,
    )
    .action(lazily(async () => (await import("../actions/runAction.ts")).runAction));
}
