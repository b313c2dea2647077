import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addPasses(program: Command): void {
  program
    .command("passes")
    .description(
      "do what works on stored blocks: check signatures, recover senders, attribute conflicts; only what is not done yet",
    )
    .option("--network <name>", "only this network (default: all)")
    .option("--follow", "go on as blocks become final, until stopped")
    .option("--json", "one JSON object per failed check")
    .addHelpText(
      "after",
      `
\`run\` does so beside indexing and \`backfill\` at its end. Work that was interrupted goes on where it was; a program
with newer rules does it again. Failed checks are printed, kept in the table _passes, and shown by \`status\`; the
view check_exceptions lists them. Exits with 0 only when everything is done and no check failed in this run.

Examples:
  ledgerscope passes
  ledgerscope passes --network mainnet
  ledgerscope sql "SELECT * FROM check_exceptions WHERE pass != '' AND state = 'failed'"`,
    )
    .action(lazily(async () => (await import("../actions/passesAction.ts")).passesAction));
}
