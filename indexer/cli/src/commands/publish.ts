import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addPublish(program: Command): void {
  program
    .command("publish")
    .description("bring the public warehouse up to date with what the publication policy allows")
    .addHelpText(
      "after",
      `
Needs in the configuration:
  disclosure: { warehouse: { path: ./public }, policy: ./policy.yaml }

Example:
  ledgerscope publish --config ledgerscope.yaml`,
    )
    .action(lazily(async () => (await import("../actions/publishAction.ts")).publishAction));
}
