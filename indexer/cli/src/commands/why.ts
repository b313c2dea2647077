import type { Command } from "commander";
import { addLanguageOption } from "../language.ts";
import { lazily } from "../lazily.ts";

export function addWhy(program: Command): void {
  addLanguageOption(
    program
      .command("why")
      .description("explain why a transaction failed or was slow; without an id: every failed transaction of a network")
      .argument("[id]", "transaction id or hash")
      .option("--network <name>", "network to look in (required without an id)")
      .option("--json", "JSON, one object per transaction")
      .addHelpText(
        "after",
        `
Examples:
  ledgerscope why 2f3c9a…
  ledgerscope why --network relief --json`,
      ),
  ).action(lazily(async () => (await import("../actions/whyAction.ts")).whyAction));
}
