import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description("bring the warehouse's tables and views to this version's schema; every other command does so too")
    .option("--dry-run", "print the statements that would be run, run none")
    .option("--json", "one JSON object per statement")
    .addHelpText(
      "after",
      `
Prints each statement that was run, or with --dry-run would be run; nothing when the schema is current.

Examples:
  ledgerscope migrate --dry-run
  ledgerscope migrate`,
    )
    .action(lazily(async () => (await import("../actions/migrateAction.ts")).migrateAction));
}
