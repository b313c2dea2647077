import type { Command } from "commander";
import { RANGE_HELP } from "../help.ts";
import { lazily } from "../lazily.ts";

export function addGaps(program: Command): void {
  program
    .command("gaps")
    .description("which blocks are missing, and why where it is known; with --repair: read exactly those again")
    .argument("[range...]", "only look at these blocks; without one: at all that the source has")
    .option("--network <name>", "only this network (default: all)")
    .option("--repair", "read and store the missing blocks")
    .option("--check", "exit with 1 when a block is missing")
    .option("--json", "one JSON object per missing range; with --repair per failed check")
    .addHelpText(
      "after",
      `
What is missing is counted up to the source's head; when the source cannot be reached, within what is stored.
Blocks that failed a check are named with their reason; their bytes are in the table _quarantine.
Exits with 0 when the list is made; with --check only when it is empty; with --repair only when nothing is
missing any more and no check failed.

${RANGE_HELP}

Examples:
  ledgerscope gaps
  ledgerscope gaps --network mainnet 17M:18M --json
  ledgerscope gaps --repair`,
    )
    .action(lazily(async () => (await import("../actions/gapsAction.ts")).gapsAction));
}
