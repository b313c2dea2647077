import type { Command } from "commander";
import { addLanguageOption } from "../language.ts";
import { lazily } from "../lazily.ts";

export function addTrace(program: Command): void {
  addLanguageOption(
    program
      .command("trace")
      .description("show what happened to one transaction, stage by stage")
      .argument("<id>", "transaction id or hash")
      .option("--network <name>", "network to look in (default: all)")
      .option("--json", "the trace as one JSON object")
      .addHelpText(
        "after",
        `
Examples:
  ledgerscope trace 2f3c9a…
  ledgerscope trace 0x5c50… --network mainnet --lang zh --json`,
      ),
  ).action(lazily(async () => (await import("../actions/traceAction.ts")).traceAction));
}
