import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";
import { lazily } from "../lazily.ts";
import { SHORT_FORMATS } from "../sql/outputFormat.ts";

export function addSql(program: Command): void {
  program
    .command("sql")
    .description("run SQL on the warehouse: one query, statements from standard input, or a terminal session")
    .argument(
      "[query]",
      "ClickHouse SQL; without it: a session on a terminal, otherwise statements from standard input",
    )
    .option(
      "--format <name>",
      "format of the rows (default: by --output's ending, a table on a terminal, else TabSeparated)",
    )
    .option("--output <file>", "write the rows into a file, whole or not at all")
    .option("--param <name=value>", "value for {name:Type} in the SQL; may be repeated", collectParam, {})
    .addHelpText(
      "after",
      `
Formats: ${SHORT_FORMATS},
or any output format of ClickHouse by its name. Statements from standard input end with a semicolon and stop at the
first one that fails; the data of an INSERT … FORMAT … goes to the end of the input. Statements of one
input share a session: SET, USE and temporary tables last. On a terminal a session keeps its history in $XDG_STATE_HOME/ledgerscope/sql_history, completes with Tab,
and Ctrl-C cancels the running statement.

Examples:
  ledgerscope sql
  ledgerscope sql "SELECT network, max(height) FROM chain_blocks GROUP BY network"
  ledgerscope sql --format JSONEachRow "SELECT * FROM chain_transactions WHERE status = 'failed' LIMIT 5"
  ledgerscope sql --param h=42 "SELECT * FROM chain_blocks WHERE height = {h:UInt64}"
  ledgerscope sql --output blocks.parquet "SELECT * FROM chain_blocks"
  ledgerscope sql < report.sql`,
    )
    .action(lazily(async () => (await import("../actions/sqlAction.ts")).sqlAction));
}

function collectParam(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new ConfigError(`--param ${text}: write name=value, for example --param height=42`);
  }
  return { ...before, [name]: value };
}
