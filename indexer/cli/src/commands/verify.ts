import type { Command } from "commander";
import { RANGE_HELP, SAMPLE_HELP } from "../help.ts";
import { lazily } from "../lazily.ts";

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("prove stored blocks again from their rows, and with --node against the chain")
    .argument("[range...]", "half-open block ranges, or samples of them; without one: what is stored")
    .option(
      "--network <name>",
      "network of the configuration; with --proof: whose trust roots the file is checked against",
    )
    .option("--node", "compare with the chain itself as well")
    .option(
      "--export <file>",
      "write the blocks as a proof file, which proves itself without this warehouse and without a node",
    )
    .option("--proof <file>", "check such a file instead: no warehouse, no node and no configuration is needed")
    .option("--json", "one JSON object per failed check")
    .addHelpText(
      "after",
      `
Exits with 0 only when no check fails. What no rule covers (unverified) and what the node did not serve
(unchecked) is counted and reported, not failed. Open sides of a range are those of what is stored.
A proof file proves its blocks up to the hash of the newest one, which is printed: compare it with one that you trust.
With --proof, a block whose contents no rule covers fails as well.

${RANGE_HELP}
${SAMPLE_HELP}

Examples:
  ledgerscope verify --network relief
  ledgerscope verify --network relief -50:
  ledgerscope verify --network mainnet :/1000
  ledgerscope verify --network mainnet 17686110:17686130 --node
  ledgerscope verify --network mainnet 17686110:17686130 --export proof.jsonl.gz
  ledgerscope verify --proof proof.jsonl.gz`,
    )
    .action(lazily(async () => (await import("../actions/verifyAction.ts")).verifyAction));
}
