import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addRewind(program: Command): void {
  program
    .command("rewind")
    .description("take back the newest stored blocks, final ones too: when a chain was deliberately rewritten")
    .requiredOption("--network <name>", "network of the configuration")
    .requiredOption("--to <height>", "newest block that stays; -1: none stays")
    .option("--dry-run", "say what would be taken back, and change nothing")
    .option("--yes", "do not ask")
    .option("--json", "with --dry-run: one JSON object")
    .addHelpText(
      "after",
      `
Reorganisations of blocks that are not final yet need no command. One below finality halts indexing and names
both hashes: if the chain is right and the warehouse is to follow it, this is the way. The network's revision is
raised; what is read afterwards carries it in _ranges, and passes run over it anew. Rows of chains that can revert
stay queryable by their block's hash in the _head tables, other rows are deleted. What was published stays public.
Blocks that were stored as one range are taken back as one, so that more blocks may have to be read again.

Examples:
  ledgerscope rewind --network mainnet --to 17686110 --dry-run
  ledgerscope rewind --network devnet --to -1 --yes`,
    )
    .action(lazily(async () => (await import("../actions/rewindAction.ts")).rewindAction));
}
