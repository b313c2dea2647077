import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addConfig(program: Command): void {
  program
    .command("config")
    .description(
      "print the configuration as it is understood, secrets left out; with --check: only whether it is right",
    )
    .option("--check", "print nothing but what is wrong with it")
    .option("--json", "one JSON object")
    .addHelpText(
      "after",
      `
One line per value: key, value, and whether it stands in the file or is a default. Nothing is opened, no node asked.
Exits with 0 only when every network is understood.

Examples:
  ledgerscope config
  ledgerscope config --check --config production.yaml`,
    )
    .action(lazily(async () => (await import("../actions/configAction.ts")).configAction));
}
