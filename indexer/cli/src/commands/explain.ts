import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addExplain(program: Command): void {
  program
    .command("explain")
    .description(
      "store what happened to each transaction, and why it failed or was slow, as rows of trace_summaries and diagnoses",
    )
    .option("--network <name>", "only this network (default: all)")
    .option("--rebuild", "delete these rows and make them all anew")
    .option("--no-passes", "do not run the network's passes first (their evidence makes explanations surer)")
    .option("--json", "one JSON object per network")
    .addHelpText(
      "after",
      `
Only what is not explained yet is done: new blocks, those that facts came of since, and all of them where this program
has newer rules. Stopped at any moment, the next run goes on. \`run\` does so all the time, behind the passes, for
Fabric networks and those with observers. A block waits until each node whose log is read has told of its commit, or
for a minute.

Examples:
  ledgerscope explain
  ledgerscope explain --network relief --rebuild
  ledgerscope sql "SELECT code, sub_cause, count() FROM diagnoses GROUP BY code, sub_cause"`,
    )
    .action(lazily(async () => (await import("../actions/explainAction.ts")).explainAction));
}
