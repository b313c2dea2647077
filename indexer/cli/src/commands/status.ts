import type { Command } from "commander";
import { lazily } from "../lazily.ts";

export function addStatus(program: Command): void {
  program
    .command("status")
    .description("what is stored of every network, how far behind its source it is, and what it takes on disk")
    .option("--network <name>", "only this network (default: all)")
    .option("--json", "one JSON object per network")
    .option("--watch", "go on until stopped: a live view on a terminal, JSON lines otherwise")
    .option("--interval <seconds>", "how often --watch looks", "2")
    .addHelpText(
      "after",
      `
A source that does not answer within 5 seconds is named as unreachable; that is no failure. Of a network that
a process on this machine is indexing, rates, time left and the slowest stage are shown: reading the source,
verifying and decoding, or writing to the warehouse. Of each pass: how far it is, how fast it has been, and what its
checks found. Exits with 1 when stored rows are damaged.

Examples:
  ledgerscope status
  ledgerscope status --network relief --json
  ledgerscope status --watch`,
    )
    .action(lazily(async () => (await import("../actions/statusAction.ts")).statusAction));
}
