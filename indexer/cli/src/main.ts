import { LedgerscopeError } from "@ledgerscope/core";
import { Command } from "commander";
import { addBackfill } from "./commands/backfill.ts";
import { addPublish } from "./commands/publish.ts";
import { addRun } from "./commands/run.ts";
import { addSql } from "./commands/sql.ts";
import { addStatus } from "./commands/status.ts";
import { addTrace } from "./commands/trace.ts";
import { addVerify } from "./commands/verify.ts";
import { addWarehouse } from "./commands/warehouse.ts";
import { addWhy } from "./commands/why.ts";

const program = new Command("ledgerscope")
  .description("Index chains into a warehouse that can be verified, trace transactions, explain failures")
  .option("--config <file>", "configuration (default: ./ledgerscope.yaml)")
  .showHelpAfterError("(run with --help for examples)")
  .configureHelp({ showGlobalOptions: true });

for (const add of [addRun, addBackfill, addVerify, addStatus, addTrace, addWhy, addSql, addWarehouse, addPublish])
  add(program);
for (const command of program.commands)
  command.option("--config <file>", "configuration (default: ./ledgerscope.yaml)");

// `ledgerscope … | head` closes the pipe early: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  // What the user can act on is one sentence; anything else is a defect and keeps its stack.
  const known = error instanceof LedgerscopeError || (error as Error).name === "AbortError";
  process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
