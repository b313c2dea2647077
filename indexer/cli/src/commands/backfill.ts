import type { Command } from "commander";
import { RANGE_HELP } from "../help.ts";
import { lazily } from "../lazily.ts";

export function addBackfill(program: Command): void {
  program
    .command("backfill")
    .description("store blocks of one network, each checked as far as its chain allows")
    .argument("[range...]", "half-open block ranges; without one: all that the source has")
    .requiredOption("--network <name>", "network of the configuration")
    .option("--json", "one JSON object per failed check")
    .option("--newest-first", "from the newest block downwards, in pieces: recent blocks can be asked for at once")
    .option("--no-passes", "leave what needs stored blocks (signatures, senders, conflicts) to `ledgerscope passes`")
    .option("--rewrite", "read blocks again that are stored: ranges are required, and you are asked")
    .option("--yes", "with --rewrite: do not ask")
    .option("--dry-run", "read a few blocks, store none, and say what would be read: blocks, bytes, time")
    .addHelpText(
      "after",
      `
Exits with 0 only when every block of the ranges is stored and no check failed. Blocks that are stored
already are not read again. At the end the network's passes run over what is stored final, and its logs
(observe:) are read. On a terminal: progress, rates and what the pipeline waits for; otherwise JSON log lines
on standard error.

With --rewrite, stored blocks of the ranges are read and written again, at a raised revision, and passes run over
them anew: after rows were damaged, or to have what a newer version decodes. Blocks that the source has otherwise are
left as they are. Blocks that were stored as one range are rewritten as one. Interrupted, up to 10,000 blocks are a
gap, which \`gaps --repair\` fills.

${RANGE_HELP}

Examples:
  ledgerscope backfill --network relief
  ledgerscope backfill --network relief 100:200 --rewrite --dry-run
  ledgerscope backfill --network mainnet 17686110:17686130
  ledgerscope backfill --network mainnet 2023-07-13:2023-07-14 --newest-first
  ledgerscope backfill --network mainnet 15M:+1000 -500: --dry-run`,
    )
    .action(lazily(async () => (await import("../actions/backfillAction.ts")).backfillAction));
}
