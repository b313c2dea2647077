import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addBackfill } from "./commands/backfill.ts";
import { addConfig } from "./commands/config.ts";
import { addExplain } from "./commands/explain.ts";
import { addGaps } from "./commands/gaps.ts";
import { addMigrate } from "./commands/migrate.ts";
import { addPasses } from "./commands/passes.ts";
import { addPublish } from "./commands/publish.ts";
import { addRewind } from "./commands/rewind.ts";
import { addRun } from "./commands/run.ts";
import { addSql } from "./commands/sql.ts";
import { addStatus } from "./commands/status.ts";
import { addTrace } from "./commands/trace.ts";
import { addVerify } from "./commands/verify.ts";
import { addWarehouse } from "./commands/warehouse.ts";
import { addWhy } from "./commands/why.ts";
import { describeError } from "./describeError.ts";
import { EXIT_CODES } from "./help.ts";
import { Interrupted } from "./interrupted.ts";

const manifest = new URL("../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };

const program = new Command("ledgerscope")
  .version(version, "--version", "print the version")
  .description("Index chains into a warehouse that can be verified, trace transactions, explain failures")
  .option("--config <file>", "configuration (default: ./ledgerscope.yaml)")
  .showHelpAfterError("(run with --help for examples)")
  .configureHelp({ showGlobalOptions: true });

const commands = [
  addRun,
  addBackfill,
  addVerify,
  addPasses,
  addGaps,
  addRewind,
  addStatus,
  addTrace,
  addWhy,
  addExplain,
  addSql,
  addWarehouse,
  addMigrate,
  addPublish,
  addConfig,
];
for (const add of commands) add(program);
for (const command of program.commands)
  command.option("--config <file>", "configuration (default: ./ledgerscope.yaml)");
program.addHelpText("afterAll", EXIT_CODES);
program.addHelpText(
  "after",
  `
Examples:
  ledgerscope backfill --network mainnet 15M:+1000
  ledgerscope status --watch
  ledgerscope sql "SELECT network, max(height) FROM chain_blocks GROUP BY network"`,
);

/** `-1000:` is a block range; to the parser of options it would be one. A blank before it tells them apart. */
const argv = process.argv.map((argument) => (/^-[\d_.]+[kmb]?:/i.test(argument) ? ` ${argument}` : argument));

// `ledgerscope … | head` closes the pipe early: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await program.parseAsync(argv);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
