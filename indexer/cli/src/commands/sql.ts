import { buffer } from "node:stream/consumers";
import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";
import { note } from "../output.ts";
import { type ConfigOption, Interrupted, type Session, withSession } from "../session.ts";
import { outputFormat, SHORT_FORMATS } from "../sql/outputFormat.ts";
import { runStatement } from "../sql/runStatement.ts";
import { runShell } from "../sql/shell.ts";
import { splitStatements } from "../sql/splitStatements.ts";
import { SqlSession } from "../sql/sqlSession.ts";

interface Options extends ConfigOption {
  readonly format?: string;
  readonly output?: string;
  readonly param: Readonly<Record<string, string>>;
}

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
    .action(run);
}

function collectParam(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new ConfigError(`--param ${text}: write name=value, for example --param height=42`);
  }
  return { ...before, [name]: value };
}

async function run(query: string | undefined, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const { output, param: params } = options;
  const isTerminal = process.stdout.isTTY === true;
  const format = outputFormat({ ...options, isTerminal });
  if (query === undefined && process.stdin.isTTY) {
    if (output !== undefined) throw new ConfigError("--output needs a query: write it behind the options");
    await withSession(options, (session) => runShell(session, { format, params }));
    return;
  }
  const statements = query === undefined ? await readStatements() : [query];
  if (output !== undefined && statements.length !== 1) {
    throw new ConfigError(`--output takes the rows of one statement, there are ${statements.length}`);
  }
  process.exitCode = await withSession(options, async (session: Session) => {
    const engineSession = statements.length > 1 ? { session: new SqlSession() } : {};
    for (const statement of statements) {
      const end = await runStatement(session, statement, {
        format,
        params,
        ...engineSession,
        signal: session.signal,
        ...(output === undefined ? {} : { output }),
      });
      if (end.cancelled) throw new Interrupted("cancelled");
      if (end.error !== undefined) {
        note(end.error);
        return 1;
      }
    }
    return 0;
  });
}

/** Read byte by byte: the data of an insert may be binary. */
async function readStatements(): Promise<readonly Buffer[]> {
  const { statements, rest } = splitStatements((await buffer(process.stdin)).toString("latin1"));
  const all = rest === "" ? statements : [...statements, rest];
  if (all.length === 0)
    throw new ConfigError("standard input has no statement: write one, or give a query as argument");
  return all.map((statement) => Buffer.from(statement, "latin1"));
}
